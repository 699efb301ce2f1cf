"""Loads a scenario or a round to be opened for real; every mistake is reported at once.

Parts are read one by one, so that a mistake in one of them does not hide those of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from engine.scenario.checking import check_dates, check_script
from engine.scenario.conditions import check_figures
from engine.scenario.knowing import check_office, know
from engine.scenario.plan import OfficePlan, RoundPlan
from engine.scenario.reading import Place, Sheet, read_sheet, validate
from engine.scenario.script import Step, Stretch
from engine.scenario.whole import Figure, Heading, RoundFile, ScenarioPlan
from kernel.words import Text

M = TypeVar("M", bound=BaseModel)

_SHIPPED = Path(__file__).with_name("stretches.yaml")
_FIELDS: Mapping[str, Text] = {
    "round": Text("", ""), "groups": Text("巡察组", "Groups"), "units": Text("单位", "Units"),
    "code": Text("“代码”", "code"), "name": Text("“名称”", "name"),
    "leader": Text("“组长”", "leader"), "deputy": Text("“副组长”", "deputy"),
    "liaison": Text("“联络员”", "liaison"), "members": Text("“组员”", "members"),
    "type": Text("“类别”", "type"), "parent": Text("“上级单位”", "unit above"),
    "group": Text("“由哪个组巡察”", "group"), "head": Text("“负责人”", "head"),
    "mode": Text("“方式”", "mode"), "on_site_start": Text("“进驻开始”", "first day on site"),
    "on_site_end": Text("“进驻结束”", "last day on site"),
    "focus": Text("“监督重点”", "focus"), "plan_line": Text("“对应年度计划”", "plan line"),
}  # fmt: skip
"""Key of a round → what the form of a round calls it."""
_PARTS = ("office", "round", "stretches", "script", "published")


@dataclass(frozen=True)
class Scenario:
    """A checked scenario, with where its parts stand in the file."""

    plan: ScenarioPlan
    stretches: Mapping[str, Stretch]
    """The shipped ones and the file's own."""
    sheet: Sheet


@cache
def shipped_stretches() -> Mapping[str, Stretch]:
    """Return the stretches that every scenario may play.

    Raises:
        InvalidInput: the shipped file is wrong.
    """
    sheet = read_sheet(_SHIPPED)
    found = {
        name: stretch
        for name, content in sheet.content.items()
        if (stretch := validate(Stretch, sheet, content, (name,))) is not None
    }
    check_script(sheet, [], {name: ((name,), one) for name, one in found.items()}, None)
    sheet.stop_if_wrong()
    return found


def load_scenario(path: Path) -> Scenario:
    """Return the scenario in the file at `path`.

    Raises:
        InvalidInput: every mistake of the file, each with its line and key.
    """
    sheet = read_sheet(path)
    content = _mapping(sheet, sheet.content)
    heading = validate(
        Heading, sheet, {key: value for key, value in content.items() if key not in _PARTS}
    )
    office = _part(OfficePlan, sheet, content, "office")
    plan = _part(RoundPlan, sheet, content, "round")
    stretches = _named(sheet, content)
    steps = _listed(Step, sheet, content, "script", required=True)
    figures = _listed(Figure, sheet, content, "published")
    if office is not None:
        check_office(sheet, office)
    known = know(sheet, office, plan) if office is not None and plan is not None else None
    shipped = shipped_stretches()
    check_script(
        sheet,
        steps,
        {
            **{name: (None, one) for name, one in shipped.items()},
            **{name: (("stretches", name), one) for name, one in stretches.items()},
        },
        known,
    )
    check_figures(sheet, figures, known)
    if heading is not None:
        check_dates(sheet, heading, steps, figures)
    sheet.stop_if_wrong()
    assert heading is not None and office is not None and plan is not None  # noqa: S101, PT018
    whole = ScenarioPlan.model_construct(
        **dict(heading),
        office=office,
        round=plan,
        stretches=stretches,
        script=tuple(step for _, step in steps),
        published=tuple(figure for _, figure in figures),
    )
    return Scenario(whole, {**shipped, **stretches}, sheet)


def load_round(path: Path) -> RoundPlan:
    """Return the round in the file at `path`, whose people the office knows already.

    Raises:
        InvalidInput: every mistake of the file, each with its line and key.
    """
    return _round_on(read_sheet(path))


def round_of_form(content: Mapping[str, Any]) -> RoundPlan:
    """Return the round that somebody filled into a form, with the keys of a file for `round open`.

    Raises:
        InvalidInput: every mistake of the form, each with the row and the field.
    """
    return _round_on(Sheet("", {"round": content}, named=_FIELDS))


def _round_on(sheet: Sheet) -> RoundPlan:
    found = validate(RoundFile, sheet, _mapping(sheet, sheet.content))
    if found is not None:
        know(sheet, None, found.round)
    sheet.stop_if_wrong()
    assert found is not None  # noqa: S101 - a sheet without mistakes was read whole
    return found.round


def _mapping(sheet: Sheet, content: Any) -> dict[str, Any]:
    if not isinstance(content, dict):
        sheet.wrong((), "最外层应为“键: 值”。", "the outermost level is `key: value`.")
        sheet.stop_if_wrong()
    found: dict[str, Any] = content
    return found


def _part(model: type[M], sheet: Sheet, content: dict[str, Any], key: str) -> M | None:
    if key not in content:
        sheet.wrong((key,), "这一项必须填写。", "this key is required.")
        return None
    return validate(model, sheet, content[key], (key,))


def _listed(
    model: type[M], sheet: Sheet, content: dict[str, Any], key: str, *, required: bool = False
) -> list[tuple[Place, M]]:
    given = content.get(key)
    if given is None:
        if required:
            sheet.wrong((key,), "这一项必须填写。", "this key is required.")
        return []
    if not isinstance(given, list):
        sheet.wrong((key,), "这里要填一个列表。", "a list is wanted here.")
        return []
    read = (((key, index), validate(model, sheet, one, (key, index)))
            for index, one in enumerate(given))  # fmt: skip
    return [(place, one) for place, one in read if one is not None]


def _named(sheet: Sheet, content: dict[str, Any]) -> dict[str, Stretch]:
    given = content.get("stretches")
    if given is None:
        return {}
    if not isinstance(given, dict):
        sheet.wrong(("stretches",), "这里要填下级的键。", "keys are wanted here.")
        return {}
    read = {name: validate(Stretch, sheet, one, ("stretches", name)) for name, one in given.items()}
    return {name: one for name, one in read.items() if one is not None}
