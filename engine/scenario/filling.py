"""Fills in what a step enters, for each of its cases: numbers in portions, codes as ids.

A new kind of reference is a case in `_referred`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.directory import Named
from engine.scenario.choosing import Chooser, Target, portions
from engine.scenario.entering import REFERENCES
from engine.scenario.patterns import codes, is_numbered, numbered
from engine.scenario.script import EVERY, EVERYBODY, ROUND, Portions, Verb
from kernel.clock import office_day
from rules.posts import GROUP_POSTS, Post
from states.inputs import Field, FieldType


class Choice:
    """Every case of a whole step: portions and numbers run over them, however they are spread."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = tuple(targets)
        self.index = {target.id: index for index, target in enumerate(targets)}
        self._portions: dict[int, list[int]] = {}

    def portion(self, of: int | Portions, target: Target) -> int:
        """Return the part of a number that falls to `target`."""
        return self.portions(of)[self.index[target.id]]

    def portions(self, of: int | Portions) -> list[int]:
        """Return the part of a number that falls to each case."""
        if id(of) not in self._portions:
            self._portions[id(of)] = portions(of, list(self.targets))
        return self._portions[id(of)]


def fill_in(
    chooser: Chooser,
    choice: Choice,
    verb: Verb,
    target: Target,
    asked: tuple[Field, ...],
    number: int | None = None,
) -> list[dict[str, object]]:
    """Return what is entered for one case; a field that says `each` gives several.

    Args:
        chooser: Knows who and what the codes mean.
        choice: Every case of the step.
        verb: The step.
        target: The case.
        asked: The fields of the event, or of the kind of case that is opened.
        number: What `{n}` stands for; the place of the case in the choice when None.
    """
    fields = {one.name: one for one in asked}
    place = choice.index[target.id] + 1 if number is None else number
    found: list[dict[str, object]] = [{}]
    for name, value in verb.fields.items():
        field = fields.get(name)
        entered: Sequence[object]
        if isinstance(value, Portions):
            entered = [choice.portion(value, target)]
        elif field is not None and field.of in REFERENCES:
            entered = _referred(chooser, field.of, codes(value), target)
        else:
            fills = isinstance(value, str) and is_numbered(value)
            entered = [numbered(str(value), place) if fills else value]
        found = [{**one, name: each} for one in found for each in entered]
    return found


def _referred(
    chooser: Chooser, of: FieldType, listed: Sequence[str], target: Target
) -> Sequence[object]:
    directory = chooser.directory()
    match of:
        case FieldType.GROUP:
            ours = [g for g in directory.groups.values() if g.belongs_to == chooser.round_id]
            return [one.id for one in ours] if EVERY in listed else _ids(ours, listed)
        case FieldType.UNIT:
            if EVERY in listed:
                above = {unit.belongs_to for unit in directory.units.values()}
                return sorted(parent for parent in above if parent is not None)
            return _ids(directory.units.values(), listed)
        case FieldType.BODY:
            return _ids(directory.bodies.values(), listed)
        case _:
            if EVERYBODY in listed:
                scope = chooser.cases(ROUND)[0].scope
                today = office_day(chooser.office.now())
                return [list(directory.holders(GROUP_POSTS, scope, today))]
            return [[one for code in listed for one in _people(chooser, code, target)]]


def _people(chooser: Chooser, code: str, target: Target) -> tuple[int, ...]:
    """Return the person with a code, or everybody who holds the post of that name there."""
    known = chooser.person_ids(chooser.directory())
    if code in known:
        return (known[code],)
    today = office_day(chooser.office.now())
    return chooser.directory().holders((Post(code),), target.scope, today)


def _ids(named: Iterable[Named], listed: Sequence[str]) -> list[int]:
    known = {one.code: one.id for one in named}
    return [known[code] for code in listed]
