"""全覆盖: where the term stands by type, tree and year, its pace, and each unit's last inspection.

Everything is computed by `engine/term_coverage.py`; a further chart is one more drawing below.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from fastapi import APIRouter
from fastapi.responses import Response
from markupsafe import Markup

from engine.last_inspections import last_inspections
from engine.queries import list_cases
from engine.term_coverage import Coverage, read_coverage
from kernel.ids import case_id_of
from rules.covering import Tally, elapsed_share
from web.svg.bars import Bar, Part, bars
from web.svg.line import Curve, lines
from web.visit import Oversight, Visit

router = APIRouter()
_ROWS, _WIDE = 50, 900
_STANDINGS = (
    ("done", "done", "已巡", "done"), ("on_site", "on_site", "在巡", "on site"),
    ("planned", "scheduled", "已安排", "planned"), ("left", "left", "未安排", "left"),
)  # fmt: skip
"""Count of a tally, its look in a drawing, and its name."""


@router.get("/coverage")
def coverage(visit: Oversight, term: str = "", page: int = 1) -> Response:
    """Show the coverage of a term; without one, of the newest."""
    terms = list_cases(visit.office, visit.person_id, kind="term")
    if not terms:
        return visit.page("coverage.html", seen=None, terms=terms)
    seen = read_coverage(visit.office, case_id_of(term) if term else None, visit.person_id)
    pages = max(-(-len(seen.tree) // _ROWS), 1)
    page = min(max(page, 1), pages)
    tree = seen.tree[(page - 1) * _ROWS : page * _ROWS]
    last = last_inspections(visit.office, visit.person_id, [one.branch.code for one in tree])
    return visit.page(
        "coverage.html", seen=seen, terms=terms, term=term, page=page, pages=pages,
        tree=tree, last=last, years=_years(seen),
        map=_map(visit, seen), plan=_plan(visit, seen), pace=_pace(visit, seen),
    )  # fmt: skip


def _map(visit: Visit, seen: Coverage) -> Markup:
    """Draw how many units of each type stand where."""
    many = [_bar(visit, name, one) for name, one in seen.types.items()]
    return bars(many, visit.word("各类单位的覆盖情况", "Coverage by type of unit"), _WIDE)


def _bar(visit: Visit, label: str, one: Tally) -> Bar:
    parts = tuple(
        Part(visit.word(zh, en), getattr(one, count), look) for count, look, zh, en in _STANDINGS
    )
    return Bar(label, parts, f"{one.done}/{one.universe}  {one.share}%")


def _years(seen: Coverage) -> list[tuple[int, int, int]]:
    """Return year, planned and reached over all types."""
    return [
        (
            year,
            sum(one.planned for one in seen.years if one.year == year),
            sum(one.reached for one in seen.years if one.year == year),
        )
        for year in sorted({one.year for one in seen.years})
    ]


def _plan(visit: Visit, seen: Coverage) -> Markup:
    """Draw what was planned and reached in each year."""
    plan, fact = visit.word("计划", "plan"), visit.word("实际", "fact")
    many: list[Bar] = []
    for year, planned, reached in _years(seen):
        many += [
            Bar(f"{year} {plan}", (Part(plan, planned, "planned"),)),
            Bar(f"{year} {fact}", (Part(fact, reached, "actual"),)),
        ]
    return bars(many, visit.word("各年度计划与实际", "Plan and fact by year"))


def _pace(visit: Visit, seen: Coverage) -> Markup:
    """Draw the share of the universe that plan and fact add up to at the end of each year."""
    universe, told = seen.total.universe, _years(seen)
    if not universe:
        return Markup("")
    planned = accumulate((one for _, one, _ in told), initial=0)
    reached = accumulate((one for year, _, one in told if year <= seen.today.year), initial=0)
    passed = (
        elapsed_share(seen.first_day, seen.last_day, date(year, 12, 31)) for year, _, _ in told
    )
    curves = (
        Curve(visit.word("计划%", "plan %"), "plan", _shares(planned, universe)),
        Curve(visit.word("时间%", "time %"), "time", (0, *passed)),
        Curve(visit.word("完成%", "done %"), "fact", _shares(reached, universe)),
    )
    names = [visit.word("开始", "start"), *(str(year) for year, _, _ in told)]
    return lines(names, curves, visit.word("累计完成率", "Share done, added up"), "%")


def _shares(numbers: Iterable[int], whole: int) -> tuple[float, ...]:
    return tuple(round(100 * one / whole, 1) for one in numbers)
