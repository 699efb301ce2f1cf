"""Plays a scenario through the real engine and database under a manual clock.

Between two steps the clock jumps to each moment at which something is due or a recurring duty comes
round, sweeps, does it and delivers there: nothing is computed that the office itself would not do.
How a scenario is written is in `docs/scenarios.md`; a new kind of step is added in
`engine/scenario/`.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from engine.deliver import deliver
from engine.directory import Directory
from engine.office import Office
from engine.routines.catalogue import PLAYED
from engine.routines.run import next_begin, run_due
from engine.scenario.choosing import Chooser, Target
from engine.scenario.entering import asked_by, merged
from engine.scenario.filling import Choice
from engine.scenario.loading import Scenario
from engine.scenario.reading import Place
from engine.scenario.records import Record, Teller
from engine.scenario.registering import open_round, register_office
from engine.scenario.script import Beat, Cases, Step
from engine.scenario.stage import Stage, Task
from engine.scenario.summary import Closing, Summary, Tally
from engine.scenario.whole import end_of
from engine.timers import sweep
from kernel.clock import OFFICE_ZONE, ManualClock, office_day, office_moment
from kernel.words import Text
from rules.posts import OFFICE, CaseScope
from store import outbox, timers

_DAY = timedelta(days=1)
_LEFT = "SELECT id, kind, unit_id, group_id FROM cases WHERE kind <> 'register' ORDER BY id"
"""What earlier plays of the office have left."""
_Order = tuple[int, int, int]


def simulate(
    scenario: Scenario, office: Office, *, tell: Callable[[Record], None] = lambda _: None
) -> Summary:
    """Play a scenario in an empty office, or in one that earlier plays have left.

    Rounds that follow each other in one office are several scenarios played one after another.

    Args:
        scenario: What happens.
        office: An office with a database of its own, a `ManualClock` and a recording sender.
        tell: Hears of everything that happens, in its order, the summary last.

    Returns:
        The closing figures.

    Raises:
        InvalidInput: something went otherwise than the script expects, or the scenario starts
            before the office's present time; the sentence names the line.
        TypeError: the clock of the office is a real one.
    """
    if not isinstance(office.clock, ManualClock):
        raise TypeError("A scenario is played under a ManualClock.")
    return _Play(scenario, office, office.clock, tell).run()


class _Play:
    """One play from its first moment to its last."""

    def __init__(
        self,
        scenario: Scenario,
        office: Office,
        clock: ManualClock,
        tell: Callable[[Record], None],
    ) -> None:
        self._scenario = scenario
        self._office = office
        self._clock = clock
        self._tell = tell
        self._tally = Tally()
        self._waiting: list[tuple[datetime, _Order, int, Callable[[], None]]] = []
        self._filed = 0
        self._duties_at: datetime | None = None
        self._teller = Teller(self._directory, self._told)

    def _told(self, record: Record) -> None:
        self._tally.add(record)
        self._tell(record)

    def _directory(self) -> Directory:
        with self._office.database.reading() as tx:
            return self._office.directory(tx)

    def run(self) -> Summary:
        plan = self._scenario.plan
        self._begin_at(plan.start)
        register_office(self._office, plan.office, office_day(plan.start))
        opener = self._opener()
        opened = open_round(self._office, plan.round, opener)
        self._teller.entries(opened.entries)
        chooser = Chooser(self._office, plan.round, opened.case_id, self._teller.cases)
        self._stage = Stage(self._office, chooser, self._teller, self._scenario.sheet)
        for index, step in enumerate(plan.script):
            for one in self._each_day(step):
                self._file(one.on, (index, 0, 0), partial(self._begin, index, one))
        closing = Closing(self._office, chooser, self._teller)
        for index, figure in enumerate(plan.published):
            if figure.on is not None:
                order = (len(plan.script), index, 0)
                self._file(end_of(figure.on), order, partial(closing.compute, index, figure))
        while self._waiting:
            moment, _, _, act = heapq.heappop(self._waiting)
            self._run_until(moment)
            act()
        self._run_until(plan.until)
        self._deliver()
        title = Text(plan.title, plan.title_en or plan.title)
        summary = closing.summarise(title, self._tally, plan.published)
        self._tell(summary.record())
        return summary

    def _begin_at(self, start: datetime) -> None:
        """Let the time pass until the scenario starts."""
        if start < self._clock.now():
            self._scenario.sheet.wrong(
                ("start",),
                "早于本办此前推演到的时刻；各剧本须按先后推演。",
                "is before the moment this office has been played to: play them in their order.",
            )
            self._scenario.sheet.stop_if_wrong()
        with self._office.database.reading() as tx:
            left = tx.rows(_LEFT)
        self._teller.recall(left)
        self._duties_at = next_begin(self._office, PLAYED)
        self._run_until(start)

    def _opener(self) -> int:
        found = self._directory().holders(OFFICE, CaseScope(), office_day(self._clock.now()))
        if not found:
            self._scenario.sheet.wrong(
                ("office", "people"),
                "没有人任巡察办主任或工作人员，无人能新建轮次。",
                "nobody is director or office staff, so nobody can open the round.",
            )
            self._scenario.sheet.stop_if_wrong()
        return found[0]

    def _file(self, moment: datetime, order: _Order, act: Callable[[], None]) -> None:
        self._filed += 1
        moment = max(moment, self._clock.now())  # a beat never goes back behind its stretch
        heapq.heappush(self._waiting, (moment, order, self._filed, act))

    def _run_until(self, moment: datetime) -> None:
        """Let the time pass: sweep at each moment at which something is due, and deliver."""
        if moment == self._clock.now():
            return
        self._deliver()
        while (due := self._next_due()) is not None and due <= moment:
            self._clock.set(max(due, self._clock.now()))
            before = due
            report = sweep(self._office)
            self._teller.entries(report.entries)
            self._do_duties()
            self._deliver()
            if self._next_due() == before:
                break
        self._clock.set(moment)

    def _next_due(self) -> datetime | None:
        with self._office.database.reading() as tx:
            found = (timers.next_due(tx), outbox.next_try(tx), self._duties_at)
        return min((one for one in found if one is not None), default=None)

    def _do_duties(self) -> None:
        """Do the recurring duties, if it is time for one of them."""
        if self._duties_at is None or self._duties_at > self._clock.now():
            return
        for report in run_due(self._office, PLAYED):
            self._teller.entries(report.entries)
            if report.failed:
                raise RuntimeError(f"{report.name} {report.period}: {report.failed}")
        self._duties_at = next_begin(self._office, PLAYED)

    def _deliver(self) -> None:
        self._tally.sent += deliver(self._office).sent

    def _each_day(self, step: Step) -> list[Step]:
        """Return a step that comes back as one step for each of its working days."""
        if step.every is None or step.to is None:
            return [step]
        first, calendar = office_day(step.on), self._office.policy.calendar
        days = (first + _DAY * after for after in range((step.to - first).days + 1))
        return [
            step.model_copy(update={"on": self._at(day, step.on), "to": None})
            for day in days
            if calendar.is_workday(day)
        ]

    def _begin(self, index: int, step: Step) -> None:
        place: Place = ("script", index)
        chosen = step.case if step.every is not None else None
        if isinstance(chosen, Cases) and not self._stage.chooser.matching(chosen):
            return
        if step.play is not None:
            self._play(place, index, step)
            return
        if step.kind_of_step in {"stand_in", "appoint", "release"}:
            self._stage.take(Task(place, step, Choice(()), ()))
            return
        choice = Choice(self._stage.choose(place, step))
        for day, targets in self._spread(step, choice.targets):
            task = Task(place, step, choice, targets)
            order = (index, 0, choice.index[targets[0].id])
            self._file(self._at(day, step.on), order, partial(self._stage.take, task))

    def _play(self, place: Place, index: int, step: Step) -> None:
        """File the beats of a stretch: those without a case of their own follow each chosen one."""
        stretch = self._scenario.stretches[step.play or ""]
        calendar = self._office.policy.calendar
        choice = Choice(self._stage.choose(place, step))
        parts = self._spread(step, choice.targets)
        for number, beat in enumerate(stretch.steps):
            if beat.case is not None:
                day = calendar.add_workdays(office_day(step.on), beat.day)
                self._file(
                    self._hour(day, step, beat), (index, number, 0),
                    partial(self._take_beat, place, step, beat, None),
                )  # fmt: skip
                continue
            for day, targets in parts:
                later = calendar.add_workdays(day, beat.day)
                self._file(
                    self._hour(later, step, beat), (index, number, choice.index[targets[0].id]),
                    partial(self._take_beat, place, step, beat, (choice, targets)),
                )  # fmt: skip

    def _take_beat(
        self,
        place: Place,
        step: Step,
        beat: Beat,
        part: tuple[Choice, tuple[Target, ...]] | None,
    ) -> None:
        if part is None:
            choice = Choice(self._stage.choose(place, beat))
            part = (choice, choice.targets)
        kind = part[1][0].row["kind"]
        asked = asked_by(kind, beat.do) if beat.do else ()
        self._stage.take(Task(place, merged(step, beat, asked), *part))

    def _spread(
        self, step: Step, targets: Sequence[Target]
    ) -> list[tuple[date, tuple[Target, ...]]]:
        """Return the chosen cases by the day on which their turn comes."""
        first = office_day(step.on)
        days = [first]
        day = first
        while step.to is not None and day < step.to:
            day += _DAY
            if self._office.policy.calendar.is_workday(day):
                days.append(day)
        parts: dict[date, list[Target]] = {}
        for index, target in enumerate(targets):
            parts.setdefault(days[index * len(days) // len(targets)], []).append(target)
        return [(day, tuple(part)) for day, part in parts.items()]

    def _hour(self, day: date, step: Step, beat: Beat) -> datetime:
        return office_moment(day, beat.at) if beat.at is not None else self._at(day, step.on)

    def _at(self, day: date, like: datetime) -> datetime:
        hour: time = like.astimezone(OFFICE_ZONE).time()
        return office_moment(day, hour)
