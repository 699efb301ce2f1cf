"""Coverage 全覆盖: where a term stands, by type and by unit, plan against fact, and the pace."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from engine.term_coverage import read_coverage
from web.api.call import Reading, case_of
from web.api.shapes import Shape, Words

router = APIRouter(tags=["terms"])

Term = Annotated[str, Query(max_length=20, description="届的编号，默认最近一届 · a term")]


class TallyShape(Shape):
    """How many units there are, and where they stand."""

    universe: int
    done: int
    on_site: int
    planned: int
    left: int
    extended: int
    twice: int
    share: float


class BranchShape(Shape):
    """One unit of the tree with everything below it."""

    code: str
    depth: int
    tally: TallyShape


class NamedBranchShape(Shape):
    """A unit of the tree with its name."""

    name: str
    branch: BranchShape


class YearShape(Shape):
    """Plan and fact of one type of unit in one year."""

    year: int
    unit_type: str
    planned: int
    reached: int


class PaceShape(Shape):
    """The share of time that is over against the share that is done."""

    done_share: float
    elapsed_share: float
    allowed: int
    behind: bool


class CoverageShape(Shape):
    """Where a term stands."""

    number: str
    name: str
    first_day: date
    last_day: date
    total: TallyShape
    closed: int
    types: dict[str, TallyShape]
    tree: list[NamedBranchShape]
    years: list[YearShape]
    twice: list[str]
    extended: list[str]
    pace: PaceShape
    definitions: dict[str, Words]


@router.get("/coverage")
def coverage(call: Reading, term: Term = "") -> CoverageShape:
    """Show the coverage of a term, with what each figure means."""
    return CoverageShape.model_validate(read_coverage(call.office, case_of(term), call.person_id))
