"""The coverage ledger of a term: universe, done, on site, planned, left; plan and fact; pace.

Rows A01 to A03. The arithmetic is in `rules/covering.py`, what the words mean in `DEFINITIONS`. A
further figure is a field of `Coverage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.office import Office
from engine.planning import (
    annual_plans,
    book,
    known_units,
    lines_held,
    numbers,
    reached_in,
    terms,
    universe_of,
)
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_number
from kernel.words import Text
from rules.covering import Branch, Pace, Standing, Tally, Visit, by_type, elapsed_share, tally, tree
from rules.fieldwork import LEFT
from rules.plans import EXTENDED
from store.database import Row

_ON_SITE = ("entered", "on_site", "wrapping")
_VISITS = (
    "SELECT c.unit_id, c.state, d.mode FROM cases c JOIN assignment_details d ON d.case_id = c.id"
    " WHERE c.kind = 'assignment' AND c.state <> 'cancelled'"
    " AND d.on_site_start BETWEEN :first AND :last"
)

DEFINITIONS: Mapping[str, Text] = {
    "universe": Text(
        "应巡：列入本届、未注销的单位", "Universe: units listed for the term and not closed"
    ),
    "done": Text("已巡：巡察组已撤点的单位", "Done: units that a group has left"),
    "on_site": Text("在巡：巡察组已进驻、未撤点", "On site: entered and not left yet"),
    "planned": Text("已安排：列入轮次、未进驻", "Planned: in a round and not entered"),
    "left": Text("未安排：其余单位", "Left: every other unit"),
    "extended": Text(
        "延伸：由上级单位延伸到的单位，单列，不计入已巡",
        "Extended to: reached from the unit above; told apart, not counted as done",
    ),
    "pace": Text(
        "进度：完成率（已巡÷应巡）比时间进度（已过天数÷任期天数）落后超过允许的百分点，即为落后",
        "Pace: behind when done ÷ universe trails days passed ÷ days of the term by too much",
    ),
}
"""What each figure means; shown with them."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """Plan and fact of one type of unit in one year (A02)."""

    year: int
    unit_type: str
    planned: int
    reached: int


@dataclass(frozen=True, slots=True)
class NamedBranch:
    """One unit of the tree with its name."""

    name: str
    branch: Branch


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where a term stands."""

    case_id: int
    name: str
    first_day: date
    last_day: date
    today: date
    total: Tally
    closed: int
    """Units that were dissolved, merged or moved and left the universe."""
    types: Mapping[str, Tally]
    tree: tuple[NamedBranch, ...]
    years: tuple[YearLine, ...]
    twice: tuple[str, ...]
    extended: tuple[str, ...]
    pace: Pace
    definitions: Mapping[str, Text]

    @property
    def number(self) -> str:
        """Return the number of the term."""
        return case_number(self.case_id)


def read_coverage(
    office: Office, term_id: int | None, person_id: int, *, acting_for: int | None = None
) -> Coverage:
    """Return where a term stands; without one, the newest.

    Raises:
        NotFound: there is no such term, or the person may not know of it.
        InvalidInput: the case is no term.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, _ = load_visible(work, term_id or _newest(work), person_id, acting_for)
        if case.row["kind"] != "term":
            raise InvalidInput(
                Text(f"{case_number(case.id)} 不是“届”。", f"{case_number(case.id)} is no term.")
            )
        return coverage_of(work, case.row)


def coverage_of(work: Work, term: Row) -> Coverage:
    """Return where a term stands.

    Args:
        work: The transaction.
        term: Its row with the details.
    """
    tx, units = work.tx, known_units(work)
    universe = universe_of(tx, term["id"])
    visits = _visits(work, term["first_day"], term["last_day"])
    total = tally(universe, visits)
    parents = {code: unit.parent for code, unit in units.items()}
    branches = tree(universe, parents, visits)
    seen = {code: visits.get(code, []) for code in universe}
    elapsed = elapsed_share(term["first_day"], term["last_day"], work.today)
    return Coverage(
        term["id"], term["name"], term["first_day"], term["last_day"], work.today, total,
        len(book(tx, term["id"], "closed_units")), by_type(universe, visits),
        tuple(NamedBranch(units[one.code].name, one) for one in branches),
        _years(work, term, universe),
        tuple(units[code].name for code, many in seen.items() if tally([code], {code: many}).twice),
        tuple(
            unit.name for code, unit in units.items()
            if any(one.extended for one in visits.get(code, ()))
        ),
        Pace(total.share, elapsed, work.office.policy.limit("coverage_behind")), DEFINITIONS,
    )  # fmt: skip


def _newest(work: Work) -> int:
    found = terms(work.tx)
    if not found:
        raise NotFound(
            Text("还没有登记“届”，请先新建。", "No term is registered yet: open one first.")
        )
    return int(found[-1]["id"])


def _visits(work: Work, first: date, last: date) -> dict[str, list[Visit]]:
    """Return the visits of every unit whose stay began in the term."""
    found: dict[str, list[Visit]] = {}
    for row in work.tx.rows(_VISITS, first=first, last=last):
        state = row["state"]
        standing = Standing.DONE if state in LEFT else Standing.PLANNED
        if state in _ON_SITE:
            standing = Standing.ON_SITE
        terms_ = work.office.policy.modes[row["mode"]]
        visit = Visit(standing, terms_.counts, row["mode"] == EXTENDED)
        found.setdefault(work.directory.units[row["unit_id"]].code, []).append(visit)
    return found


def _years(work: Work, term: Row, universe: Mapping[str, str]) -> tuple[YearLine, ...]:
    """Return plan and fact; a year without a plan of its own goes by the plan of the term."""
    planned: dict[int, dict[str, int]] = {}
    held = [
        line for seq, line in book(work.tx, term["id"], "term_plan") if seq == term["holds"]
    ]  # fmt: skip
    for year in {line["year"] for line in held}:
        planned[year] = numbers(line for line in held if line["year"] == year)
    for plan in annual_plans(work.tx, term["id"]):
        if plan["holds"] is not None:
            planned[plan["year"]] = numbers(lines_held(work.tx, plan))
    found = []
    for year in sorted({*planned, *range(term["first_day"].year, work.today.year + 1)}):
        reached = reached_in(work, year, universe)
        found += [
            YearLine(year, kind, planned.get(year, {}).get(kind, 0), reached.get(kind, 0))
            for kind in sorted({*planned.get(year, {}), *reached})
        ]
    return tuple(found)


def figures(seen: Coverage) -> dict[str, Any]:
    """Return what a warning of the pace tells, in whole per cent."""
    return {
        "universe": seen.total.universe, "done": seen.total.done,
        "done_share": int(seen.pace.done_share), "elapsed_share": int(seen.pace.elapsed_share),
    }  # fmt: skip
