"""Which timers a case stops and arms when it changes: the deadlines of its life cycle, kept true.

Called with the case before and after a change; what no longer applies is stopped, what now does is
armed, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from engine.loading import LoadedCase
from engine.work import Work
from kernel.clock import office_day
from rules import ladder as ladders
from rules.deadlines import DeadlineRule, Due, Unit
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
    before = {} if old_state is None else _by_name(case.cycle.running(old_state))
    after = _by_name(case.cycle.running(case.row["state"]))
    stopped: list[str] = []
    armed: list[dict[str, Any]] = []
    for name, deadline in {**before, **after}.items():
        runs = name in after and _has_its_dates(deadline, case.row)
        ran = name in before and _has_its_dates(deadline, old)
        anchor = case.row[deadline.anchor] if deadline.anchor else work.today
        moved = runs and ran and bool(deadline.anchor) and anchor != old[deadline.anchor]
        present = _present(work, case, deadline) if moved and not deadline.renews else None
        if ran and (moved or not runs):
            _stop(work, case, deadline)
            stopped.append(name)
        if runs and (moved or not ran):
            earlier = None if moved or old_state is None else _earlier(work, case, deadline, anchor)
            armed.append(_arm(work, case, deadline, anchor, seq, present, earlier))
    told: dict[str, Any] = {}
    if stopped:
        told["stopped"] = stopped
    if armed:
        told["armed"] = armed
    return told


def _by_name(deadlines: Iterable[AnyDeadline]) -> dict[str, AnyDeadline]:
    return {deadline.name: deadline for deadline in deadlines}


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


def _earlier(work: Work, case: LoadedCase, deadline: AnyDeadline, anchor: date) -> Row | None:
    """Return the timer that ran from the same date before, when the case has come back to it.

    A deadline that is taken up again keeps its date, its extensions and its place on the ladder: a
    report that is sent in and returned the same day buys nobody time.
    """
    if not deadline.anchor:
        return None
    asked = {"id": case.id, "deadline": deadline.name, "anchor": anchor}
    found = work.tx.read_all([(timers.EARLIER, asked)])[0]
    return found[0] if found else None


def _arm(
    work: Work,
    case: LoadedCase,
    deadline: AnyDeadline,
    anchor: date,
    seq: int,
    moved: Row | None,
    earlier: Row | None,
) -> dict[str, Any]:
    """Arm a timer.

    Args:
        work: The transaction.
        case: The case.
        deadline: The deadline.
        anchor: The date it counts from.
        seq: The entry that arms it.
        moved: The timer it takes the place of, because its anchor has moved.
        earlier: The timer that ran from the same anchor before, and is taken up again.
    """
    policy = work.office.policy
    rule = policy.deadline(deadline.name, anchor)
    due = rule.due(anchor, policy.calendar)
    if earlier is not None:
        due = Due(anchor, earlier["nominal_on"], earlier["due_on"], bool(earlier["provisional"]))
    event = deadline.fires.value if deadline.fires else None
    before = moved or earlier
    extensions = 0 if before is None else before["extensions"]
    if moved is not None and moved["due_on"] != due.day:
        extensions += 1
    timer: Row = {
        "case_id": case.id,
        "deadline": deadline.name,
        "armed_seq": seq,
        "status": "armed",
        "anchor_on": anchor,
        "original_on": due.day if before is None else before["original_on"],
        "ladder": rule.ladder,
        "policy": policy.digest[:16],
        "effective_from": rule.effective_from,
        "extensions": extensions,
        "event": event,
        "ended_at": None,
        "remaining": None,
        **placed(work, rule, due, event),
    }
    if earlier is not None and earlier["spoken"] >= 0:
        timer["due_at"] = earlier["due_at"]
        timer.update(keep_place(work, timer, earlier))
    if case.row["suspended_at"] is not None:
        timer.update(status="suspended", next_at=None, remaining=left(work, rule, due.day))
    case.changed_timers[deadline.name] = timer
    if case.timers is not None:
        case.timers.append(timer)
    work.write(moves.insert("timers", timer))
    kept = {"ladder": timer["ladder"], "policy": timer["policy"], "since": timer["effective_from"]}
    if timer["extensions"]:
        kept["extensions"] = timer["extensions"]
    if timer["status"] == "suspended":
        kept["left"] = timer["remaining"]
    return {**tell_due(timer), **kept}


def keep_place(work: Work, timer: Row, earlier: Row) -> dict[str, Any]:
    """Return the columns that keep a timer where it stood on its ladder: nothing is said twice.

    Steps whose time passed meanwhile are left out: the owner could do nothing then.
    """
    if earlier["spoken"] < 0:
        return {}
    calendar = work.office.policy.calendar
    ladder = work.office.policy.ladders[timer["ladder"]]
    due_at = timer["due_at"]
    due_day = office_day(due_at)
    fresh, _ = ladders.start(ladder, due_day, due_at, work.now, calendar)
    at = ladders.Position(
        max(fresh.step, earlier["step"]), earlier["spoken"], earlier["spoken_at"],
        bool(earlier["acknowledged"]),
    )  # fmt: skip
    wakes = ladders.resume(ladder, at, due_day, due_at, calendar)
    return {
        "step": at.step, "spoken": at.spoken, "spoken_at": at.spoken_at,
        "acknowledged": at.acknowledged,
        "next_at": earliest(wakes, due_at if timer["event"] else None),
    }  # fmt: skip


def left(work: Work, rule: DeadlineRule, due_on: date) -> int:
    """Return what is left until a due date: working days for `workdays`, else calendar days."""
    if rule.unit is Unit.WORKDAYS:
        return work.office.policy.calendar.workdays_between(work.today, due_on)
    return (due_on - work.today).days


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
