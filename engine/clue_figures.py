"""What became of clues, in numbers: the balance by group, the share accepted at first, results.

Rows J12, J13, J15. Only what the person may see is counted; no number here is ever a target.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlmodel import col, select

from engine.office import Office
from engine.reach import open_to
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from rules.handover import SETTLED_CLUE
from rules.small_cells import suppressed
from store.details.clue import ClueDetail
from store.tables import Case

ACCOUNTS = {
    "handed_over": frozenset(
        {"handed_over", "in_handling", "result_reported", "reconciled", "written_off"}
    ),
    "merged": frozenset({"merged"}),
    "returned": frozenset({"returned_for_quality"}),
    "parked": frozenset({"parked"}),
    "rejected": frozenset({"rejected"}),
    "expressed": frozenset({"expressed"}),
    "transferred": frozenset({"out_of_scope_transferred"}),
}
"""Account of the balance → the states that are counted under it."""
ACCOUNT_NAMES = {
    "handed_over": Text("移交", "handed over"), "merged": Text("并案", "merged"),
    "returned": Text("质量退回", "returned for quality"), "parked": Text("暂存", "parked"),
    "rejected": Text("不予移交", "rejected"), "expressed": Text("专报", "express"),
    "transferred": Text("转办", "transferred"),
}  # fmt: skip
OPEN_ACCOUNTS = frozenset({"returned"})
"""Accounts that are told but do not settle a clue: somebody still owes something."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Found = handed over + merged + parked + rejected + expressed + transferred (J12)."""

    group: str
    """The group; empty for the whole round."""
    found: int
    accounts: dict[str, int]
    unsettled: tuple[str, ...]
    """The numbers of clues that are in no settled account."""

    @property
    def balanced(self) -> bool:
        """Say whether no clue is lost."""
        return not self.unsettled


@dataclass(frozen=True, slots=True)
class ClueFigures:
    """Totals only; case facts stay with the receivers."""

    handed_over: int
    accepted_at_first: int
    """Handed over and never returned for quality."""
    supplements: int
    results: dict[str, int | str]
    """Result code → how many; small numbers hidden."""

    @property
    def first_pass_rate(self) -> float | None:
        """Return the share accepted at first, in per cent of those handed over at all."""
        if not self.handed_over:
            return None
        return round(100 * self.accepted_at_first / self.handed_over, 2)


def _clues(
    office: Office, round_id: int, person_id: int, acting_for: int | None
) -> list[tuple[Case, ClueDetail]]:
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        may_see = open_to(office.directory(tx), person_id, acting_for, today)
        query = (
            select(Case, ClueDetail)
            .join(ClueDetail, col(ClueDetail.case_id) == col(Case.id))
            .where(Case.round_id == round_id, may_see)
            .order_by(col(Case.id))
        )
        return [(case, detail) for case, detail in session.exec(query)]


def clue_balance(
    office: Office, round_id: int, person_id: int, *, acting_for: int | None = None
) -> tuple[Balance, ...]:
    """Return the balance of each group of a round, and last that of the whole round."""
    cases = [case for case, _ in _clues(office, round_id, person_id, acting_for)]
    groups = office.known_directory().groups
    by_group: dict[int, list[Case]] = {}
    for case in cases:
        by_group.setdefault(case.group_id or 0, []).append(case)
    found = [
        _balance(groups[number].name if number in groups else "", held)
        for number, held in sorted(by_group.items())
    ]
    return (*found, _balance("", cases))


def _balance(group: str, cases: list[Case]) -> Balance:
    states = Counter(case.state for case in cases)
    accounts = {name: sum(states[one] for one in of) for name, of in ACCOUNTS.items()}
    open_ = tuple(case_number(case.id or 0) for case in cases if case.state not in SETTLED_CLUE)
    return Balance(group, len(cases), accounts, open_)


def clue_figures(
    office: Office, round_id: int, person_id: int, *, acting_for: int | None = None
) -> ClueFigures:
    """Return the totals of a round's clues."""
    clues = _clues(office, round_id, person_id, acting_for)
    details = [detail for _, detail in clues]
    there = [(case.state in ACCOUNTS["handed_over"], bool(one.returns)) for case, one in clues]
    handed = sum(now or back for now, back in there)
    kept = [1 for now, back in there if now and not back]
    counted = Counter(one.result for one in details if one.result)
    results = suppressed(dict(sorted(counted.items())), office.policy.limit("small_cell"))
    supplements = sum(one.supplements or 0 for one in details)
    return ClueFigures(handed, len(kept), supplements, results)
