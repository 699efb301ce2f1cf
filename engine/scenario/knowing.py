"""What a scenario file names: its people, bodies, groups and units, each code once.

The checks of the round are shared by scenarios and by files for `round open`; a new reference between
parts of the plan is checked here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.scenario.patterns import codes
from engine.scenario.plan import GroupPlan, OfficePlan, RoundPlan, UnitPlan
from engine.scenario.reading import Place, Sheet


@dataclass
class Known:
    """Every code that a script may name."""

    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    groups: tuple[GroupPlan, ...] = ()
    units: tuple[UnitPlan, ...] = ()
    named: dict[str, str] = field(default_factory=dict)
    """Name pattern given with `as` → kind of case."""

    @property
    def group_codes(self) -> frozenset[str]:
        """Return the codes of the groups."""
        return frozenset(group.code for group in self.groups)

    @property
    def unit_codes(self) -> frozenset[str]:
        """Return the codes of the units."""
        return frozenset(unit.code for unit in self.units)

    @property
    def unit_types(self) -> frozenset[str]:
        """Return the types of the units."""
        return frozenset(unit.type for unit in self.units)


def unroll(sheet: Sheet, place: Place, listed: str | Sequence[str]) -> tuple[str, ...]:
    """Return the codes of a list with ranges; a range that runs backwards is noted."""
    try:
        return codes(listed)
    except ValueError as error:
        sheet.wrong(
            place,
            f"“{error}”不是一段编码，写成 u01..u10。",
            f'"{error}" is no range of codes: write u01..u10.',
        )
        return ()


def know(sheet: Sheet, office: OfficePlan | None, plan: RoundPlan) -> Known:
    """Return what the plan names; codes that are there twice or lead nowhere are noted.

    Args:
        sheet: The file.
        office: The people of a scenario; None when they are looked up in a real office.
        plan: The round.
    """
    people: list[str] = []
    bodies: list[str] = []
    if office is not None:
        people = [person.code for person in office.everybody()]
        bodies = [body.code for body in office.bodies]
        _once(sheet, ("office", "people"), people)
        _once(sheet, ("office", "bodies"), bodies)
        for index, body in enumerate(office.bodies):
            for key, person in (("leader", body.leader), ("contact", body.contact)):
                _lead(sheet, ("office", "bodies", index, key), person, people, "人员", "person")
    groups, units = _groups(sheet, plan), _units(sheet, plan)
    found = Known(frozenset(people), frozenset(bodies), groups, units)
    _once(sheet, ("round", "groups"), [group.code for group in groups])
    _once(sheet, ("round", "units"), [unit.code for unit in units])
    _check_people(sheet, found, known=office is not None)
    _check_units(sheet, plan, found)
    return found


def _groups(sheet: Sheet, plan: RoundPlan) -> tuple[GroupPlan, ...]:
    found: list[GroupPlan] = []
    for index, entry in enumerate(plan.groups):
        try:
            found += entry.expand()
        except ValueError as error:
            _bad_range(sheet, ("round", "groups", index), error)
    return tuple(found)


def _units(sheet: Sheet, plan: RoundPlan) -> tuple[UnitPlan, ...]:
    found: list[UnitPlan] = []
    for index, entry in enumerate(plan.units):
        try:
            found += entry.expand()
        except ValueError as error:
            _bad_range(sheet, ("round", "units", index), error)
    return tuple(found)


def _bad_range(sheet: Sheet, place: Place, error: ValueError) -> None:
    sheet.wrong(
        place,
        f"“{error}”不是一段编码，写成 u01..u10。",
        f'"{error}" is no range of codes: write u01..u10.',
    )


def _check_people(sheet: Sheet, found: Known, *, known: bool) -> None:
    in_groups: list[str] = []
    for section, entries in (("groups", found.groups), ("units", found.units)):
        for entry in entries:
            named = [code for _, code in entry.people()]
            if section == "groups":
                in_groups += named
            for code in named if known else ():
                _lead(sheet, ("round", section), code, found.people, "人员", "person")
    for code in _twice(in_groups):
        sheet.wrong(
            ("round", "groups"),
            f"“{code}”编入了两次；同一人在一轮中只能在一个巡察组任一职。",
            f'"{code}" is in the groups twice: nobody is in two groups of a round.',
        )


def _check_units(sheet: Sheet, plan: RoundPlan, found: Known) -> None:
    place: Place = ("round", "units")
    taken = {unit.group for unit in found.units}
    for unit in found.units:
        _lead(sheet, place, _text(unit.parent), found.unit_codes, "单位", "unit")
        _lead(sheet, place, _text(unit.group), found.group_codes, "巡察组", "group")
    for group in found.groups:
        if group.code not in taken:
            sheet.wrong(
                ("round", "groups"),
                f"巡察组“{group.code}”没有承担任何单位。",
                f'The group "{group.code}" takes no unit.',
            )
    if plan.on_site_end <= plan.on_site_start:
        sheet.wrong(
            ("round", "on_site_end"),
            "进驻结束须晚于开始。",
            "the stay on site ends after it starts.",
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _lead(
    sheet: Sheet, place: Place, code: str | None, known: Iterable[str], zh: str, en: str
) -> None:
    if code is not None and code not in set(known):
        sheet.wrong(
            place, f"没有代码为“{code}”的{zh}。", f'there is no {en} with the code "{code}".'
        )


def _twice(listed: Sequence[str]) -> list[str]:
    return [code for code, times in Counter(listed).items() if times > 1]


def _once(sheet: Sheet, place: Place, listed: Sequence[str]) -> None:
    for code in _twice(listed):
        sheet.wrong(place, f"代码“{code}”重复。", f'the code "{code}" is there twice.')
