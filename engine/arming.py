"""Which timers a case stops and arms when it changes: the deadlines of its life cycle, kept true.

Called with the case before and after a change; what no longer applies is stopped, what now does is
armed, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from engine.loading import LoadedCase
from engine.work import Work
from kernel.clock import office_day
from rules import ladder as ladders
from rules.deadlines import DeadlineRule, Due
from states.definition import Deadline
from store import moves, timers
from store.database import Row

AnyDeadline = Deadline[Any, Any]


def rearm(
    work: Work, case: LoadedCase, old_state: str | None, old: Mapping[str, Any], seq: int
) -> dict[str, Any]:
    """Stop and arm the timers of `case` after a change, and return what to tell of it.

    Args:
        work: The transaction.
        case: The case, changed already.
        old_state: Its state before; None when it has just been opened.
        old: Its details before.
        seq: The entry under which the timers are armed.

    Returns:
        `{"stopped": [...], "armed": [...]}`, each only when there is something to tell.
    """
    before = () if old_state is None else case.cycle.running(old_state)
    after = case.cycle.running(case.row["state"])
    stopped: list[str] = []
    armed: list[dict[str, Any]] = []
    for deadline in dict.fromkeys((*before, *after)):
        runs = deadline in after and _has_its_dates(deadline, case.row)
        ran = deadline in before and _has_its_dates(deadline, old)
        anchor = case.row[deadline.anchor] if deadline.anchor else work.today
        moved = runs and ran and bool(deadline.anchor) and anchor != old[deadline.anchor]
        present = _present(work, case, deadline) if moved else None
        if ran and (moved or not runs):
            _stop(work, case, deadline)
            stopped.append(deadline.name)
        if runs and (moved or not ran):
            armed.append(_arm(work, case, deadline, anchor, seq, present))
    told: dict[str, Any] = {}
    if stopped:
        told["stopped"] = stopped
    if armed:
        told["armed"] = armed
    return told


def _has_its_dates(deadline: AnyDeadline, fields: Mapping[str, Any]) -> bool:
    """Say whether what the deadline counts from is known, and what meets it is not yet."""
    return not (
        (deadline.anchor and fields[deadline.anchor] is None)
        or (deadline.met_by and fields[deadline.met_by] is not None)
    )


def _present(work: Work, case: LoadedCase, deadline: AnyDeadline) -> Row | None:
    return next((t for t in work.timers(case) if t["deadline"] == deadline.name), None)


def _stop(work: Work, case: LoadedCase, deadline: AnyDeadline) -> None:
    case.changed_timers[deadline.name] = None
    if case.timers is not None:
        case.timers = [t for t in case.timers if t["deadline"] != deadline.name]
    values = {"case_id": case.id, "deadline": deadline.name, "ended_at": work.now}
    work.write((timers.STOP, values))


def _arm(
    work: Work,
    case: LoadedCase,
    deadline: AnyDeadline,
    anchor: date,
    seq: int,
    moved: Row | None,
) -> dict[str, Any]:
    """Arm a timer; `moved` is the one it takes the place of because its anchor has moved."""
    policy = work.office.policy
    rule = policy.deadline(deadline.name, anchor)
    due = rule.due(anchor, policy.calendar)
    event = deadline.fires.value if deadline.fires else None
    timer: Row = {
        "case_id": case.id,
        "deadline": deadline.name,
        "armed_seq": seq,
        "status": "armed",
        "anchor_on": anchor,
        "original_on": due.day if moved is None else moved["original_on"],
        "ladder": rule.ladder,
        "policy": policy.digest[:16],
        "effective_from": rule.effective_from,
        "extensions": 0 if moved is None else moved["extensions"] + (moved["due_on"] != due.day),
        "event": event,
        "ended_at": None,
        "remaining": None,
        **placed(work, rule, due, event),
    }
    case.changed_timers[deadline.name] = timer
    if case.timers is not None:
        case.timers.append(timer)
    work.write(moves.insert("timers", timer))
    kept = {"ladder": timer["ladder"], "policy": timer["policy"], "since": timer["effective_from"]}
    if timer["extensions"]:
        kept["extensions"] = timer["extensions"]
    return {**tell_due(timer), **kept}


def placed(work: Work, rule: DeadlineRule, due: Due, event: str | None) -> dict[str, Any]:
    """Return the columns that put a timer on its ladder, from now on.

    A limit that is past already when it is armed starts its overdue steps now, so it is not missed
    and nobody is escalated to before the owner has heard.
    """
    due_at = max(rule.due_at(due.day), work.now)
    position, wakes = ladders.start(
        work.office.policy.ladders[rule.ladder], office_day(due_at), due_at, work.now,
        work.office.policy.calendar,
    )  # fmt: skip
    return {
        "nominal_on": due.nominal,
        "due_on": due.day,
        "due_at": due_at,
        "provisional": due.provisional,
        "step": position.step,
        "spoken": position.spoken,
        "spoken_at": position.spoken_at,
        "acknowledged": position.acknowledged,
        "next_at": earliest(wakes, due_at if event else None),
    }


def earliest(*moments: datetime | None) -> datetime | None:
    """Return the earliest of the moments that are known."""
    return min((moment for moment in moments if moment is not None), default=None)


def tell_due(timer: Row) -> dict[str, Any]:
    """Return what an entry tells of an armed timer: both dates, where they differ."""
    told = {"deadline": timer["deadline"], "due": timer["due_on"], "from": timer["anchor_on"]}
    if timer["nominal_on"] != timer["due_on"]:
        told["nominal"] = timer["nominal_on"]
    if timer["original_on"] != timer["due_on"]:
        told["original"] = timer["original_on"]
    if timer["provisional"]:
        told["provisional"] = True
    return told
