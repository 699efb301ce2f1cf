"""The ledgers 台账: on the screen, on paper and as a spreadsheet, all from one question.

A further ledger is one line of `engine/ledger/catalogue.py`; filters and order are in the address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from engine.accounts.views import list_views
from engine.exporting import count_print
from engine.ledger.asking import Ask, Due, read_ask, words_of
from engine.ledger.catalogue import LEDGERS, ledger_named
from engine.ledger.column import GROUP, UNIT, Column, Ledger, Source
from engine.ledger.exporting import columns_shown, export_ledger
from engine.ledger.panels import Reader, panels_of
from engine.ledger.reading import LedgerPage, kinds_counted, read_ledger, rounds_for
from engine.ledger.telling import LedgerTeller
from kernel.clock import OFFICE_ZONE
from kernel.ids import case_number
from kernel.words import Text
from web.csrf import Checked
from web.visit import SignedIn, Visit, form_words

router = APIRouter(prefix="/ledgers")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def _sent(request: Request) -> dict[str, str]:
    return form_words(await request.form())


SentWords = Annotated[dict[str, str], Depends(_sent)]
"""The words of the form that was sent."""


@router.get("")
def index(visit: SignedIn) -> Response:
    """Show which ledgers there are, and how many cases of their kinds the person sees."""
    counts = kinds_counted(visit.office, visit.person_id, visit.acting_for)
    return visit.page("ledger_index.html", ledgers=LEDGERS.values(), counts=counts)


@router.get("/{name}")
def ledger(visit: SignedIn, name: str) -> Response:
    """Show one page of a ledger.

    Raises:
        NotFound: there is no such ledger.
        InvalidInput: the address asks for something that does not exist.
    """
    wanted, ask = _asked(visit, name, visit.request.query_params)
    page = read_ledger(visit.office, wanted, ask, visit.person_id, acting_for=visit.acting_for)
    return visit.page("ledgers.html", **_shown(visit, wanted, ask, page))


@router.get("/{name}/print")
def paper(visit: SignedIn, name: str) -> Response:
    """Show the whole ledger as a page to be printed and signed; it is counted like an export.

    Raises:
        NotFound: there is no such ledger, or no such round for this person.
        InvalidInput: the address asks for something that does not exist.
    """
    wanted, ask = _asked(visit, name, visit.request.query_params)
    page = read_ledger(
        visit.office, wanted, ask, visit.person_id, acting_for=visit.acting_for, whole=True
    )
    nth = count_print(
        visit.office, wanted.name, page.total, visit.person_id, acting_for=visit.acting_for,
        case_id=ask.round_id,
    )  # fmt: skip
    now = visit.office.now().astimezone(OFFICE_ZONE)
    return visit.page("ledger_print.html", **_shown(visit, wanted, ask, page), now=now, nth=nth)


@router.post("/{name}/export", dependencies=[Checked])
def export(visit: SignedIn, name: str, words: SentWords) -> Response:
    """Give the whole ledger as a spreadsheet; it is counted before it is given.

    Raises:
        NotFound: there is no such ledger, or no such round for this person.
        InvalidInput: the form asks for something that does not exist.
    """
    wanted, ask = _asked(visit, name, words)
    with TemporaryDirectory(prefix="xuncheng-") as folder:
        path = Path(folder) / f"{wanted.name}.xlsx"
        made = export_ledger(
            visit.office, wanted, ask, path, visit.person_id, language=visit.language,
            acting_for=visit.acting_for,
        )  # fmt: skip
        content = path.read_bytes()
    file = quote(f"{visit.say(wanted.label)}-{visit.today}-{made.number}.xlsx")
    head = {"Content-Disposition": f"attachment; filename*=UTF-8''{file}"}
    return Response(content, media_type=_XLSX, headers=head)


def _asked(visit: Visit, name: str, words: Mapping[str, str]) -> tuple[Ledger, Ask]:
    wanted = ledger_named(name)
    return wanted, read_ask(wanted, words, visit.directory)


def _shown(visit: Visit, wanted: Ledger, ask: Ask, page: LedgerPage) -> dict[str, Any]:
    """Return what the two pages show of a ledger."""
    rounds = rounds_for(visit.office, visit.person_id, visit.acting_for)
    teller = LedgerTeller(visit.teller, rounds)
    reader = Reader(visit.office, wanted, ask, teller, visit.person_id, visit.acting_for)
    return {
        "ledger": wanted, "ask": ask, "page": page,
        "asked": teller.asked(ask, wanted), "panels": panels_of(reader),
        "filters": list(_filters(visit, wanted, ask, page, teller)),
        "columns": tuple(one for one in columns_shown(wanted, ask) if one.name != ask.by),
        "parts_of_it": list(_parts(wanted, ask, page, teller)), "words": words_of(ask, wanted),
        "address": _Address(visit, wanted, ask), "ledgers": LEDGERS.values(),
        "views": list_views(visit.office, visit.person_id, f"ledgers/{wanted.name}"),
    }  # fmt: skip


def _filters(
    visit: Visit, wanted: Ledger, ask: Ask, page: LedgerPage, teller: LedgerTeller
) -> Iterator[tuple[str, Text, list[tuple[str, Text]], str]]:
    """Yield what may be picked: name, label, the values with their words, and the present one."""
    rounds = [(case_number(one), _same(teller.round(one))) for one in sorted(page.rounds)[::-1]]
    yield "round", Text("轮次", "Round"), rounds, case_number(ask.round_id) if ask.round_id else ""
    for name, label, named, there, now in (
        ("group", GROUP.label, visit.directory.groups, page.group_ids, ask.group_id),
        ("unit", UNIT.label, visit.directory.units, page.unit_ids, ask.unit_id),
    ):
        if name in wanted.by_name:
            values = [(str(one), _same(named[one].name)) for one in sorted(there)]
            yield name, label, values, str(now or "")
    for one in wanted.columns:
        if one.options:
            yield one.name, one.label, list(one.options), ask.chosen.get(one.name, "")
    if any(one.source is Source.DUE for one in wanted.columns):
        dues = [(one.value, one.label) for one in Due]
        yield "due", Text("期限", "Deadline"), dues, ask.due or ""
    able = [(one.name, one.label) for one in wanted.columns if one.groupable]
    yield "by", Text("分组", "Group by"), able, ask.by


def _same(words: str) -> Text:
    return Text(words, words)


def _parts(
    wanted: Ledger, ask: Ask, page: LedgerPage, teller: LedgerTeller
) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    """Yield the rows of a page in their groups: heading, how many on all pages, the rows."""
    if not ask.by:
        yield "", page.total, [teller.row(wanted, one) for one in page.rows]
        return
    for value, rows in groupby(page.rows, lambda one: one.values[ask.by]):
        heading = teller.group(wanted.by_name[ask.by], value)
        yield heading, page.groups[value], [teller.row(wanted, one) for one in rows]


class _Address:
    """Makes the addresses of a ledger from what is asked for now."""

    def __init__(self, visit: Visit, wanted: Ledger, ask: Ask) -> None:
        self._base = f"/ledgers/{wanted.name}"
        self._ask, self._usual = ask, wanted.by_number
        self._words = words_of(ask, wanted)
        if visit.stood_in_for:
            self._words["for"] = visit.stood_in_for

    def __call__(self, below: str = "", **changes: str) -> str:
        """Return the address with some words changed; an empty one is left out."""
        words = {k: v for k, v in {**self._words, **changes}.items() if v}
        return f"{self._base}{below}{'?' if words else ''}{urlencode(words)}"

    def sorted_by(self, column: Column) -> str:
        """Return the address in the order of a column; again, in the reverse order."""
        again = self._ask.sort == column.name and not self._ask.down
        sort = f"-{column.name}" if again else column.name
        return self(sort="" if sort == self._usual else sort, page="")
