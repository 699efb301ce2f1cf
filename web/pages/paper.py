"""What is printed about one case: its sheet, and the handover sheet 交接单 of a clue.

A further paper is one function here and its template; its looks are `web/static/paper.css`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.ledger.handover_form import handover_form
from engine.queries import CaseSheet, history, show_case
from engine.wording import WHAT, details_of
from kernel.clock import OFFICE_ZONE
from kernel.ids import case_id_of
from web.dates import day_words
from web.visit import SignedIn, Visit

router = APIRouter(prefix="/cases")


@router.get("/{number}/print")
def case_sheet(visit: SignedIn, number: str) -> Response:
    """Show a case with its history as a page to be printed and signed.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    case = show_case(visit.office, case_id_of(number), visit.person_id)
    entries = history(visit.office, case.id, visit.person_id)
    return visit.page("case_print.html", **_common(visit, case), entries=entries, what=WHAT)


@router.get("/{number}/handover-sheet")
def handover_sheet(visit: SignedIn, number: str) -> Response:
    """Show the handover sheet of a clue with its three signature lines.

    Raises:
        NotFound: there is no such clue, or the person may not know of it.
    """
    form = handover_form(visit.office, case_id_of(number), visit.person_id)
    return visit.page("handover_print.html", **_common(visit, form.clue), form=form)


def _common(visit: Visit, case: CaseSheet) -> dict[str, Any]:
    """Return what every paper about a case shows."""
    known = visit.directory
    places = {
        "group": known.groups.get(case.row.get("group_id") or 0),
        "unit": known.units.get(case.row.get("unit_id") or 0),
        "body": known.bodies.get(case.row.get("body_id") or 0),
    }
    details = [
        (
            field.label,
            day_words(value, visit.language)
            if isinstance(value, date)
            else visit.teller.value(field, value),
        )
        for field, value in details_of(case)
    ]
    return {
        "case": case, "details": details,
        "places": {name: one.name for name, one in places.items() if one},
        "now": visit.office.now().astimezone(OFFICE_ZONE),
    }  # fmt: skip
