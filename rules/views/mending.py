"""What is read of reports, sanctions, follow-ups and look-backs: by the unit and the supervisor.

Nobody outside reads of a survey about a group; another party is one line of a table.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

_WHOLE = View(whole=True)

RECTIFICATION_REPORT: Mapping[Party, View] = {
    Party.UNIT: View(
        details=names("fed_back_on document fingerprint edition"),
        events={**plain("submit accept"), "return_report": REASON},
        deadlines=names("rectification_report"),
        books=names("report_versions"),
    ),
    Party.SUPERVISOR: _WHOLE,
}
ACCOUNTABILITY: Mapping[Party, View] = {
    Party.UNIT: View(
        states=as_they_are("decided carried_out settled"),
        details=names("ground measure answerable carried_out_on result"),
        events={**plain("decide call_to_talk execute settle"), "step_up": REASON},
        deadlines=names("accountability_execution"),
    ),
    Party.SUPERVISOR: _WHOLE,
}
FOLLOW_UP: Mapping[Party, View] = {Party.SUPERVISOR: _WHOLE}
LOOK_BACK: Mapping[Party, View] = {Party.SUPERVISOR: _WHOLE}
LOOK_BACK_CHECK: Mapping[Party, View] = {Party.SUPERVISOR: _WHOLE}
