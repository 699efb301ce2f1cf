"""What a group reads of the secondments of its people: how far they are, never why somebody went.

Declared relations and conflicts are the office's; what each person reads of their own is in
`engine/own_record.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import Party, View, as_they_are, names, plain

SECONDMENT: Mapping[Party, View] = {
    Party.GROUP: View(
        states=as_they_are(
            "selected recusal_checked pledged trained seconded on_site appraising released"
        ),
        details=names("person_id enters_on trained_on authorised_on leaves_on"),
        events=plain("sign_pledges record_training second enter authorise start_appraisal release"),
        deadlines=names("appraisal"),
        sealed=True,
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
