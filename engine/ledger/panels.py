"""Figures above a ledger: where every clue went, how ledgers compare, what became of extensions.

A further panel is a function and its line in `_PANELS`; a ledger names the one it has. Only what
the reader may see is counted (J07, J12, §4.8).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, func, select

from engine.clue_figures import ACCOUNTS, clue_balance
from engine.ledger.asking import Ask
from engine.ledger.column import Ledger
from engine.ledger.reading import counted
from engine.ledger.telling import LedgerTeller
from engine.office import Office
from engine.reach import visible_to
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from states.reconciliation import RECONCILIATION
from store.book_table import BookLine
from store.details.reconciliation import ReconciliationDetail
from store.tables import Case

ACCOUNT_LABELS: Mapping[str, Text] = {
    "handed_over": Text("移交", "Handed over"), "merged": Text("并案", "Merged"),
    "returned": Text("退回", "Returned"), "parked": Text("暂存", "Parked"),
    "rejected": Text("不予移交", "Rejected"), "expressed": Text("专报", "Express"),
    "transferred": Text("转办", "Transferred"),
}  # fmt: skip
_MOST = 20


@dataclass(frozen=True, slots=True)
class Panel:
    """A small table of figures."""

    label: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[str | int, ...], ...]
    """Name first, then figures."""
    wrong: tuple[int, ...] = ()
    """The places of the rows in which something is amiss."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a panel, of which ledger, as what was asked for."""

    office: Office
    ledger: Ledger
    ask: Ask
    teller: LedgerTeller
    person_id: int
    acting_for: int | None = None


def panels_of(reader: Reader) -> list[Panel]:
    """Return the panels of a ledger that tell the reader something."""
    made = _PANELS[reader.ledger.panel](reader) if reader.ledger.panel else ()
    return [one for one in made if one.rows]


def _clues(reader: Reader) -> Iterator[Panel]:
    if reader.ask.round_id is not None and reader.acting_for is None:
        yield _balance(reader, reader.ask.round_id)
    yield _reconciliations(reader)


def _balance(reader: Reader, round_id: int) -> Panel:
    found = clue_balance(reader.office, round_id, reader.person_id)
    word = reader.teller.teller.word
    rows: tuple[tuple[str | int, ...], ...] = tuple(
        (one.group or word("全轮", "Round"), one.found, *(one.accounts[name] for name in ACCOUNTS),
         len(one.unsettled))
        for one in found
        if one.found
    )  # fmt: skip
    return Panel(
        Text("线索平衡", "Balance of clues"),
        (Text("巡察组", "Group"), Text("发现", "Found"),
         *(ACCOUNT_LABELS[name] for name in ACCOUNTS), Text("差额", "Open")),
        rows, tuple(at for at, row in enumerate(rows) if row[-1]),
    )  # fmt: skip


def _reconciliations(reader: Reader) -> Panel:
    """Return the newest comparisons of ledgers, each with how many differences it found."""
    office, teller = reader.office, reader.teller.teller
    today = office_day(office.now())
    differences = (
        select(func.count())
        .where(col(BookLine.case_id) == col(Case.id), col(BookLine.book) == "ledger_differences")
        .correlate(Case)
        .scalar_subquery()
    )
    with office.database.reading() as tx, office.database.session() as session:
        posts, _ = office.directory(tx).reach(reader.person_id, reader.acting_for, today)
        query = (
            select(Case, ReconciliationDetail, differences)
            .join(ReconciliationDetail, col(ReconciliationDetail.case_id) == col(Case.id))
            .where(col(Case.kind) == RECONCILIATION.kind, visible_to(posts, today))
            .order_by(col(ReconciliationDetail.as_of).desc(), col(Case.id).desc())
            .limit(_MOST)
        )
        found = list(session.exec(query))
    bodies = teller.directory.bodies
    rows = tuple(
        (case_number(int(case.id or 0)),
         bodies[case.body_id or 0].name if case.body_id in bodies else "", str(detail.as_of),
         RECONCILIATION.state(case.state).label.say(teller.language), n)
        for case, detail, n in found
    )  # fmt: skip
    return Panel(
        Text("台账对账", "Comparison of ledgers"),
        (Text("编号", "Number"), Text("承办单位", "Receiving body"), Text("截至", "As of"),
         Text("状态", "State"), Text("差异", "Differences")),
        rows, tuple(at for at, row in enumerate(rows) if row[-1]),
    )  # fmt: skip


def _extensions(reader: Reader) -> Iterator[Panel]:
    """Return how many extensions there are in each state and of each deadline."""
    ask = replace(reader.ask, by="", page=1)
    for name, label in (
        ("state", Text("延期统计·状态", "Extensions by state")),
        ("deadline", Text("延期统计·期限", "Extensions by deadline")),
    ):
        column = reader.ledger.by_name[name]
        found: Mapping[Any, int] = counted(
            reader.office, reader.ledger, ask, name, reader.person_id, reader.acting_for
        )
        rows = tuple((reader.teller.group(column, value), n) for value, n in found.items())
        yield Panel(label, (column.label, Text("件数", "Number")), rows)


_PANELS: Mapping[str, Callable[[Reader], Iterator[Panel]]] = {
    "clues": _clues,
    "extensions": _extensions,
}
