"""The reference interpreter: what a case does, written as one would tell it, with no database.

Small, slow and obvious on purpose; it shares no code with the engine. It keeps everything that ever
ran in one list and looks through all of it each time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from tests.oracle.days import Wall, at, day_of
from tests.oracle.tables import CLOCK, Life, Limit, Line


@dataclass
class Running:
    """A limit that runs or ran."""

    limit: Limit
    entry: int
    """The entry that armed it."""
    counts_from: date
    nominal: date
    due: date
    up_at: datetime
    first_due: date
    extensions: int
    place: int
    """The next rung."""
    said: int = -1
    said_at: datetime | None = None
    heard: bool = False
    status: str = "armed"
    fires: str | None = None
    left: int | None = None


@dataclass
class Reference:
    """One case."""

    life: Life
    wall: Wall
    dated: date
    now: datetime
    state: str = ""
    revision: int = 1
    entries: int = 1
    suspended: bool = False
    limits: list[Running] = field(default_factory=list)
    spoken: list[tuple[str, int, int, int, bool]] = field(default_factory=list)
    """(limit, entry that armed it, rung, rungs skipped, whether it was said again)."""

    def __post_init__(self) -> None:
        self.state = self.life.states[0]
        self._limits_follow(None, self.dated, 1)

    @property
    def today(self) -> date:
        """Return the day it is."""
        return day_of(self.now)

    # ── what people do ──

    def line(self, event: str) -> Line | None:
        """Return the line of an event in the present state."""
        fits = [one for one in self.life.lines if one.event == event and self.state in one.sources]
        return fits[0] if fits else None

    def give(self, event: str, post: str, new_date: date | None) -> bool:
        """Give an event; a no is an entry, too."""
        line = self.line(event)
        wanted = new_date if line is not None and line.asks_date and new_date else self.dated
        no = (
            line is None
            or post not in line.by
            or self.suspended
            or (line.only_odd and wanted.day % 2 == 0)
        )
        self.entries += 1
        if no or line is None:
            return False
        old_state, old_date = self.state, self.dated
        self.dated = wanted
        self.state = line.target or self.state
        self.revision += 1
        self._limits_follow(old_state, old_date, self.entries)
        return True

    def suspend(self) -> None:
        """Stop every clock and keep what was left."""
        if self.suspended or self.is_over():
            self.entries += 1  # the no
            return
        for one in self._armed():
            one.left = self.wall.left(self.today, one.due, one.limit.unit)
            one.status = "suspended"
        self.suspended = True
        self.revision += 1
        self.entries += 1

    def resume(self) -> None:
        """Start every clock from what was left; what has been said is not said again."""
        if not self.suspended:
            self.entries += 1  # the no
            return
        for one in self.limits:
            if one.status == "suspended":
                if one.limit.amount != 0:
                    unit = "workdays" if one.limit.unit == "workdays" else "days"
                    one.nominal = self.wall.count(self.today, one.left or 0, unit)
                    one.due = self.wall.rolled(one.nominal, one.limit.roll)
                one.status, one.left = "armed", None
                one.up_at = max(at(one.due, one.limit.hour), self.now)
                one.place = self._first_rung(one) if one.said < 0 else max(
                    self._first_rung(one), one.place
                )  # fmt: skip
        self.suspended = False
        self.revision += 1
        self.entries += 1

    def extend(self, name: str, new_day: date) -> None:
        """Give a running limit a new date."""
        [one] = [one for one in self._armed() if one.limit.name == name]
        self.entries += 1
        if one.limit.dated and one.limit.amount == 0:
            old = self.dated
            self.dated = new_day
            self.revision += 1
            self._limits_follow(self.state, old, self.entries)
            return
        one.nominal, one.due = new_day, self.wall.rolled(new_day, one.limit.roll)
        one.extensions += 1
        one.up_at = max(at(one.due, one.limit.hour), self.now)
        one.said, one.said_at, one.heard = -1, None, False
        one.place = self._first_rung(one)

    def acknowledge(self, name: str, entry: int, rung: int) -> None:
        """Acknowledge a notice of a rung: if it was the last thing said, it is not repeated."""
        self.entries += 1
        for one in self._armed():
            if (one.limit.name, one.entry, one.said) == (name, entry, rung):
                one.heard = True

    # ── what the clock does ──

    def sweep(self) -> None:
        """Let everything speak that is due, the longest due first, until nothing is."""
        while due := sorted(
            (wakes, one.limit.name, one.entry) for one in self._armed()
             if (wakes := self.wakes(one)) is not None and wakes <= self.now
        ):  # fmt: skip
            for _, name, entry in due:
                for one in self._armed():
                    if (one.limit.name, one.entry) == (name, entry):
                        self._ring(one)

    def _ring(self, one: Running) -> None:
        if one.fires is not None and one.up_at <= self.now:
            event, one.fires = one.fires, None
            self.give(event, CLOCK, None)
        if one.status == "armed":
            self._speak(one)

    def _speak(self, one: Running) -> None:
        rungs = one.limit.rungs
        up_to = one.place
        while up_to < len(rungs) and self._moment(one, up_to) <= self.now:
            up_to += 1
        early, again = self._early(one), self._again(one)
        if up_to == one.place and early is not None and early <= self.now:
            up_to += 1
        if up_to > one.place:
            self._say(one, up_to - 1, up_to - 1 - one.place, again=False)
            one.said, one.place, one.heard = up_to - 1, up_to, False
        elif again is not None and again <= self.now:
            self._say(one, one.said, 0, again=True)

    def _say(self, one: Running, rung: int, skipped: int, *, again: bool) -> None:
        self.spoken.append((one.limit.name, one.entry, rung, skipped, again))
        one.said_at = self.now
        self.entries += 1

    def wakes(self, one: Running) -> datetime | None:
        """Return when a limit has something to say or to do next."""
        if one.status != "armed":
            return None
        at_rung = self._moment(one, one.place) if one.place < len(one.limit.rungs) else None
        event = one.up_at if one.fires is not None else None
        known = (at_rung, self._early(one), self._again(one), event)
        return min((moment for moment in known if moment is not None), default=None)

    def _moment(self, one: Running, rung: int) -> datetime:
        offset = one.limit.rungs[rung].offset
        if offset == 0:
            return one.up_at
        day = self.wall.count(day_of(one.up_at), offset, one.limit.rung_unit)
        return at(day, one.limit.rung_hour)

    def _waiting(self, one: Running, days: int) -> datetime:
        assert one.said_at is not None
        return at(day_of(one.said_at) + timedelta(days=days), one.limit.rung_hour)

    def _early(self, one: Running) -> datetime | None:
        """Return when the next rung comes early, because nobody has acknowledged the last."""
        rungs = one.limit.rungs
        if one.said < 0 or one.heard or not rungs[one.said].ack_days or one.place >= len(rungs):
            return None
        early = self._waiting(one, rungs[one.said].ack_days)
        return early if rungs[one.place].tone == "reminder" else max(early, one.up_at)

    def _again(self, one: Running) -> datetime | None:
        """Return when the last rung is said again, because nobody has acknowledged it."""
        rungs = one.limit.rungs
        if one.said < 0 or one.heard or not rungs[one.said].repeat_days:
            return None
        if self._early(one) is not None:
            return None
        return self._waiting(one, rungs[one.said].repeat_days)

    # ── limits ──

    def is_over(self) -> bool:
        """Say whether nothing leads on from here."""
        return not any(self.state in line.sources for line in self.life.lines)

    def _armed(self) -> list[Running]:
        return [one for one in self.limits if one.status == "armed"]

    def _first_rung(self, one: Running) -> int:
        """Return the first rung whose time has not passed."""
        place = 0
        while place < len(one.limit.rungs) and self._moment(one, place) < self.now:
            place += 1
        return place

    def _limits_follow(self, old_state: str | None, old_date: date, entry: int) -> None:
        for limit in self.life.limits:
            ran = old_state is not None and old_state in limit.runs_in
            runs = self.state in limit.runs_in
            moved = ran and runs and limit.dated and old_date != self.dated
            present = next((one for one in self._armed() if one.limit == limit), None)
            if present is not None and (moved or not runs):
                present.status = "met"
            if runs and (moved or not ran):
                taken_over = present if moved and not limit.renews else None
                again = None if moved or old_state is None else self._same_date(limit)
                self.limits.append(self._start(limit, entry, taken_over, again))

    def _same_date(self, limit: Limit) -> Running | None:
        """Return the newest limit that counted from the same date, where the case comes back."""
        same = (one for one in reversed(self.limits) if one.limit == limit)
        return next((one for one in same if limit.dated and one.counts_from == self.dated), None)

    def _start(
        self, limit: Limit, entry: int, taken_over: Running | None, again: Running | None
    ) -> Running:
        counts_from = self.dated if limit.dated else self.today
        amount = -limit.amount if limit.before else limit.amount
        nominal = self.wall.count(counts_from, amount, limit.unit)
        due = self.wall.rolled(nominal, limit.roll)
        if again is not None:
            nominal, due = again.nominal, again.due
        before = taken_over or again
        made = Running(
            limit, entry, counts_from, nominal, due, max(at(due, limit.hour), self.now),
            before.first_due if before else due, before.extensions if before else 0, 0,
            fires=limit.fires,
        )  # fmt: skip
        if taken_over is not None and taken_over.due != due:
            made.extensions += 1
        if again is not None and again.said >= 0:
            made = replace(made, up_at=again.up_at, said=again.said, said_at=again.said_at,
                           heard=again.heard)  # fmt: skip
            made.place = max(self._first_rung(made), again.place)
        else:
            made.place = self._first_rung(made)
        return made
