"""People and posts 人员岗位: who is who, taken in from a sheet, and one person with their posts.

What is changed about one person is in `web/pages/person.py`.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, UploadFile
from fastapi.responses import Response

from engine.people_import import ImportReport, import_people
from engine.people_list import PersonLine, list_people
from engine.people_sheet import write_template
from kernel.errors import InvalidInput, TextError
from kernel.words import Text
from rules.posts import Post
from web.csrf import Checked
from web.errors import status_of
from web.visit import Register, Visit

router = APIRouter()

_PAGE = 50
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = (".xlsx", ".csv")
_NO_FILE = Text("请选择名册文件（.xlsx 或 .csv）。", "Choose a sheet (.xlsx or .csv).")


@router.get("/people")
def people(visit: Register, q: str = "", post: str = "", page: int = 1) -> Response:
    """Show who is registered, as far as a filter goes."""
    return _listed(visit, q, post, max(page, 1))


@router.get("/people/template.xlsx")
def template(_visit: Register) -> Response:
    """Give an empty sheet with a page that explains it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "people.xlsx"
        write_template(file)
        content = file.read_bytes()
    named = {"Content-Disposition": 'attachment; filename="people.xlsx"'}
    return Response(content, media_type=_SHEET, headers=named)


@router.post("/people/import", dependencies=[Checked])
def take_in(visit: Register, sheet: UploadFile | None = None) -> Response:
    """Take in a sheet; nothing of it when one cell is wrong."""
    try:
        report = _taken_in(visit, sheet)
    except TextError as error:
        return _listed(visit, "", "", 1, status=status_of(error)[0], reasons=error.reasons)
    return _listed(visit, "", "", 1, report=report)


def _taken_in(visit: Visit, sheet: UploadFile | None) -> ImportReport:
    kind = Path(sheet.filename or "").suffix.lower() if sheet else ""
    if sheet is None or kind not in _KINDS:
        raise InvalidInput(_NO_FILE)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"people{kind}"
        file.write_bytes(sheet.file.read())
        return import_people(visit.office, file, visit.person_id, visit.acting_for)


def _listed(
    visit: Visit, q: str, post: str, page: int, *, status: int = 200,
    reasons: tuple[Text, ...] = (), report: ImportReport | None = None,
) -> Response:  # fmt: skip
    found = [one for one in list_people(visit.office) if _fits(one, q.strip(), post)]
    first = (page - 1) * _PAGE
    return visit.page(
        "people.html", status=status, people=found[first : first + _PAGE], count=len(found),
        page=page, more=len(found) > first + _PAGE, q=q, post=post, posts=_posts(visit),
        reasons=reasons, report=report,
    )  # fmt: skip


def _fits(person: PersonLine, words: str, post: str) -> bool:
    """Say whether somebody is meant by what was typed: a code, a name, or an organisation."""
    named = any(words in one for one in (person.code, person.name, person.organisation))
    return named and (not post or any(one.post == post for one in person.posts))


def _posts(visit: Visit) -> dict[str, Text]:
    """Return every post with what the office calls it."""
    return {one.value: visit.office.policy.label(one) for one in Post if one is not Post.CLOCK}
