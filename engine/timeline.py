"""The story of a play, told for people: what is alike is told once, with how many and until when.

It hears the same records that `--json` prints. How a line looks is the terminal's affair
(`cli/timeline.py`); a new kind of line is a method here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from engine.scenario.plan import OfficePlan
from engine.scenario.records import CLOCK_CODE, Record
from kernel.clock import office_day
from kernel.words import Text
from rules.policy import Policy
from rules.posts import Post
from rules.workdays import Calendar
from states.catalogue import NEWEST
from states.definition import Phase
from states.round import PHASES, State

_GAP = timedelta(days=4)
_NAMED = 2
_DUES = 3
_LADDER = ("reminder", "overdue", "escalation")
_TOLD = ("open", "move", "refusal", "suspend", "resume", *_LADDER)
_OPENED = Text("新建", "opened")
_EVENTS = {
    "open": _OPENED,
    "suspend": Text("暂停计时", "clocks stopped"),
    "resume": Text("恢复计时", "clocks resumed"),
}
_REGISTER = {
    "stand_in": Text("代理", "Stand-in"),
    "appoint": Text("任职", "Appointed"),
    "release": Text("解除", "Released"),
}


@dataclass(frozen=True, slots=True)
class DueDate:
    """A deadline that began to run."""

    deadline: str
    day: date
    nominal: date
    """What the rule gives before rest days are looked at."""


@dataclass
class Line:
    """One line of the story: alike happenings of one day, or of several days in a row."""

    what: str
    phase: Phase
    first: date
    last: date
    subject: Text
    """What happened to what: `整改事项 · 认领`."""
    many: bool
    """Whether to say how many cases and units it was."""
    due: date | None = None
    """The due date of the deadline that speaks."""
    cases: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    times: int = 0
    people: dict[str, None] = field(default_factory=dict)
    """Who acted or, for a ladder, who was told."""
    dues: dict[DueDate, None] = field(default_factory=dict)
    reasons: tuple[Text, ...] = ()
    notices: int = 0


class Timeline:
    """Hears records and makes lines of them.

    Args:
        policy: Names deadlines and the steps of ladders.
        office: Names the people.
    """

    def __init__(self, policy: Policy, office: OfficePlan) -> None:
        self._policy = policy
        self._names = {person.code: person.name for person in office.everybody()}
        self._phase = Phase.PREPARATION
        self._open: dict[tuple[object, ...], Line] = {}
        self._last: Line | None = None
        self.lines: list[Line] = []

    @property
    def calendar(self) -> Calendar:
        """Return the calendar of the office."""
        return self._policy.calendar

    def hear(self, record: Record) -> None:
        """Take one record into the story."""
        if record.what == "timer" and self._last is not None:
            self._note_due(self._last, record)
        elif record.what == "notice" and self._last is not None:
            self._note_notice(self._last, record)
        elif record.what in _TOLD:
            self._tell(record)
        elif record.what in _REGISTER:
            self._tell_register(record)
        else:
            self._last = None

    def _tell(self, record: Record) -> None:
        facts = record.facts
        if facts["kind"] == "round" and record.what == "move":
            self._phase = PHASES[State(facts["to"])]
        line = self._line(record)
        line.last = max(line.last, office_day(record.at))
        line.cases.add(facts["case"])
        if "unit" in facts:
            line.units.add(facts["unit"])
        line.times += 1
        if record.what not in _LADDER:
            line.people[self._acting(facts)] = None
        self._last = line

    def _line(self, record: Record) -> Line:
        """Return the line that the record belongs to: the last alike one, if it is near."""
        facts, day = record.facts, office_day(record.at)
        key = (record.what, self._phase, facts["kind"], facts.get("event"), facts.get("deadline"),
               facts.get("due"), facts.get("step"), record.reasons)  # fmt: skip
        found = self._open.get(key)
        near = found is not None and day - found.last <= (
            timedelta() if record.what == "refusal" or facts["kind"] == "round" else _GAP
        )
        if found is None or not near:
            ladder = record.what in _LADDER
            found = Line(
                record.what, self._phase, day, day,
                self._deadline_step(record) if ladder else self._event(record),
                many=facts["kind"] != "round",
                due=facts["due"] if ladder else None,
                reasons=record.reasons,
            )  # fmt: skip
            self._open[key] = found
            self.lines.append(found)
        return found

    def _tell_register(self, record: Record) -> None:
        facts, day = record.facts, office_day(record.at)
        label, name = _REGISTER[record.what], self.name(facts["person"])
        if record.what == "stand_in":
            by = self.name(facts["by"])
            told = Text(f"{label.zh} · {by}代{name}", f"{label.en} · {by} for {name}")
        else:
            post = Post(facts["post"]).label
            told = Text(f"{label.zh} · {name}（{post.zh}）", f"{label.en} · {name} ({post.en})")
        self.lines.append(Line("register", self._phase, day, day, told, many=False))
        self._last = None

    def _acting(self, facts: Mapping[str, object]) -> str:
        who = self.name(str(facts["by"]))
        return f"{who}（代{self.name(str(facts['for']))}）" if "for" in facts else who

    def name(self, code: str) -> str:
        """Return what people call the person with `code`; the clock is nobody."""
        return "" if code == CLOCK_CODE else self._names.get(code, code)

    def _event(self, record: Record) -> Text:
        facts = record.facts
        cycle = NEWEST[facts["kind"]]
        event = str(facts.get("event", record.what))
        label = _EVENTS.get(event)
        if event.startswith("open "):
            opened = NEWEST[event.removeprefix("open ")].label
            return Text(f"{opened.zh} · {_OPENED.zh}", f"{opened.en} · {_OPENED.en}")
        if label is None:
            known = [one for one in cycle.events if one.value == event]
            label = known[0].label if known else Text(event, event)
        return Text(f"{cycle.label.zh} · {label.zh}", f"{cycle.label.en} · {label.en}")

    def _deadline_step(self, record: Record) -> Text:
        facts = record.facts
        rule = self._policy.deadline(facts["deadline"], office_day(record.at))
        step = self._policy.ladders[rule.ladder].steps[facts["step"]].label
        return Text(f"{rule.label.zh} · {step.zh}", f"{rule.label.en} · {step.en}")

    def _note_due(self, line: Line, record: Record) -> None:
        facts = record.facts
        if len(line.dues) < _DUES:
            due = facts["due"]
            line.dues[DueDate(facts["deadline"], due, facts.get("nominal", due))] = None

    def _note_notice(self, line: Line, record: Record) -> None:
        line.notices += 1
        if line.what in _LADDER:
            line.people[self.name(record.facts["to"])] = None

    def deadline(self, name: str) -> Text:
        """Return what the office calls a deadline."""
        return self._policy.deadlines[name][-1].label


def people_of(line: Line) -> Text:
    """Return the first people of a line and how many there are."""
    named = [person for person in line.people if person]
    if len(named) <= _NAMED:
        return Text("、".join(named), ", ".join(named))
    more = len(named)
    return Text(f"{named[0]} 等 {more} 人", f"{named[0]} and {more - 1} more")


def amount_of(line: Line) -> Text:
    """Return how many cases and units a line is about; nothing for a single one."""
    cases, units = len(line.cases), len(line.units)
    if not line.many or cases == 1:
        return Text("", "")
    if units > 1 and units != cases:
        return Text(f"{units} 个单位 {cases} 项", f"{cases} cases at {units} units")
    if units > 1:
        return Text(f"{units} 个单位", f"{units} units")
    return Text(f"{cases} 项", f"{cases} cases")
