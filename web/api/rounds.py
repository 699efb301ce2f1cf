"""Rounds: where one is and what blocks it, its milestones, and the figures of a round or a term."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Response

from engine.figures.reading import read_figures
from engine.milestones import read_milestones
from engine.overview import round_overview
from kernel.ids import case_id_of
from kernel.plain import plain
from web.api.call import Reading
from web.api.revisions import tag
from web.api.shapes import (
    CaseShape,
    ClosedReason,
    Number,
    RunningDeadline,
    Shape,
    Values,
    Words,
)

router = APIRouter(tags=["rounds"])


class GroupShape(Shape):
    """One group with the units it inspects."""

    code: str
    name: str
    leaders: list[str]
    units: list[CaseShape]


class StepShape(Shape):
    """One event that would move the round, and what is still in its way."""

    event: str
    label: Words
    target: Words
    back: bool
    by: list[str]
    people: list[str]
    closed: list[ClosedReason]


class EvidenceShape(Shape):
    """One line of a gate."""

    label: Words
    met: bool
    told: list[Words]
    by: list[str]
    people: list[str]


class GateShape(Shape):
    """One gate of the round."""

    name: str
    label: Words
    row: str
    met: bool
    evidence: list[EvidenceShape]


class OverviewShape(Shape):
    """Where a round is."""

    number: str
    name: str
    state: str
    state_label: Words
    phase: str
    revision: int
    suspended: bool
    on_site_start: date | None
    on_site_end: date | None
    groups: list[GroupShape]
    deadlines: list[RunningDeadline]
    next_steps: list[StepShape]
    gates: list[GateShape]


class MilestoneShape(Shape):
    """One milestone against its baseline."""

    name: str
    label: Words
    planned: date
    reached: date | None
    timing: str


class StayShape(Shape):
    """One stay against the template of its mode."""

    number: str
    unit: str
    mode: str
    days: int
    usual_days: int
    too_short: bool


class MilestonesShape(Shape):
    """The course of a round."""

    authorised: bool
    lines: list[MilestoneShape]
    stays: list[StayShape]


class FigureShape(Shape):
    """One figure with its definition."""

    name: str
    label: Words
    means: Words
    row: str
    attention: bool
    """Whether it only asks for attention and is no target."""
    value: int | float | str | Values | None


class FiguresShape(Shape):
    """The figures of a round or a term."""

    number: str
    name: str
    figures: list[FigureShape]


@router.get("/rounds/{number}")
def overview(call: Reading, number: Number, response: Response) -> OverviewShape:
    """Show the stage of a round, its groups, its deadlines, its gates and what comes next."""
    found = round_overview(call.office, case_id_of(number), call.person_id)
    tag(response, found.revision)
    return OverviewShape.model_validate(found)


@router.get("/rounds/{number}/milestones")
def milestones(call: Reading, number: Number) -> MilestonesShape:
    """Show the milestones of a round and its stays; for who reads the whole of it."""
    found = read_milestones(call.office, case_id_of(number), call.person_id)
    return MilestonesShape.model_validate(found)


@router.get("/figures/{number}")
def figures(call: Reading, number: Number) -> FiguresShape:
    """Show the figures of a round or a term, each with its definition."""
    sheet = read_figures(call.office, case_id_of(number), call.person_id)
    return FiguresShape(
        number=sheet.number, name=sheet.name,
        figures=[
            FigureShape(
                name=one.figure.name, label=Words.model_validate(one.figure.label),
                means=Words.model_validate(one.figure.means), row=one.figure.row,
                attention=one.figure.attention, value=plain(one.value),
            )
            for one in sheet.figures
        ],
    )  # fmt: skip
