"""Ladders: who hears of a deadline, when, and in which tone, before and after it is due.

A ladder is data (`config/ladders.toml`); this module says which of its steps is due. Steps missed
during downtime are coalesced: one notice, the highest due step, and the skipped ones listed.
Source: domain §4, ladders E-STD and E-GRP.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from kernel.clock import office_day, office_moment
from kernel.words import Labelled, Text
from rules.deadlines import Unit, span_from
from rules.workdays import Calendar


class Tone(Labelled):
    """How a step speaks."""

    REMINDER = "reminder", "提醒", "Reminder"
    OVERDUE = "overdue", "超期", "Overdue"
    ESCALATION = "escalation", "升级督办", "Escalation"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: at an offset from the due day, to some posts, in a tone."""

    offset: int
    """Days (in the ladder's unit) after the due day; negative is before it."""
    to: tuple[str, ...]
    """`owner`, `leader`, `head` (as the deadline names them) or codes of posts."""
    tone: Tone
    label: Text
    repeat_days: int = 0
    """Calendar days between repetitions until the next step or an acknowledgement; 0 is never."""
    ack_days: int = 0
    """Calendar days after which an unacknowledged notice brings the next step early; 0 is never.

    A step that brings the next one early does not repeat: the next one speaks instead.
    """


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of a ladder in the order of their offsets."""

    name: str
    label: Text
    steps: tuple[Step, ...]
    unit: Unit = Unit.DAYS
    hour: time = time(9)
    """When on its day a step before or after the due day speaks, in the office's zone."""

    def moment(self, index: int, due_day: date, due_at: datetime, calendar: Calendar) -> datetime:
        """Return when step `index` speaks; offset 0 speaks the moment the time is up."""
        step = self.steps[index]
        if step.offset == 0:
            return due_at
        return office_moment(span_from(due_day, step.offset, self.unit, calendar), self.hour)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a timer stands on its ladder."""

    step: int = 0
    """The next step to speak."""
    spoken: int = -1
    """The last step that spoke; -1 is none."""
    spoken_at: datetime | None = None
    """When the last step spoke, or was last repeated."""
    acknowledged: bool = False
    """Whether the last step's notice was acknowledged: ends repetitions, never the next step."""


@dataclass(frozen=True, slots=True)
class Firing:
    """What a due timer does now, and when it wakes next."""

    step: int
    """The step that speaks."""
    skipped: tuple[int, ...]
    """Steps that were due as well and do not speak any more."""
    repeated: bool
    position: Position
    next_at: datetime | None


def _unheard(ladder: Ladder, at: Position) -> tuple[Step, date] | None:
    """Return the last step and the day it spoke, if nobody has acknowledged it.

    A step that the office has meanwhile taken off its ladder waits for nobody.
    """
    if at.spoken_at is None or at.acknowledged or not 0 <= at.spoken < len(ladder.steps):
        return None
    return ladder.steps[at.spoken], office_day(at.spoken_at)


def _early(ladder: Ladder, at: Position, due_at: datetime) -> datetime | None:
    """Return when the next step comes early because nobody acknowledges the last one.

    Only a reminder may come before the time is up: nobody is called overdue who is not.
    """
    unheard = _unheard(ladder, at)
    if unheard is None or not unheard[0].ack_days or at.step >= len(ladder.steps):
        return None
    step, day = unheard
    early = office_moment(day + timedelta(days=step.ack_days), ladder.hour)
    return early if ladder.steps[at.step].tone is Tone.REMINDER else max(early, due_at)


def _again(ladder: Ladder, at: Position, due_at: datetime) -> datetime | None:
    """Return when the last step is repeated because nobody acknowledges it."""
    unheard = _unheard(ladder, at)
    if unheard is None or not unheard[0].repeat_days or _early(ladder, at, due_at) is not None:
        return None
    step, day = unheard
    return office_moment(day + timedelta(days=step.repeat_days), ladder.hour)


def _next(
    ladder: Ladder, at: Position, due_day: date, due_at: datetime, calendar: Calendar
) -> datetime | None:
    step_at = (
        ladder.moment(at.step, due_day, due_at, calendar) if at.step < len(ladder.steps) else None
    )
    moments = (step_at, _early(ladder, at, due_at), _again(ladder, at, due_at))
    return min((moment for moment in moments if moment is not None), default=None)


def start(
    ladder: Ladder, due_day: date, due_at: datetime, now: datetime, calendar: Calendar
) -> tuple[Position, datetime | None]:
    """Return where a timer armed at `now` begins: steps of an earlier moment never speak."""
    index = 0
    while index < len(ladder.steps) and ladder.moment(index, due_day, due_at, calendar) < now:
        index += 1
    position = Position(step=index)
    return position, _next(ladder, position, due_day, due_at, calendar)


def resume(
    ladder: Ladder, at: Position, due_day: date, due_at: datetime, calendar: Calendar
) -> datetime | None:
    """Return when a timer at `at` wakes next, for example after an acknowledgement."""
    return _next(ladder, at, due_day, due_at, calendar)


def fire(
    ladder: Ladder,
    at: Position,
    due_day: date,
    due_at: datetime,
    now: datetime,
    calendar: Calendar,
) -> Firing | None:
    """Return what a timer at `at` says at `now`, or None when nothing is due.

    Of several steps that are due only the highest speaks; the others are listed as skipped.

    Example:
        >>> week = Calendar(frozenset(), frozenset(), date(2022, 12, 31), "weekends only")
        >>> reminder = Step(-1, ("owner",), Tone.REMINDER, Text("到期提醒", "Reminder"))
        >>> overdue = Step(0, ("owner",), Tone.OVERDUE, Text("超期", "Overdue"))
        >>> ladder = Ladder("short", Text("短", "Short"), (reminder, overdue))
        >>> due_day = date(2022, 3, 28)
        >>> due_at = office_moment(due_day, time(18))
        >>> late = fire(ladder, Position(), due_day, due_at, due_at + timedelta(days=3), week)
        >>> late.step, late.skipped, late.next_at
        (1, (0,), None)
    """
    index = at.step
    while index < len(ladder.steps) and ladder.moment(index, due_day, due_at, calendar) <= now:
        index += 1
    if index == at.step:
        early, again = _early(ladder, at, due_at), _again(ladder, at, due_at)
        if early is not None and early <= now:
            index += 1
        elif again is not None and again <= now:
            position = replace(at, spoken_at=now)
            wakes = _next(ladder, position, due_day, due_at, calendar)
            return Firing(at.spoken, (), repeated=True, position=position, next_at=wakes)
        else:
            return None
    position = Position(step=index, spoken=index - 1, spoken_at=now)
    wakes = _next(ladder, position, due_day, due_at, calendar)
    skipped = tuple(range(at.step, index - 1))
    return Firing(index - 1, skipped, repeated=False, position=position, next_at=wakes)
