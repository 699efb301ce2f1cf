"""Checks which cases a scenario chooses and compares: kinds, states, details, events.

A new condition of `Where` is checked in `_check_where`.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from engine.figures.figure import FIGURES
from engine.scenario.entering import unrolled
from engine.scenario.knowing import Known, leads
from engine.scenario.reading import Place, Sheet
from engine.scenario.script import ROUND, Cases, Chosen, Where
from engine.scenario.whole import Figure, split_happening
from kernel.words import Text
from states.assignment import Mode
from states.catalogue import NEWEST, AnyLifeCycle

KINDS = frozenset(kind for kind in NEWEST if kind != "register")
"""The kinds of case a script may choose."""

_OPEN = "open"
_PERSON = Text("人员", "person")
_UNIT = Text("单位", "unit")
_GROUP = Text("巡察组", "group")
_BODY = Text("承办单位", "receiving body")
_TYPE = Text("单位类别", "unit type")
_MODE = Text("巡察方式", "mode")
_MODES = frozenset(mode.value for mode in Mode)


def check_figures(
    sheet: Sheet, figures: Iterable[tuple[Place, Figure]], known: Known | None
) -> None:
    """Note every mistake of the published figures."""
    for place, figure in figures:
        if figure.count:
            check_cases(sheet, (*place, "count"), figure.count, known)
        if figure.sum:
            check_cases(sheet, (*place, "sum", "over"), figure.sum.over, known)
            _check_detail(sheet, (*place, "sum", "of"), figure.sum.over.all, figure.sum.of,
                          kept=True)  # fmt: skip
        if figure.figure:
            _check_named(sheet, (*place, "figure"), figure.figure, known)
        if figure.rate:
            check_cases(sheet, (*place, "rate", "part"), figure.rate.part, known)
            check_cases(sheet, (*place, "rate", "whole"), figure.rate.whole, known)
        if figure.days:
            _check_happening(sheet, (*place, "days", "from"), figure.days.start)
            _check_happening(sheet, (*place, "days", "to"), figure.days.end)


def _check_named(sheet: Sheet, place: Place, named: str, known: Known | None) -> None:
    """Note that a figure of the round, or its part, is none that can be compared."""
    name, _, part = named.partition(".")
    figure = FIGURES.get(name)
    if figure is None or figure.of_terms or figure.in_words:
        numbers = [one.name for one in FIGURES.values() if not one.of_terms and not one.in_words]
        sheet.wrong(
            place,
            f"“{named}”不是一轮的数字；有：{'、'.join(numbers)}。",
            f'"{named}" is no number of a round; there are {", ".join(numbers)}.',
        )
        return
    bodies = {code: code for code in known.bodies} if known is not None else {part: part}
    split = bool(figure.parts)
    if split != bool(part) or (split and figure.name_of(part, bodies) is None):
        parts = [f"{name}.{one}" for one in figure.parts] or [name]
        sheet.wrong(
            place,
            f"没有“{named}”这个分项；有：{'、'.join(parts)}。",
            f'there is no part "{named}"; there are {", ".join(parts)}.',
        )


def kind_of(sheet: Sheet, place: Place, chosen: Chosen, known: Known | None) -> str | None:
    """Return the kind of the chosen cases, or None with the mistake noted."""
    if isinstance(chosen, Cases):
        return check_cases(sheet, place, chosen, known)
    if chosen == ROUND:
        return ROUND
    if known is None:
        return None
    for pattern, kind in known.named.items():
        stem = pattern.partition("{")[0]
        if chosen == pattern or ("{" in pattern and chosen.startswith(stem)):
            return kind
    sheet.wrong(
        place,
        f"没有名为“{chosen}”的事项；可写 round、as 起过的名称，或 all: 加一类事项。",
        f'no case is named "{chosen}": write `round`, a name given with `as`, or `all:`.',
    )
    return None


def check_cases(sheet: Sheet, place: Place, cases: Cases, known: Known | None) -> str | None:
    """Check a choice of cases and return their kind."""
    if cases.all not in KINDS:
        listed = sorted(KINDS)
        sheet.wrong(
            (*place, "all"),
            f"没有“{cases.all}”这一类事项；有：{'、'.join(listed)}。",
            f'there is no kind of case "{cases.all}"; there are {", ".join(listed)}.',
        )
        return None
    _check_where(sheet, (*place, "where"), cases.where, NEWEST[cases.all], known)
    return cases.all


def no_event(sheet: Sheet, place: Place, cycle: AnyLifeCycle, event: str) -> None:
    """Note that a kind of case knows no such event, with those that look like it."""
    known = [one.value for one in cycle.events]
    near = get_close_matches(event, known) or known
    sheet.wrong(
        place,
        f"{cycle.label.zh}没有“{event}”这一事件；有：{'、'.join(near)}。",
        f'{cycle.label.en} knows no event "{event}"; it knows {", ".join(near)}.',
    )


def _check_where(
    sheet: Sheet, place: Place, where: Where, cycle: AnyLifeCycle, known: Known | None
) -> None:
    states = {state.value for state in cycle.states}
    label = Text(f"{cycle.label.zh}状态", f"state of {cycle.label.en}")
    for key, listed in (("state", where.state), ("passed", where.passed)):
        for state in listed:
            leads(sheet, (*place, key), state, states, label)
    for mode in where.mode:
        leads(sheet, (*place, "mode"), mode, _MODES, _MODE)
    for name in where.fields:
        _check_detail(sheet, (*place, "fields", name), cycle.kind, name)
    if known is None:
        return
    for key, listed, existing, what in (
        ("unit", where.unit, known.units, _UNIT),
        ("group", where.group, known.groups, _GROUP),
        ("body", where.body, known.bodies, _BODY),
        ("unit_type", where.unit_type, known.unit_types, _TYPE),
        ("person", where.person, known.people, _PERSON),
    ):
        for code in unrolled(sheet, (*place, key), listed):
            leads(sheet, (*place, key), code, existing, what)


def _check_detail(sheet: Sheet, place: Place, kind: str, name: str, *, kept: bool = False) -> None:
    cycle = NEWEST.get(kind)
    if cycle is None:
        return
    asked = [*cycle.details, *(one for line in cycle.transitions for one in line.asks)]
    stored = {one.name for one in asked if one.stored} | {*(cycle.kept if kept else ())}
    leads(sheet, place, name, stored, Text(f"{cycle.label.zh}内容", "detail"))


def _check_happening(sheet: Sheet, place: Place, words: str) -> None:
    which, kind, event = split_happening(words)
    cycle = NEWEST.get(kind)
    if which not in ("first", "last") or cycle is None:
        sheet.wrong(
            place,
            f"“{words}”应写成 类别.事件，前面可加 first 或 last，如 last assignment.leave。",
            f'"{words}": write kind.event after `first` or `last`: last assignment.leave.',
        )
    elif event != _OPEN and event not in {one.value for one in cycle.events}:
        no_event(sheet, place, cycle, event)
