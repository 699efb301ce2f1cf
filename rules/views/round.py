"""What is read of a round: by its groups, and from the feedback on by the supervisor.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

_ROUND_EVENTS = {
    **plain("revise approve_plan return_plan authorise start_preparation"),
    **plain("enter_site skip_dispatch close_dispatch return_report"),
    **plain("close_fieldwork start_handover start_feedback tell_parent_unit start_rectification"),
    **plain("start_evaluation close"),
    **dict.fromkeys(
        ("mobilise", "convene_dispatch", "hear_report", "secretary_hears", "approve_report",
         "hear_rectification"),
        names("meeting"),
    ),
    "authorise_group": names("group"),
    "except_group": names("group"),
    "hear_group": names("group progress problems_found"),
    "decide_extension": names("new_end"),
    "cancel": REASON,
}  # fmt: skip

ROUND: Mapping[Party, View] = {
    Party.GROUP: View(
        details=names(
            "name on_site_start on_site_end focus plan_line dispatch_extension joint_with"
        ),
        events=_ROUND_EVENTS,
        deadlines=names(
            "round_plan_filing mid_term_dispatch on_site_window leading_group_hearing"
            " secretary_hearing committee_approval handover_meeting feedback round_closing"
        ),
        every_event=True,
    ),
    Party.SUPERVISOR: View(
        states=as_they_are("feedback rectifying evaluating closed"),
        details=names("name"),
        events=plain("start_feedback start_rectification start_evaluation close"),
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
