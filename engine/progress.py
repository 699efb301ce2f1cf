"""How far each assignment of a round has come: what is recorded, and its progress index (H06).

A further figure is a field of `Standing`; how the index weighs is in `rules/progress.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.office import Office
from kernel.ids import case_number
from rules.materials import SETTLED
from rules.methods import LEAST, TERMS
from rules.progress import Done, Pace, Progress, progress, time_share
from store.database import Row, Transaction

ON_SITE = ("entered", "on_site", "wrapping")
"""States of an assignment whose group is with its unit."""

_ASSIGNMENTS = (
    "SELECT c.*, d.* FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND {where} ORDER BY c.id"
)
_BELOW = (
    "SELECT b.parent_id, b.kind, b.state, count(*) AS n FROM cases b"
    " JOIN cases c ON c.id = b.parent_id"
    " WHERE c.kind = 'assignment' AND {where} GROUP BY b.parent_id, b.kind, b.state"
)
_UNSIGNED = frozenset({"draft", "returned", "fact_confirm", "deputy_review", "deputy_reviewed"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one assignment is."""

    case_id: int
    group_id: int
    state: str
    papers: int
    clues: int
    done: Done
    progress: Progress

    @property
    def number(self) -> str:
        """Return the number of the assignment."""
        return case_number(self.case_id)


def standings(office: Office, tx: Transaction, round_id: int, day: date) -> tuple[Standing, ...]:
    """Return how far each assignment of a round has come at the end of a day."""
    return _read(office, tx, "c.round_id = :id", round_id, day)


def standing(office: Office, tx: Transaction, case_id: int, day: date) -> Standing:
    """Return how far one assignment has come at the end of a day."""
    [found] = _read(office, tx, "c.id = :id", case_id, day)
    return found


def _read(
    office: Office, tx: Transaction, where: str, bound: int, day: date
) -> tuple[Standing, ...]:
    rows = tx.rows(_ASSIGNMENTS.format(where=where), id=bound)
    below: dict[int, dict[str, dict[str, int]]] = {}
    for row in tx.rows(_BELOW.format(where=where), id=bound):
        by_kind = below.setdefault(row["parent_id"], {})
        by_kind.setdefault(row["kind"], {})[row["state"]] = row["n"]
    return tuple(_one(office, row, below.get(row["id"], {}), day) for row in rows)


def _one(office: Office, row: Row, below: Mapping[str, Mapping[str, int]], day: date) -> Standing:
    papers, requests = below.get("working_paper", {}), below.get("material_request", {})
    limits = office.policy.limits
    done = Done(
        used={
            method.label: (row[TERMS[method].adds_to] or 0, limits[least])
            for method, least in LEAST.items()
        },
        papers=sum(papers.values()),
        papers_signed=_outside(papers, _UNSIGNED),
        requests=sum(requests.values()),
        requests_settled=_inside(requests, SETTLED),
    )
    first = row["entered_on"] or row["on_site_start"]
    passed = time_share(first, row["on_site_end"], day, office.policy.calendar)
    clues = sum(below.get("clue", {}).values())
    found = progress(done, passed, limits)
    return Standing(row["id"], row["group_id"], row["state"], done.papers, clues, done, found)


def _inside(by_state: Mapping[str, int], states: Iterable[str]) -> int:
    return sum(by_state.get(state, 0) for state in states)


def _outside(by_state: Mapping[str, int], states: Iterable[str]) -> int:
    return sum(by_state.values()) - _inside(by_state, states)


def told_of_group(found: Iterable[Standing]) -> dict[str, Any]:
    """Return what a weekly summary tells of the progress of one group.

    The index is that of the assignment with the lowest one among those that go on; where none is
    measured yet, there is none.
    """
    every = tuple(found)
    told: dict[str, Any] = {
        "papers": sum(one.papers for one in every),
        "clues": sum(one.clues for one in every),
        "no_clue": not any(one.clues for one in every),
        "pace": Pace.NOT_MEASURED.value,
    }
    measured = [
        (one.progress.index, one)
        for one in every
        if one.state in ON_SITE and one.progress.index is not None
    ]
    if measured:
        index, lowest = min(measured, key=lambda pair: (pair[0], pair[1].case_id))
        told |= {
            "pace": lowest.progress.pace.value, "index": index, "assignment": lowest.number,
            "why": lowest.progress.why.zh,
        }  # fmt: skip
    return told
