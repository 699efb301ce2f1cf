"""What is printed about one case: its sheet, and the handover sheet 交接单 of a clue.

Whoever opens one is taken to print it: it is counted like an export. A further paper is one
function here, its template and a line in `web/case_parts.py`; its looks are `web/static/paper.css`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.exporting import count_print
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
    case = show_case(visit.office, case_id_of(number), visit.person_id, visit.acting_for)
    entries = history(visit.office, case.id, visit.person_id, visit.acting_for)
    shown = _common(visit, case, "case")
    return visit.page("case_print.html", **shown, entries=entries, what=WHAT)


@router.get("/{number}/handover-sheet")
def handover_sheet(visit: SignedIn, number: str) -> Response:
    """Show the handover sheet of a clue with its three signature lines.

    Raises:
        NotFound: there is no such clue, or the person may not know of it.
    """
    form = handover_form(visit.office, case_id_of(number), visit.person_id, visit.acting_for)
    return visit.page("handover_print.html", **_common(visit, form.clue, "handover"), form=form)


def _common(visit: Visit, case: CaseSheet, sheet: str) -> dict[str, Any]:
    """Count a paper about a case, and return what every one of them shows."""
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
    nth = count_print(
        visit.office, sheet, 1, visit.person_id, acting_for=visit.acting_for, case_id=case.id
    )
    return {
        "case": case, "nth": nth, "details": details,
        "places": {name: one.name for name, one in places.items() if one},
        "now": visit.office.now().astimezone(OFFICE_ZONE),
    }  # fmt: skip
