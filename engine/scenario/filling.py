"""Fills in what a step enters, for each of its cases: numbers in portions, codes as ids, rows.

A new kind of reference is a case in `_Filler._referred`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from engine.directory import Directory, Named
from engine.scenario.choosing import Chooser, Target, portions
from engine.scenario.entering import REFERENCES
from engine.scenario.patterns import codes, is_numbered, numbered
from engine.scenario.script import EVERY, EVERYBODY, MEMBERS, ROUND, TIMES, Given, Portions, Verb
from kernel.clock import office_day
from rules.posts import GROUP_POSTS, Post
from states.field_types import FieldType
from states.inputs import Field


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
    filler = _Filler(chooser, choice, target, place)
    found: list[dict[str, object]] = [{}]
    for name, value in verb.fields.items():
        entered = filler.entered(fields.get(name), value)
        found = [{**one, name: each} for one in found for each in entered]
    return found


class _Filler:
    """Turns what a step says into what is entered for one case."""

    def __init__(self, chooser: Chooser, choice: Choice, target: Target, place: int) -> None:
        self._chooser = chooser
        self._choice = choice
        self._target = target
        self._place = place

    def entered(self, field: Field | None, value: Given) -> Sequence[object]:
        """Return what is entered into a field; several where it says `each`."""
        if isinstance(value, Portions):
            return [self._choice.portion(value, self._target)]
        if field is not None and field.of is FieldType.ROWS and isinstance(value, tuple):
            return [[row for plan in value for row in self._rows(field, plan)]]
        if field is not None and field.of in REFERENCES:
            return self._referred(field.of, codes(cast("str | tuple[str, ...]", value)))
        fills = isinstance(value, str) and is_numbered(value)
        return [numbered(str(value), self._place) if fills else value]

    def _rows(self, field: Field, plan: object) -> Iterator[dict[str, object]]:
        """Return the rows that one row of the file stands for, numbered from 1."""
        if not isinstance(plan, dict):
            return
        columns = {one.name: one for one in field.columns}
        times = plan.get(TIMES, "1")
        if isinstance(times, Portions):
            times = self._choice.portion(times, self._target)
        for number in range(1, int(times) + 1):
            filler = _Filler(self._chooser, self._choice, self._target, number)
            yield {
                name: filler.entered(columns.get(name), value)[0]
                for name, value in plan.items()
                if name != TIMES
            }

    def _referred(self, of: FieldType, listed: Sequence[str]) -> Sequence[object]:
        directory = self._chooser.directory()
        match of:
            case FieldType.GROUP:
                groups = directory.groups.values()
                ours = [one for one in groups if one.belongs_to == self._chooser.round_id]
                return [one.id for one in ours] if EVERY in listed else _ids(ours, listed)
            case FieldType.UNIT:
                if EVERY in listed:
                    above = {unit.belongs_to for unit in directory.units.values()}
                    return sorted(parent for parent in above if parent is not None)
                return _ids(directory.units.values(), listed)
            case FieldType.BODY:
                return _ids(directory.bodies.values(), listed)
            case _:
                people = self._people(directory, listed)
                return [people] if of is FieldType.PEOPLE else people

    def _people(self, directory: Directory, listed: Sequence[str]) -> list[int]:
        """Return people by their codes, or by posts that they hold inside the case."""
        today = office_day(self._chooser.office.now())
        if EVERYBODY in listed:
            scope = self._chooser.cases(ROUND)[0].scope
            return list(directory.holders(GROUP_POSTS, scope, today))
        found: list[int] = []
        for code in listed:
            if code == MEMBERS:
                found += directory.holders((Post.GROUP_MEMBER,), self._target.scope, today)
            else:
                found.append(self._chooser.people(code, self._target, today)[0])
        return list(dict.fromkeys(found))


def _ids(named: Iterable[Named], listed: Sequence[str]) -> list[int]:
    known = {one.code: one.id for one in named}
    return [known[code] for code in listed]
