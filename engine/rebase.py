"""Changing what a clock counts from: amended dates, extended, suspended and resumed timers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.arming import keep_place, left, placed, rearm, tell_due
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.deadlines import DeadlineRule, Due, Unit, in_force, span_from
from rules.facts import Actor
from store import timers
from store.database import Row

_KEYS = ("case_id", "deadline", "armed_seq")


def amend(
    work: Work, case: LoadedCase, actor: Actor, changed: Mapping[str, Any], *, because_of: int
) -> None:
    """Change details from outside a case's own events; its timers follow, the entry says why."""
    old = dict(case.row)
    case.row.update(changed)
    case.row["revision"] += 1
    case.row["moved_at"] = work.now
    case.moved = True
    told = rearm(work, case, case.row["state"], old, case.row["seq"] + 1)
    case.changed.update(changed)
    work.entry(
        case, "amend", actor, changed=dict(changed), rev=case.row["revision"],
        because_of=because_of, **told,
    )  # fmt: skip


def armed_timer(work: Work, case: LoadedCase, deadline: str) -> Row:
    """Return the running timer of `deadline`.

    Raises:
        InvalidInput: no such deadline runs on the case now.
    """
    running = work.timers(case)
    for timer in running:
        if timer["deadline"] == deadline:
            return timer
    names = "、".join(timer["deadline"] for timer in running) or "（无）"
    raise InvalidInput(
        Text(
            f"该事项当前没有名为“{deadline}”的期限在计时；正在计时的有：{names}。",
            f'No deadline "{deadline}" runs on this case now; running: {names}.',
        )
    )


def rule_of(work: Work, timer: Row) -> DeadlineRule:
    """Return the version of the limit that the timer keeps."""
    versions = work.office.policy.deadlines[timer["deadline"]]
    return in_force(versions, timer["effective_from"])


def extend_timer(
    work: Work, case: LoadedCase, actor: Actor, deadline: str, new_day: date, *, because_of: int
) -> None:
    """Give a running deadline its new date.

    A deadline that is itself a date of the case (the end of the stay) moves by that date, so that
    everything else that hangs on it moves too.
    """
    timer = armed_timer(work, case, deadline)
    rule = rule_of(work, timer)
    line = next(one for one in case.cycle.deadlines if one.name == deadline)
    if line.anchor and rule.amount == 0:
        if case.row["kind"] == "round":
            move_stay(work, case, actor, new_day)
        if line.anchor == "on_site_end":
            move_notices(work, case.id, actor, new_day)
        amend(work, case, actor, {line.anchor: new_day}, because_of=because_of)
        return
    old_due = timer["due_on"]
    calendar = work.office.policy.calendar
    day = calendar.roll(new_day, rule.roll)
    due = Due(timer["anchor_on"], new_day, day, calendar.provisional(day))
    timer.update(placed(work, rule, due, timer["event"]), extensions=timer["extensions"] + 1)
    write_rebased(work, timer)
    work.entry(
        case, "amend", actor, deadline=deadline, due=day, was_due=old_due,
        nominal=new_day if due.rolled else None, provisional=due.provisional or None,
        because_of=because_of,
    )  # fmt: skip


_STILL_THERE = (
    "SELECT c.id FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.round_id = :round AND c.kind = 'assignment' AND d.on_site_end = :end"
    " AND c.state IN ('planned', 'info_gathering', 'plan_ready', 'plan_reviewed', 'noticed',"
    " 'entered', 'on_site', 'wrapping') ORDER BY c.id"
)
_MENDED = (
    "SELECT id FROM cases WHERE parent_id = :parent AND kind = 'immediate_rectification'"
    " AND state IN ('proposed', 'approved', 'issued', 'acknowledged', 'fixing') ORDER BY id"
)


def move_stay(work: Work, case: LoadedCase, actor: Actor, new_end: date) -> None:
    """Move the end of the stay of every group that was to be on site as long as its round (H08)."""
    still_there = work.tx.rows(_STILL_THERE, round=case.id, end=case.row["on_site_end"])
    for row in still_there:
        amend(work, work.load(row["id"]), actor, {"on_site_end": new_end}, because_of=case.id)
        move_notices(work, row["id"], actor, new_end)


def move_notices(work: Work, assignment_id: int, actor: Actor, new_end: date) -> None:
    """Move the end of what is mended during a stay along with the stay (E28)."""
    for row in work.tx.rows(_MENDED, parent=assignment_id):
        notice = work.load(row["id"])
        amend(work, notice, actor, {"on_site_end": new_end}, because_of=assignment_id)


def write_rebased(work: Work, timer: Row) -> None:
    """Have the new place of a timer on its ladder written."""
    names = (
        "nominal_on", "due_on", "due_at", "provisional", "extensions", "step", "spoken",
        "spoken_at", "acknowledged", "next_at", *_KEYS,
    )  # fmt: skip
    work.write((timers.REBASE, {name: timer[name] for name in names}))


def stop_clock(work: Work, timer: Row) -> dict[str, Any]:
    """Suspend a timer, keeping what is left of it: working days for `workdays`, else days."""
    rule = rule_of(work, timer)
    remains = left(work, rule, timer["due_on"])
    timer.update(status="suspended", remaining=remains, next_at=None)
    keys = {name: timer[name] for name in _KEYS}
    work.write((timers.SUSPEND, {**keys, "remaining": remains}))
    return {"deadline": timer["deadline"], "due": timer["due_on"], "left": remains}


def restart_clock(work: Work, timer: Row) -> dict[str, Any]:
    """Resume a suspended timer: the new due date follows from what was left.

    A date that was announced (the end of the stay, of the intake) moves by an extension only.
    """
    rule = rule_of(work, timer)
    calendar = work.office.policy.calendar
    if rule.amount == 0:
        due = Due(timer["anchor_on"], timer["nominal_on"], timer["due_on"], timer["provisional"])
    else:
        unit = Unit.WORKDAYS if rule.unit is Unit.WORKDAYS else Unit.DAYS
        nominal = span_from(work.today, timer["remaining"], unit, calendar)
        day = calendar.roll(nominal, rule.roll)
        due = Due(work.today, nominal, day, calendar.provisional(day))
    was = dict(timer)
    timer.update(placed(work, rule, due, timer["event"]), status="armed", remaining=None)
    timer.update(keep_place(work, timer, was))
    write_rebased(work, timer)
    return {**tell_due(timer), "was_due": was["due_on"]}
