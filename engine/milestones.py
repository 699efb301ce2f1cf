"""The milestones of a round against its baseline, and its stays against the templates of the modes.

Rows A05, A13, C09. Read only. A further column is a field of `MilestoneLine` or `StayLine`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from engine.office import Office
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotPermitted
from kernel.ids import case_number
from kernel.words import Text
from rules.milestones import MILESTONES, Timing, baseline, timing
from states.assignment import Mode
from store.database import Row, Transaction

_MOVES = (
    "SELECT e.body, l.body AS line, l.at FROM entries e"
    " LEFT JOIN book_lines l ON l.case_id = e.case_id AND l.seq = e.seq AND l.book = 'meetings'"
    " WHERE e.case_id = :id ORDER BY e.seq"
)
_STAYS = (
    "SELECT c.id, c.unit_id, d.mode, d.on_site_start, d.on_site_end FROM cases c"
    " JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :id AND c.kind = 'assignment' AND c.state <> 'cancelled' ORDER BY c.id"
)


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """One milestone with its baseline and when it was reached."""

    name: str
    label: Text
    planned: date
    reached: date | None
    timing: Timing


@dataclass(frozen=True, slots=True)
class StayLine:
    """One stay against the template of its mode."""

    number: str
    unit: str
    mode: Mode
    days: int
    usual_days: int
    too_short: bool
    """Whether it is shorter than policy allows."""


@dataclass(frozen=True, slots=True)
class Milestones:
    """The course of a round."""

    authorised: bool
    """Whether the baseline is the authorised window; before that it is the planned one."""
    lines: tuple[MilestoneLine, ...]
    stays: tuple[StayLine, ...]


def read_milestones(
    office: Office, case_id: int, person_id: int, *, acting_for: int | None = None
) -> Milestones:
    """Return the milestones and stays of a round.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        NotPermitted: the person sees only a part of the round.
        InvalidInput: the case is no round, or it has no window yet.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        row = case.row
        if row["kind"] != "round":
            raise InvalidInput(
                Text(f"{case_number(case.id)} 不是轮次。", f"{case_number(case.id)} is no round.")
            )
        if not sight.whole:
            raise NotPermitted(
                Text("里程碑只供巡察办和领导小组查看。", "Milestones are for the office and above.")
            )
        policy, days = office.policy, baseline_of(office, row)
        if not days:
            raise InvalidInput(
                Text("本轮还没有进驻起止日期。", "The round has no window on site yet.")
            )
        reached = _reached(tx, case_id)
        early = policy.limit("milestone_early_days")
        lines = tuple(
            MilestoneLine(
                one.name, one.label, days[one.name], reached.get(one.name),
                timing(days[one.name], reached.get(one.name), work.today, early),
            )
            for one in MILESTONES
        )  # fmt: skip
        return Milestones(row["baseline_start"] is not None, lines, _stays(work, case_id))


def baseline_of(office: Office, row: Row) -> dict[str, date]:
    """Return milestone → the day it should be reached; nothing before a round has a window.

    Args:
        office: The office.
        row: The round with its details; the authorised window goes before the planned one.
    """
    start, end = row["baseline_start"] or row["on_site_start"], row["baseline_end"]
    end = end or row["on_site_end"]
    if start is None or end is None:
        return {}
    policy = office.policy
    return baseline(
        start, end, lambda name, day: policy.deadline(name, day).due(day, policy.calendar).day
    )


def _reached(tx: Transaction, case_id: int) -> dict[str, date]:
    """Return milestone → when it was reached; what was returned and done again counts anew."""
    found: dict[str, date] = {}
    for row in tx.rows(_MOVES, id=case_id):
        entry = json.loads(row["body"])
        if entry["what"] != "move":
            continue
        found[entry["event"]] = office_day(datetime.fromisoformat(entry["at"]))
        told = json.loads(row["line"]) if row["line"] else {}
        if "meeting_kind" in told:
            found[told["meeting_kind"]] = date.fromisoformat(told["held_on"])
    return found


def _stays(work: Work, round_id: int) -> tuple[StayLine, ...]:
    policy, found = work.office.policy, []
    for row in work.tx.rows(_STAYS, id=round_id):
        unit, terms = work.directory.units[row["unit_id"]], policy.modes[row["mode"]]
        start, end = row["on_site_start"], row["on_site_end"]
        shortest = policy.deadline(terms.limit(unit.sort), start).due(start, policy.calendar).day
        found.append(
            StayLine(
                case_number(row["id"]), unit.name, Mode(row["mode"]), (end - start).days,
                terms.days, end < shortest,
            )
        )  # fmt: skip
    return tuple(found)
