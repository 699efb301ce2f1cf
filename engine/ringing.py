"""What a due timer does inside one transaction: its event first, then its ladder speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from engine.arming import earliest
from engine.directory import CLOCK
from engine.hearing import heard_by
from engine.loading import LoadedCase
from engine.notify import owe
from engine.take import take
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import Refused
from notifications.catalogue.ladder import TOLD_BY_LADDER
from rules.ladder import Firing, Ladder, Position, fire, resume
from store import timers
from store.database import Row


@dataclass
class SweepReport:
    """What a sweep did."""

    spoken: int = 0
    """Steps of ladders that spoke."""
    events: int = 0
    """Events the clock gave."""
    refused: int = 0
    """Events of the clock that a guard refused (recorded on the case)."""
    conflicts: int = 0
    """Timers left for the next sweep, because a person was moving their case."""
    faults: int = 0
    """Timers put aside because their case could not be handled; the log names them."""
    worst_lateness: timedelta = timedelta(0)
    next_due: datetime | None = None
    entries: list[Mapping[str, Any]] = field(default_factory=list)

    def add(self, other: SweepReport) -> None:
        """Add what one committed batch did."""
        self.spoken += other.spoken
        self.events += other.events
        self.refused += other.refused
        self.faults += other.faults
        self.worst_lateness = max(self.worst_lateness, other.worst_lateness)
        self.entries.extend(other.entries)

    def to_json(self) -> dict[str, Any]:
        """Return the figures for `--json`, a flow's log and metrics; nothing of any case."""
        return {
            "spoken": self.spoken, "events": self.events, "refused": self.refused,
            "conflicts": self.conflicts, "faults": self.faults,
            "worst_lateness_s": self.worst_lateness.total_seconds(),
            "next_due": self.next_due.isoformat() if self.next_due else None,
        }  # fmt: skip


class Ringer:
    """Rings the due timers of one transaction.

    Timers that stand alike on one ladder say the same, which is then worked out once.

    Args:
        work: The transaction.
        made: Counts what was done.
    """

    def __init__(self, work: Work, made: SweepReport) -> None:
        self._work = work
        self._made = made
        self._said: dict[tuple[str, Position, datetime], Firing | None] = {}

    def ring(self, row: Row) -> None:
        """Let one due timer give its event and speak.

        Args:
            row: The timer as it was found due.
        """
        now = self._work.now
        case = self._work.load(row["case_id"])
        self._made.worst_lateness = max(self._made.worst_lateness, now - row["next_at"])
        timer = self._running(case, row)
        if timer is not None and timer["event"] is not None and timer["due_at"] <= now:
            self._give_event(case, timer)
            timer = self._running(case, row)  # the event may have met the deadline
        if timer is not None:
            self._speak(case, timer)

    def _running(self, case: LoadedCase, row: Row) -> Row | None:
        key = (row["deadline"], row["armed_seq"])
        running = self._work.timers(case)
        return next((t for t in running if (t["deadline"], t["armed_seq"]) == key), None)

    def _give_event(self, case: LoadedCase, timer: Row) -> None:
        """Have the clock give the event of a timer whose time is up; a no is recorded, once."""
        event, timer["event"] = timer["event"], None
        cause = {"deadline": timer["deadline"]}
        try:
            take(self._work, case, event, CLOCK, _on_its_day(case, timer, event), cause)
        except Refused as refused:
            self._made.refused += 1
            reasons = [reason.zh for reason in refused.reasons]
            self._work.entry(case, "refusal", CLOCK, event=event, reasons=reasons)
        else:
            self._made.events += 1

    def _firing(self, timer: Row, at: Position) -> Firing | None:
        asked = (timer["ladder"], at, timer["due_at"])
        if asked not in self._said:
            policy, due_at = self._work.office.policy, timer["due_at"]
            self._said[asked] = fire(
                policy.ladders[timer["ladder"]], at, office_day(due_at), due_at, self._work.now,
                policy.calendar,
            )  # fmt: skip
        return self._said[asked]

    def _speak(self, case: LoadedCase, timer: Row) -> None:
        """Let the highest due step of a timer speak."""
        work, policy = self._work, self._work.office.policy
        ladder = policy.ladders[timer["ladder"]]
        at = Position(timer["step"], timer["spoken"], timer["spoken_at"], timer["acknowledged"])
        pending = timer["due_at"] if timer["event"] is not None else None
        firing = self._firing(timer, at)
        if firing is None:
            due_at = timer["due_at"]
            wakes = resume(ladder, at, office_day(due_at), due_at, policy.calendar)
            self._store(timer, at, earliest(wakes, pending))
            return
        step = ladder.steps[firing.step]
        posts, people = heard_by(work, case, timer, step)
        notices = owe(
            work,
            case,
            case.row["seq"] + 1,
            TOLD_BY_LADDER[step.tone],
            posts,
            people=people,
            wants_receipt=bool(step.ack_days or step.repeat_days),
            tone=step.tone.value,
            due_on=timer["due_on"],
            timer=(timer["deadline"], timer["armed_seq"], firing.step),
        )
        work.entry(
            case,
            "timer",
            CLOCK,
            deadline=timer["deadline"],
            due=timer["due_on"],
            step=firing.step,
            tone=step.tone.value,
            skipped=[_name(ladder, index) for index in firing.skipped] or None,
            repeated=firing.repeated or None,
            notices=notices,
            late_s=_late(work.now, timer["next_at"]),
        )
        self._store(timer, firing.position, earliest(firing.next_at, pending))
        self._made.spoken += 1

    def _store(self, timer: Row, at: Position, next_at: datetime | None) -> None:
        values = {
            "case_id": timer["case_id"],
            "deadline": timer["deadline"],
            "armed_seq": timer["armed_seq"],
            "step": at.step,
            "spoken": at.spoken,
            "spoken_at": at.spoken_at,
            "acknowledged": at.acknowledged,
            "next_at": next_at,
            "event": timer["event"],
        }
        self._work.write((timers.SPOKE, values))


def _on_its_day(case: LoadedCase, timer: Row, event: str) -> dict[str, Any]:
    """Return the dates that are today if left out: for the clock, the day the time was up."""
    line = case.cycle.table.get((case.row["state"], event))
    return {one.name: timer["due_on"] for one in line.asks if one.today} if line else {}


def _late(now: datetime, planned: datetime) -> int | None:
    seconds = int((now - planned).total_seconds())
    return seconds or None


def _name(ladder: Ladder, index: int) -> str:
    step = ladder.steps[index]
    return f"T{step.offset:+d} {step.label.zh}"
