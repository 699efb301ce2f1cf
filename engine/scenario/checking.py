"""Checks a script before anything runs: every name leads somewhere, every value is of its kind.

What only the play can tell (who may do it, whether the guards hold) is left to the engine. A new kind
of step is checked in `_check_verb`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engine.scenario.knowing import Known, bad_range, leads
from engine.scenario.patterns import codes, numbered
from engine.scenario.reading import Place, Sheet
from engine.scenario.script import (
    Cases,
    Chosen,
    Each,
    Figure,
    Heading,
    Portions,
    Step,
    Stretch,
    Verb,
    Where,
)
from kernel.errors import InvalidInput
from kernel.words import Text
from notifications.catalogue import NOTICES
from rules.posts import Post
from states.catalogue import NEWEST, AnyLifeCycle
from states.inputs import Field, FieldType, read_inputs

ROUND = "round"
"""The case that every step is about unless it says otherwise."""
MEMBER = "member"
"""Everybody of the groups, in `each`."""
EVERY = "each"
"""Every group, or every parent unit, in a field that asks for one."""
EVERYBODY = "all"
"""Everybody of the groups, in a field that asks for people."""

_POSTS = frozenset(post.value for post in Post)
_KINDS = frozenset(kind for kind in NEWEST if kind != "register")
_BY_CODE = (FieldType.PERSON, FieldType.PEOPLE, FieldType.GROUP, FieldType.UNIT, FieldType.BODY)
_A_DAY = date(2022, 1, 27)
_UNIT = Text("单位", "unit")
_GROUP = Text("巡察组", "group")
_BODY = Text("承办单位", "receiving body")
_PERSON = Text("人员", "person")


def check_script(
    sheet: Sheet,
    steps: Iterable[tuple[Place, Step]],
    stretches: Mapping[str, tuple[Place | None, Stretch]],
    known: Known | None,
) -> None:
    """Note every mistake of the steps and of the file's own stretches.

    Args:
        sheet: The file.
        steps: The steps that could be read, with where they stand.
        stretches: Name → where it stands in the file (None: it is a shipped one) and its steps.
        known: What the plan names; None when the plan itself could not be read.
    """
    listed = list(steps)
    check = _Check(sheet, known, set(stretches))
    own = [
        ((*place, "steps", index), beat)
        for place, stretch in stretches.values()
        if place is not None
        for index, beat in enumerate(stretch.steps)
    ]
    for _, verb in (*own, *listed):
        if verb.open and verb.label and known is not None:
            known.named[verb.label] = verb.open
    for place, beat in own:
        check.verb(place, beat, followed=None)
    for place, step in listed:
        if step.play and step.play in stretches:
            check.played(place, step, stretches[step.play][1])
        else:
            check.verb(place, step, followed=ROUND)


def check_figures(
    sheet: Sheet, figures: Iterable[tuple[Place, Figure]], known: Known | None
) -> None:
    """Note every mistake of the published figures."""
    check = _Check(sheet, known, set())
    for place, figure in figures:
        if figure.count:
            check.cases((*place, "count"), figure.count)
        if figure.sum:
            check.cases((*place, "sum", "over"), figure.sum.over)
            check.detail((*place, "sum", "of"), figure.sum.over.all, figure.sum.of)
        if figure.rate:
            check.cases((*place, "rate", "part"), figure.rate.part)
            check.cases((*place, "rate", "whole"), figure.rate.whole)
        if figure.days:
            check.happening((*place, "days", "from"), figure.days.start)
            check.happening((*place, "days", "to"), figure.days.end)


def check_dates(sheet: Sheet, heading: Heading, steps: Iterable[tuple[Place, Step]]) -> None:
    """Note what happens before the scenario starts or after it ends."""
    if heading.until <= heading.start:
        sheet.wrong(("until",), "结束须晚于开始。", "the end comes after the start.")
    for place, step in steps:
        if not heading.start <= step.on <= heading.until:
            sheet.wrong(
                (*place, "on"),
                "不在 start 与 until 之间。",
                "is not between `start` and `until`.",
            )


def split_happening(words: str) -> tuple[str, str, str]:
    """Return which (`first` or `last`), of which kind and which event: `last assignment.leave`.

    Example:
        >>> split_happening("last assignment.leave"), split_happening("round.mobilise")
        (('last', 'assignment', 'leave'), ('first', 'round', 'mobilise'))
    """
    which, _, named = words.rpartition(" ")
    kind, _, event = named.partition(".")
    return which.strip() or "first", kind, event


def merged(step: Verb, beat: Verb, asked: tuple[Field, ...]) -> Verb:
    """Return a beat with what the step that plays it hands to it."""
    names = {one.name for one in asked}
    handed = {name: value for name, value in step.fields.items() if name in names}
    return beat.model_copy(update={"fields": {**beat.fields, **handed}})


class _Check:
    """One pass over the script, with what is known."""

    def __init__(self, sheet: Sheet, known: Known | None, stretches: set[str]) -> None:
        self.sheet = sheet
        self.known = known
        self.stretches = stretches

    def verb(self, place: Place, verb: Verb, followed: str | None) -> None:
        """Check a step; `followed` is the kind of case it is about unless it says so."""
        kind = followed if verb.case is None else self.chosen((*place, "case"), verb.case)
        self.who(place, verb)
        if verb.do is not None and kind is not None:
            self.event(place, kind, verb)
        if verb.open is not None:
            self.opening(place, kind, verb)
        if verb.play is not None:
            self.sheet.wrong(
                (*place, "play"),
                f"没有名为“{verb.play}”的环节；有：{'、'.join(sorted(self.stretches))}。",
                f'there is no stretch "{verb.play}"; there are {", ".join(sorted(self.stretches))}.',
            )
        if verb.acknowledge not in (None, EVERYBODY, *NOTICES):
            self.sheet.wrong(
                (*place, "acknowledge"),
                f"没有名为“{verb.acknowledge}”的通知。",
                f'there is no notice "{verb.acknowledge}".',
            )
        if self.known is not None:
            self.appointments(place, verb, self.known)

    def played(self, place: Place, step: Step, stretch: Stretch) -> None:
        """Check each beat of a played stretch with what the step hands to it."""
        kind = ROUND if step.case is None else self.chosen((*place, "case"), step.case)
        taken: set[str] = set()
        for beat in stretch.steps:
            of = kind if beat.case is None else self._kind(beat.case)
            if of is None or beat.do is None:
                continue
            if beat.do not in {event.value for event in NEWEST[of].events}:
                self.no_event((*place, "case"), NEWEST[of], beat.do)
                continue
            asked = asked_by(of, beat.do)
            taken |= {one.name for one in asked}
            self.values(place, merged(step, beat, asked), asked)
        for name in step.fields.keys() - taken:
            self.sheet.wrong(
                (*place, "with", name),
                f"“{step.play}”的各步都不用“{name}”。",
                f'no step of "{step.play}" asks for "{name}".',
            )

    def _kind(self, chosen: Chosen) -> str | None:
        return chosen.all if isinstance(chosen, Cases) else ROUND if chosen == ROUND else None

    def chosen(self, place: Place, chosen: Chosen) -> str | None:
        """Return the kind of the chosen cases, or None with the mistake noted."""
        if isinstance(chosen, Cases):
            return self.cases(place, chosen)
        if chosen == ROUND:
            return ROUND
        if self.known is None:
            return None
        for pattern, kind in self.known.named.items():
            stem = pattern.partition("{")[0]
            if chosen == pattern or ("{" in pattern and chosen.startswith(stem)):
                return kind
        self.sheet.wrong(
            place,
            f"没有名为“{chosen}”的事项；可写 round、as 起过的名称，或 all: 加一类事项。",
            f'no case is named "{chosen}": write `round`, a name given with `as`, or `all:` a kind.',
        )
        return None

    def cases(self, place: Place, cases: Cases) -> str | None:
        """Check a choice of cases and return their kind."""
        if cases.all not in _KINDS:
            kinds = "、".join(sorted(_KINDS))
            self.sheet.wrong(
                (*place, "all"),
                f"没有“{cases.all}”这一类事项；有：{kinds}。",
                f'there is no kind of case "{cases.all}"; there are {kinds}.',
            )
            return None
        self.where((*place, "where"), cases.where, NEWEST[cases.all])
        return cases.all

    def where(self, place: Place, where: Where, cycle: AnyLifeCycle) -> None:
        """Check the conditions of a choice."""
        states = {state.value for state in cycle.states}
        label = Text(f"{cycle.label.zh}状态", f"state of {cycle.label.en}")
        for key, listed in (("state", where.state), ("passed", where.passed)):
            for state in listed:
                leads(self.sheet, (*place, key), state, states, label)
        for name in where.fields:
            self.detail((*place, "fields", name), cycle.kind, name)
        if self.known is None:
            return
        for key, listed, codes_, what in (
            ("unit", where.unit, self.known.units, _UNIT),
            ("group", where.group, self.known.groups, _GROUP),
            ("body", where.body, self.known.bodies, _BODY),
            ("unit_type", where.unit_type, self.known.unit_types, Text("单位类别", "unit type")),
        ):
            for code in self.unrolled((*place, key), listed):
                leads(self.sheet, (*place, key), code, codes_, what)

    def unrolled(self, place: Place, listed: Iterable[str]) -> tuple[str, ...]:
        """Return the codes of a list with ranges."""
        try:
            return codes(list(listed))
        except ValueError as error:
            bad_range(self.sheet, place, error)
            return ()

    def detail(self, place: Place, kind: str, name: str) -> None:
        """Check that a kind of case has a detail."""
        cycle = NEWEST.get(kind)
        if cycle is None:
            return
        stored = {one.name for one in cycle.details}
        stored |= {one.name for line in cycle.transitions for one in line.asks if one.stored}
        leads(self.sheet, place, name, stored, Text(f"{cycle.label.zh}内容", "detail"))

    def happening(self, place: Place, words: str) -> None:
        """Check a `kind.event` with `first` or `last` before it."""
        which, kind, event = split_happening(words)
        cycle = NEWEST.get(kind)
        if which not in ("first", "last") or cycle is None:
            self.sheet.wrong(
                place,
                f"“{words}”应写成 类别.事件，前面可加 first 或 last，如 last assignment.leave。",
                f'"{words}": write kind.event after `first` or `last`: last assignment.leave.',
            )
        elif event not in {one.value for one in cycle.events}:
            self.no_event(place, cycle, event)

    def who(self, place: Place, verb: Verb) -> None:
        """Check that the actors are people or posts."""
        if self.known is None:
            return
        named = verb.who.each if isinstance(verb.who, Each) else (verb.who,)
        extra = {MEMBER} if isinstance(verb.who, Each) else set()
        for code in (*named, verb.acting_for):
            leads(self.sheet, (*place, "who"), code, self.known.people | _POSTS | extra, _PERSON)
        if verb.who is None and not verb.play and not verb.stand_in and not verb.acknowledge:
            if verb.appoint is None and verb.release is None:
                self.sheet.wrong((*place, "who"), "由谁办理，必须填写。", "who acts is required.")

    def no_event(self, place: Place, cycle: AnyLifeCycle, event: str) -> None:
        """Note that a kind of case knows no such event."""
        events = "、".join(one.value for one in cycle.events)
        self.sheet.wrong(
            place,
            f"{cycle.label.zh}没有“{event}”这一事件；有：{events}。",
            f'{cycle.label.en} knows no event "{event}"; it knows {events}.',
        )

    def event(self, place: Place, kind: str, verb: Verb) -> None:
        """Check an event and what is entered with it."""
        cycle, event = NEWEST[kind], verb.do or ""
        if event not in {one.value for one in cycle.events}:
            self.no_event((*place, "do"), cycle, event)
            return
        self.values(place, verb, asked_by(kind, event))

    def opening(self, place: Place, kind: str | None, verb: Verb) -> None:
        """Check that a kind of case is opened below another, with its details."""
        opened = verb.open or ""
        if opened not in _KINDS - {ROUND, "assignment"}:
            openable = sorted(_KINDS - {ROUND, "assignment"})
            self.sheet.wrong(
                (*place, "open"),
                f"不能新建“{opened}”；可新建：{'、'.join(openable)}。",
                f'"{opened}" cannot be opened here; these can: {", ".join(openable)}.',
            )
            return
        cycle = NEWEST[opened]
        if kind is not None and kind not in cycle.parent:
            self.sheet.wrong(
                (*place, "case"),
                f"“{cycle.label.zh}”应在 {'、'.join(cycle.parent)} 之下新建。",
                f"{cycle.label.en} is opened under {', '.join(cycle.parent)}.",
            )
        self.values(place, verb, cycle.details)

    def values(self, place: Place, verb: Verb, asked: tuple[Field, ...]) -> None:
        """Check what is entered: known, of the right kind and complete."""
        given: dict[str, object] = {}
        left_to_the_play: set[str] = set()
        fields = {one.name: one for one in asked}
        for name, value in verb.fields.items():
            one = fields.get(name)
            if one is not None and one.of in _BY_CODE:
                self.reference((*place, "with", name), one, value)
                left_to_the_play.add(name)
            elif isinstance(value, Portions):
                left_to_the_play.add(name)
                self.portions((*place, "with", name), one, value)
            else:
                given[name] = numbered(value, 1) if isinstance(value, str) else value
        kept = tuple(one for one in asked if one.name not in left_to_the_play)
        try:
            read_inputs(kept, given, _A_DAY)
        except InvalidInput as error:
            if verb.expect == "accepted":
                for reason in error.reasons:
                    key = next((name for name in given if name in reason.en), None)
                    at = (*place, "with", key) if key else (*place, "with")
                    self.sheet.wrong(at, reason.zh, reason.en)

    def portions(self, place: Place, one: Field | None, value: Portions) -> None:
        """Check a number in portions."""
        if one is not None and one.of is not FieldType.NUMBER:
            self.sheet.wrong(place, "只有数字才能分摊。", "only a number can be shared out.")
        if self.known is not None:
            for key, codes_, what in (
                ("per_unit", self.known.units, _UNIT),
                ("per_group", self.known.groups, _GROUP),
            ):
                listed = getattr(value, key) or {}
                for code in self.unrolled((*place, key), listed):
                    leads(self.sheet, (*place, key), code, codes_, what)

    def reference(self, place: Place, one: Field, value: object) -> None:
        """Check a field that names people, a group, a unit or a body by code."""
        if self.known is None:
            return
        codes_, what, special = {
            FieldType.GROUP: (self.known.groups, _GROUP, EVERY),
            FieldType.UNIT: (self.known.units, _UNIT, EVERY),
            FieldType.BODY: (self.known.bodies, _BODY, ""),
        }.get(one.of, (self.known.people, _PERSON, EVERYBODY))
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, (list, tuple)):
            self.sheet.wrong(place, "这里要填代码。", "codes are wanted here.")
            return
        for code in self.unrolled(place, listed):
            leads(self.sheet, place, code, codes_ | {special}, what)

    def appointments(self, place: Place, verb: Verb, known: Known) -> None:
        """Check stand-ins and posts given or taken away."""
        if verb.stand_in is not None:
            leads(self.sheet, (*place, "stand_in"), verb.stand_in.person, known.people, _PERSON)
            leads(self.sheet, (*place, "stand_in"), verb.stand_in.by, known.people, _PERSON)
        for key, post in (("appoint", verb.appoint), ("release", verb.release)):
            if post is not None:
                leads(self.sheet, (*place, key), post.person, known.people, _PERSON)
                leads(self.sheet, (*place, key), post.group, known.groups, _GROUP)
                leads(self.sheet, (*place, key), post.unit, known.units, _UNIT)
                leads(self.sheet, (*place, key), post.body, known.bodies, _BODY)


def asked_by(kind: str, event: str) -> tuple[Field, ...]:
    """Return every field that `event` may ask for, from whatever state."""
    found: dict[str, Field] = {}
    for line in NEWEST[kind].transitions:
        if line.event.value == event:
            found |= {one.name: one for one in line.asks}
    return tuple(found.values())
