"""Checks a script before anything runs: every name leads somewhere, every value is of its kind.

What only the play can tell (who may do it, whether the guards hold) is left to the engine. A new
kind of step is checked in `_Check.verb`; choices of cases in `conditions.py`, what is entered in
`entering.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.scenario.conditions import KINDS, kind_of, no_event
from engine.scenario.entering import asked_by, check_values, merged
from engine.scenario.knowing import Known, leads
from engine.scenario.reading import Place, Sheet
from engine.scenario.script import (
    EVERYBODY,
    MEMBER,
    ROUND,
    THEMSELVES,
    Cases,
    Chosen,
    Each,
    Step,
    Stretch,
    Verb,
)
from engine.scenario.whole import Figure, Heading, end_of
from kernel.words import Text
from notifications.catalogue import NOTICES
from rules.posts import Post
from states.catalogue import NEWEST

_NEEDS_WHO = frozenset({"do", "open", "suspend", "resume"})
_POSTS = frozenset(post.value for post in Post)
_UNIT = Text("单位", "unit")
_GROUP = Text("巡察组", "group")
_BODY = Text("承办单位", "receiving body")
_ACTOR = Text("人员或岗位", "person or post")
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
    check = _Check(sheet, known, sorted(stretches))
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


def check_dates(
    sheet: Sheet,
    heading: Heading,
    steps: Iterable[tuple[Place, Step]],
    figures: Iterable[tuple[Place, Figure]] = (),
) -> None:
    """Note what happens before the scenario starts or after it ends."""
    if heading.until <= heading.start:
        sheet.wrong(("until",), "结束须晚于开始。", "the end comes after the start.")
    moments = [(place, step.on) for place, step in steps]
    moments += [(place, end_of(one.on)) for place, one in figures if one.on is not None]
    for place, moment in moments:
        if not heading.start <= moment <= heading.until:
            sheet.wrong(
                (*place, "on"),
                "不在 start 与 until 之间。",
                "is not between `start` and `until`.",
            )


class _Check:
    """One pass over the script, with what is known."""

    def __init__(self, sheet: Sheet, known: Known | None, stretches: list[str]) -> None:
        self.sheet = sheet
        self.known = known
        self.stretches = stretches

    def verb(self, place: Place, verb: Verb, followed: str | None) -> None:
        """Check a step; `followed` is the kind of case it is about unless it says so."""
        kind = (
            followed
            if verb.case is None
            else kind_of(self.sheet, (*place, "case"), verb.case, self.known)
        )
        self.who(place, verb)
        if verb.do is not None and kind is not None:
            self.event(place, kind, verb)
        if verb.open is not None:
            self.opening(place, kind, verb)
        if verb.play is not None:
            self.sheet.wrong(
                (*place, "play"),
                f"没有名为“{verb.play}”的环节；有：{'、'.join(self.stretches)}。",
                f'there is no stretch "{verb.play}"; there are {", ".join(self.stretches)}.',
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
        kind = (
            ROUND
            if step.case is None
            else kind_of(self.sheet, (*place, "case"), step.case, self.known)
        )
        taken: set[str] = set()
        for beat in stretch.steps:
            of = kind if beat.case is None else self._kind(beat.case)
            if of is None or beat.do is None:
                continue
            if beat.do not in {event.value for event in NEWEST[of].events}:
                no_event(self.sheet, (*place, "case"), NEWEST[of], beat.do)
                continue
            asked = asked_by(of, beat.do)
            taken |= {one.name for one in asked}
            check_values(self.sheet, place, merged(step, beat, asked), asked, self.known)
        for name in [name for name in step.fields if name not in taken]:
            self.sheet.wrong(
                (*place, "with", name),
                f"“{step.play}”的各步都不用“{name}”。",
                f'no step of "{step.play}" asks for "{name}".',
            )

    def _kind(self, chosen: Chosen) -> str | None:
        return chosen.all if isinstance(chosen, Cases) else ROUND if chosen == ROUND else None

    def who(self, place: Place, verb: Verb) -> None:
        """Check that the actors are people or posts."""
        if self.known is None:
            return
        named = verb.who.each if isinstance(verb.who, Each) else (verb.who,)
        extra = {MEMBER if isinstance(verb.who, Each) else THEMSELVES}
        for code in (*named, verb.acting_for):
            leads(self.sheet, (*place, "who"), code, self.known.people | _POSTS | extra, _ACTOR)
        if verb.who is None and verb.kind_of_step in _NEEDS_WHO:
            self.sheet.wrong((*place, "who"), "由谁办理，必须填写。", "who acts is required.")

    def event(self, place: Place, kind: str, verb: Verb) -> None:
        """Check an event and what is entered with it."""
        cycle, event = NEWEST[kind], verb.do or ""
        if event not in {one.value for one in cycle.events}:
            no_event(self.sheet, (*place, "do"), cycle, event)
            return
        check_values(self.sheet, place, verb, asked_by(kind, event), self.known)

    def opening(self, place: Place, kind: str | None, verb: Verb) -> None:
        """Check that a kind of case is opened below another, with its details."""
        opened = verb.open or ""
        if opened not in KINDS - {ROUND, "assignment"}:
            openable = sorted(KINDS - {ROUND, "assignment"})
            self.sheet.wrong(
                (*place, "open"),
                f"不能新建“{opened}”；可新建：{'、'.join(openable)}。",
                f'"{opened}" cannot be opened here; these can: {", ".join(openable)}.',
            )
            return
        cycle = NEWEST[opened]
        if kind is not None and cycle.parent and kind not in cycle.parent:
            self.sheet.wrong(
                (*place, "case"),
                f"“{cycle.label.zh}”应在 {'、'.join(cycle.parent)} 之下新建。",
                f"{cycle.label.en} is opened under {', '.join(cycle.parent)}.",
            )
        check_values(self.sheet, place, verb, cycle.details, self.known)

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
