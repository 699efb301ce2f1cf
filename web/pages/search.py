"""Finding 查找: a case by its number, places by their names, somebody's cases by the code."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.finding import case_by_number, find
from kernel.ids import case_number
from web.visit import SignedIn

router = APIRouter()


@router.get("/search")
def search(visit: SignedIn, q: str = "") -> Response:
    """Go straight to the case whose number was typed; else show what bears the name."""
    case_id = case_by_number(visit.office, q, visit.person_id, visit.acting_for)
    if case_id is not None:
        return visit.go(visit.to(f"/cases/{case_number(case_id)}"))
    found = find(visit.office, q, visit.person_id, visit.acting_for)
    return visit.page("search.html", q=q, found=found)
