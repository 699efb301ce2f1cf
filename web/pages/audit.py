"""Audit 审计: search the heads of entries, verify the whole record, take it out as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from engine.audit import Report, verify
from engine.audit_search import LONGEST_DAYS, MOST, Question, search_entries
from engine.export import EXPORTERS, export_record
from engine.wording import WHAT
from kernel.errors import InvalidInput, TextError
from kernel.ids import case_id_of
from kernel.words import Text
from web.csrf import Checked
from web.errors import status_of
from web.visit import AuditKeeper, Visit

router = APIRouter()


@router.get("/audit")
def audit(
    visit: AuditKeeper, case: str = "", person: str = "", what: str = "", since: str = "",
    until: str = "",
) -> Response:  # fmt: skip
    """Search the record: by case, person, kind of entry and days."""
    typed = {"case": case, "person": person, "what": what, "since": since, "until": until}
    if not any(typed.values()):
        return _shown(visit, typed)
    try:
        question = Question(
            case_id_of(case) if case else None,
            visit.directory.person(person.strip()).id if person.strip() else None,
            what if what in WHAT else "", _day(since), _day(until),
        )  # fmt: skip
        found = search_entries(visit.office, question)
    except TextError as error:
        return _shown(visit, typed, status=status_of(error)[0], reasons=error.reasons)
    return _shown(visit, typed, found=found)


@router.post("/audit/verify", dependencies=[Checked])
def check(visit: AuditKeeper) -> Response:
    """Check every chain and seal, and that replaying the entries gives the tables."""
    report = verify(visit.office.database, visit.office.policy)
    return _shown(visit, {}, report=report)


@router.post("/audit/export", dependencies=[Checked])
def export(visit: AuditKeeper) -> Response:
    """Give the whole record as a file, marked and counted, to who answers for the office.

    Raises:
        NotPermitted: it is for somebody else.
    """
    folder = mkdtemp(prefix="xuncheng-record-")
    gone = BackgroundTask(rmtree, folder, ignore_errors=True)
    file = Path(folder) / "record.jsonl"
    try:
        export_record(visit.office, file, visit.person_id)
    except TextError:
        rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        file, media_type="application/jsonl", filename="record.jsonl", background=gone
    )


def _shown(
    visit: Visit, typed: dict[str, str], *, status: int = 200, reasons: tuple[Text, ...] = (),
    found: object = None, report: Report | None = None,
) -> Response:  # fmt: skip
    return visit.page(
        "audit.html", status=status, typed=typed, reasons=reasons, found=found, report=report,
        kinds=WHAT, most=MOST, longest=LONGEST_DAYS,
        may_export=any(one.post in EXPORTERS and one.held_on(visit.today) for one in visit.posts),
    )  # fmt: skip


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise InvalidInput(
            Text("日期应写成 2026-03-02 的样子。", "Write dates as 2026-03-02.")
        ) from None
