"""One round 轮次: where it is and what blocks it, its course, gates, figures and weeks.

A further view of a round is a handler here and its line in `_TABS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from engine.books import read_book
from engine.course import Stage, Stay, read_course
from engine.figures.reading import read_figures
from engine.five_gates import FIVE_GATES
from engine.gates import read_gates
from engine.milestones import read_milestones
from engine.overview import round_head, round_overview
from engine.queries import list_cases, show_case
from engine.remedies import places_of
from engine.six_gates import SIX_GATES
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.ids import case_id_of
from kernel.words import Text
from rules.progress import Pace
from states.definition import Phase
from states.picture import svg
from states.round import ROUND
from web.svg.gantt import Due, Line, gantt
from web.visit import NOT_FOR_YOU, SignedIn, Visit

router = APIRouter()
_MOST_WEEKS, _ROWS = 60, 50


@dataclass(frozen=True, slots=True)
class Tab:
    """One view of a round."""

    path: str
    label: Text
    whole: bool = False
    """Whether it is for those who read the whole round."""


_TABS = (
    Tab("", Text("概况", "Overview")),
    Tab("/course", Text("进程图", "Course")),
    Tab("/gates", Text("关口", "Gates"), whole=True),
    Tab("/figures", Text("数据", "Figures"), whole=True),
    Tab("/weekly", Text("每周汇总", "Weeks"), whole=True),
    Tab("/dispatch", Text("巡中调度", "Dispatch meeting"), whole=True),
)


def around(visit: Visit, round_id: int, tab: str) -> dict[str, Any]:
    """Return what every page of a round shows around its own part.

    Raises:
        NotFound: there is no such round, or the person may not know of it.
        InvalidInput: the case is no round.
    """
    head = round_head(visit.office, round_id, visit.person_id, visit.acting_for)
    tabs = tuple(one for one in _TABS if head.whole or not one.whole)
    return {"head": head, "tabs": tabs, "tab": tab, "phases": tuple(Phase)}


@router.get("/rounds/{number}")
def overview(visit: SignedIn, number: str, group: str = "", page: int = 1) -> Response:
    """Show the stage, what blocks the next one, the groups with their units, and the deadlines.

    Of a large group its first units are shown; `group` and `page` lead on.
    """
    round_id = case_id_of(number)
    shown = around(visit, round_id, "")
    seen = round_overview(visit.office, round_id, visit.person_id, acting_for=visit.acting_for)
    closed = {one.rule: one.missing for step in seen.next_steps for one in step.closed}
    places = places_of(visit.office, round_id, visit.person_id, closed, visit.acting_for)
    starts = {one.code: _ROWS * (max(page, 1) - 1) if one.code == group else 0
              for one in seen.groups}  # fmt: skip
    units = {one.code: one.units[starts[one.code] : starts[one.code] + _ROWS]
             for one in seen.groups}  # fmt: skip
    live = [seen.number, *(line.number for many in units.values() for line in many)]
    return visit.page(
        "round.html", **shown, seen=seen, places=places, live=" ".join(live), units=units,
        starts=starts, rows=_ROWS, group_shown=group,
    )  # fmt: skip


@router.get("/rounds/{number}/course")
def course(visit: SignedIn, number: str, page: int = 1) -> Response:
    """Show planned against actual as a Gantt chart, the milestones, and the lit life cycle."""
    round_id = case_id_of(number)
    shown = around(visit, round_id, "/course")
    found = read_course(visit.office, round_id, visit.person_id, visit.acting_for)
    passed = {state: visit.day(day) for state, day in found.entered.items()}
    here = shown["head"].state
    picture = Markup(svg(ROUND, visit.language, here=here, passed=passed))  # noqa: S704 - our own
    stages = [_stage_line(visit, one) for one in found.stages]
    page = max(page, 1)
    stayed = found.stays[(page - 1) * _ROWS : page * _ROWS]
    stays = _stay_lines(visit, stayed)
    return visit.page(
        "round_course.html", **shown, found=found, picture=picture, today=visit.today,
        stages=zip(found.stages, stages, strict=True), stays=zip(stayed, stays, strict=True),
        page=page, more=page * _ROWS < len(found.stays),
        stage_chart=gantt(
            stages, visit.today, visit.language, visit.word("各阶段计划与实际", "Stages")
        ),
        stay_chart=gantt(
            stays, visit.today, visit.language, visit.word("各单位进驻计划与实际", "Stays")
        ),
        milestones=_milestones(visit, round_id) if shown["head"].whole else None,
    )  # fmt: skip


def _stage_line(visit: Visit, one: Stage) -> Line:
    return Line(visit.say(one.phase.label), one.planned, None, one.began, one.ended)


def _stay_lines(visit: Visit, stays: Sequence[Stay]) -> list[Line]:
    return [
        Line(
            one.unit, one.planned, one.ends_on, one.entered_on, one.left_on,
            tuple(Due(visit.say(due.label), due.due_on, due.original_on) for due in one.deadlines),
        )
        for one in stays
    ]  # fmt: skip


def _milestones(visit: Visit, round_id: int) -> Any:
    try:
        return read_milestones(visit.office, round_id, visit.person_id, acting_for=visit.acting_for)
    except InvalidInput:
        return None  # no window yet: there is no baseline to show


@router.get("/rounds/{number}/gates")
def gates(visit: SignedIn, number: str) -> Response:
    """Show the six gates and the five that are not let go, each with its evidence."""
    round_id = case_id_of(number)
    shown = around(visit, round_id, "/gates")
    six, five = (
        read_gates(visit.office, round_id, visit.person_id, many, acting_for=visit.acting_for)
        for many in (SIX_GATES, FIVE_GATES)
    )
    closed = {one.rule: one.missing for gate in (*six, *five) for one in gate.evidence if one.rule}
    places = places_of(visit.office, round_id, visit.person_id, closed, visit.acting_for)
    return visit.page("round_gates.html", **shown, six=six, five=five, places=places)


@router.get("/rounds/{number}/figures")
def figures(visit: SignedIn, number: str) -> Response:
    """Show the figures of a round, each with its definition."""
    round_id = case_id_of(number)
    shown = around(visit, round_id, "/figures")
    sheet = read_figures(visit.office, round_id, visit.person_id, acting_for=visit.acting_for)
    return visit.page("round_figures.html", **shown, sheet=sheet)


@router.get("/rounds/{number}/weekly")
def weekly(visit: SignedIn, number: str, week: str = "") -> Response:
    """Show the weekly summaries of a round, one of them in full.

    Raises:
        NotFound: the round has no such week.
        NotPermitted: the person reads only a part of the round.
    """
    round_id = case_id_of(number)
    shown = around(visit, round_id, "/weekly")
    if not shown["head"].whole:
        raise NotPermitted(NOT_FOR_YOU)
    weeks = list_cases(
        visit.office, visit.person_id, kind="weekly_summary", round_id=round_id,
        acting_for=visit.acting_for, limit=_MOST_WEEKS,
    )[::-1]  # fmt: skip
    chosen = next((one for one in weeks if one.number == week), None)
    if week and chosen is None:
        raise NotFound(Text("本轮没有这一周的汇总。", "The round has no summary of that week."))
    chosen = chosen or (weeks[0] if weeks else None)
    sheet = book = None
    if chosen is not None:
        who, acting_for = visit.person_id, visit.acting_for
        sheet = show_case(visit.office, chosen.case_id, who, acting_for)
        book = read_book(visit.office, chosen.case_id, "weekly_groups", who, acting_for)
    groups = {one.id: one.name for one in visit.directory.groups.values()}
    return visit.page(
        "round_weekly.html", **shown, weeks=weeks, chosen=chosen, sheet=sheet, groups=groups,
        lines=[line.values for line in book.lines] if book else [],
        pace=lambda value: visit.say(Pace(value).label),
    )  # fmt: skip
