"""What a scenario file names: its people, bodies, groups and units, each code once.

The checks of the round are shared by scenarios and by files for `round open`; a new reference
between parts of the plan is checked here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from engine.scenario.plan import GroupPlan, OfficePlan, RoundPlan, UnitPlan
from engine.scenario.reading import Place, Sheet
from kernel.words import Text

_PERSON = Text("人员", "person")
_UNIT = Text("单位", "unit")
_GROUP = Text("巡察组", "group")


@dataclass
class Known:
    """Every code that a script may name."""

    people: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    units: frozenset[str]
    unit_types: frozenset[str]
    named: dict[str, str] = field(default_factory=dict)
    """Name given with `as` (a pattern) → kind of case."""


def know(sheet: Sheet, office: OfficePlan | None, plan: RoundPlan) -> Known:
    """Return what the plan names; codes that are there twice or lead nowhere are noted.

    Args:
        sheet: The file.
        office: The people of a scenario; None when they are looked up in a real office.
        plan: The round.
    """
    people = None if office is None else frozenset(one.code for one in office.everybody())
    groups, units = _groups(sheet, plan), _units(sheet, plan)
    known = Known(
        people=people or frozenset(),
        bodies=frozenset(body.code for body in office.bodies) if office else frozenset(),
        groups=frozenset(group.code for _, group in groups),
        units=frozenset(unit.code for _, unit in units),
        unit_types=frozenset(unit.type for _, unit in units),
    )
    _check_groups(sheet, groups, units, people)
    _check_units(sheet, units, known, people)
    if plan.on_site_end <= plan.on_site_start:
        sheet.wrong(
            ("round", "on_site_end"),
            "进驻结束须晚于开始。",
            "the stay on site ends after it starts.",
        )
    return known


def bad_range(sheet: Sheet, place: Place, error: ValueError) -> None:
    """Note a range of codes that is none."""
    sheet.wrong(
        place,
        f"“{error}”不是一段编码，写成 u01..u10。",
        f'"{error}" is no range of codes: write u01..u10.',
    )


def leads(
    sheet: Sheet, place: Place, code: object, known: AbstractSet[str] | None, what: Text
) -> None:
    """Note at `place` that nothing has this `code`, when that is so."""
    if code is not None and known is not None and str(code) not in known:
        sheet.wrong(
            place,
            f"没有代码为“{code}”的{what.zh}。",
            f'there is no {what.en} with the code "{code}".',
        )


def check_office(sheet: Sheet, office: OfficePlan) -> None:
    """Note codes of people and bodies that are there twice, and receivers nobody knows."""
    people = frozenset(one.code for one in office.everybody())
    _once(
        sheet,
        [
            (("office", "people", index, "code"), person.code)
            for index, entry in enumerate(office.people)
            for person in entry.expand()
        ],
    )
    _once(
        sheet,
        [(("office", "bodies", i, "code"), body.code) for i, body in enumerate(office.bodies)],
    )
    for index, body in enumerate(office.bodies):
        for key, person in (("leader", body.leader), ("contact", body.contact)):
            leads(sheet, ("office", "bodies", index, key), person, people, _PERSON)


def _groups(sheet: Sheet, plan: RoundPlan) -> list[tuple[Place, GroupPlan]]:
    found: list[tuple[Place, GroupPlan]] = []
    for index, entry in enumerate(plan.groups):
        place: Place = ("round", "groups", index)
        try:
            found += [(place, group) for group in entry.expand()]
        except ValueError as error:
            bad_range(sheet, place, error)
    _once(sheet, [((*place, "code"), group.code) for place, group in found])
    return found


def _units(sheet: Sheet, plan: RoundPlan) -> list[tuple[Place, UnitPlan]]:
    found: list[tuple[Place, UnitPlan]] = []
    for index, entry in enumerate(plan.units):
        place: Place = ("round", "units", index)
        try:
            found += [(place, unit) for unit in entry.expand()]
        except ValueError as error:
            bad_range(sheet, place, error)
    _once(sheet, [((*place, "code"), unit.code) for place, unit in found])
    return found


def _check_groups(
    sheet: Sheet,
    groups: list[tuple[Place, GroupPlan]],
    units: list[tuple[Place, UnitPlan]],
    people: frozenset[str] | None,
) -> None:
    taken = {unit.group for _, unit in units}
    members = Counter(code for _, group in groups for _, code in group.people())
    for place, group in groups:
        if group.code not in taken:
            sheet.wrong(
                place,
                f"巡察组“{group.code}”没有承担任何单位。",
                f'the group "{group.code}" takes no unit.',
            )
        for _, code in group.people():
            leads(sheet, place, code, people, _PERSON)
            if members[code] > 1:
                sheet.wrong(
                    place,
                    f"“{code}”编入了两次；同一人在一轮中只能在一个巡察组任一职。",
                    f'"{code}" is in the groups twice: one post in one group of a round.',
                )


def _check_units(
    sheet: Sheet,
    units: list[tuple[Place, UnitPlan]],
    known: Known,
    people: frozenset[str] | None,
) -> None:
    for place, unit in units:
        leads(sheet, (*place, "parent"), unit.parent, known.units, _UNIT)
        leads(sheet, (*place, "group"), unit.group, known.groups, _GROUP)
        leads(sheet, (*place, "head"), unit.head, people, _PERSON)
        leads(sheet, (*place, "liaison"), unit.liaison, people, _PERSON)


def _once(sheet: Sheet, listed: list[tuple[Place, str]]) -> None:
    times = Counter(code for _, code in listed)
    for place, code in listed:
        if times[code] > 1:
            sheet.wrong(place, f"代码“{code}”重复。", f'the code "{code}" is there twice.')
