"""What is read of a clue: by the receiver, what the handover sheet carries.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.handover import PACKAGE, PENALTIES
from rules.views.view import REASON, Party, View, as_they_are, names, plain

CLUE: Mapping[Party, View] = {
    Party.BODY: View(
        states=as_they_are(
            "handover_pending signed_by_group signed_by_office handed_over in_handling"
            " result_reported reconciled written_off supplement returned_for_quality"
        ),
        details=names(
            "clue_kind summary important suggestion route opinion handling result result_on"
            " priority priority_from"
        )
        | {name for name, _ in (*PACKAGE, *PENALTIES)},
        events={
            **plain("sign_by_group sign_by_office sign_by_receiver"),
            **plain("start_handling change_handling report_result reconcile write_off"),
            "prioritise": REASON,
            **plain("convene_handover convene_late"),
            "supply": names("supplied"),
            "ask_supplement": REASON,
            "return_for_quality": REASON,
        },
        deadlines=names(
            "clue_receipt clue_start clue_result_priority clue_result clue_usual clue_outer"
        ),
        begins="decide_route",
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
