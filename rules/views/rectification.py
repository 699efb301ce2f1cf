"""What is read of a rectification item: by the unit that mends, and by the supervisor.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, names, plain

_MEASURES = names(
    "problem fed_back_on measures leader_post planned_on progress_on evidence similar_problems"
    " rules_note extended_to reopened_until evidence_count weight finding held_on"
)
_ITEM_LIMITS = names(
    "rectification_claim rectification_plan rectification_report rectification_concentrated"
    " rectification_reopened rectification_progress"
)
_ITEM_EVENTS = {
    **plain("claim plan approve_plan report_done check_on_paper check_on_site write_off extend"),
    **plain("hand_in assign_supervisor succeed propose_accountability confirm_held"),
    **dict.fromkeys(
        (
            "return_plan",
            "return_item",
            "mark_long_term",
            "reopen",
            "carry_over",
            "transfer",
            "find_false",
        ),
        REASON,
    ),
    "record_progress": names("progress"),
}

RECTIFICATION: Mapping[Party, View] = {
    Party.UNIT: View(
        details=_MEASURES, events=_ITEM_EVENTS, deadlines=_ITEM_LIMITS, books=names("progress")
    ),
    Party.SUPERVISOR: View(whole=True),
}
"""Who reads what of it; who is not here, reads nothing."""
