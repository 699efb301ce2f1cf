"""What is read of an assignment: by the unit from the notice on, never how its report is written.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import Party, View, as_they_are, names, plain

_REPORT_IS_BEING_WRITTEN = dict.fromkeys(
    (
        "report_drafted", "office_reviewed", "report_submitted", "leading_group_returned",
        "leading_group_accepted",
    ),
    "left",
)  # fmt: skip
_RESULTS = names(
    "evaluation score satisfaction meetings_held rules_made money_returned money_recovered"
    " fed_back_on"
)

ASSIGNMENT: Mapping[Party, View] = {
    Party.UNIT: View(
        states={
            **as_they_are("noticed entered on_site wrapping left fed_back rectifying evaluated"),
            **as_they_are("closed"),
            **_REPORT_IS_BEING_WRITTEN,
        },
        details=_RESULTS
        | names(
            "mode on_site_start on_site_end roster_received_on duty_hours boxes intake_closes_on"
            " intake_closed_on entered_on unit_report_on left_on"
        ),
        events=plain(
            "notify_unit receive_roster set_channels enter tell_discipline start_work"
            " receive_unit_report"
            " close_intake wrap_up leave tell_head give_feedback start_rectification grade succeed"
            " close hold_mobilisation file_emergency_plan post_notice list_duties self_check"
        ),
        books=names("emergency_plans publicity responsibilities self_check"),
        deadlines=names("liaison_roster unit_report intake_close"),
    ),
    Party.SUPERVISOR: View(
        states=as_they_are("fed_back rectifying evaluated closed"),
        details=_RESULTS | names("mode"),
        events=plain("give_feedback start_rectification hold_joint_session grade close"),
        deadlines=names("rectification_evaluation"),
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
