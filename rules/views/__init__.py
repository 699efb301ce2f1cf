"""What those outside a group and the leading bodies may read of each kind of case, in one table.

Sources: domain §3 "may never", A08 (the unit learns of its inspection when it is noticed), J05 (a
receiver reads what the handover sheet carries), §7 row 14. A new kind that outsiders may read is
one module and one line of `_OF_KIND`; what is not named here, they do not read.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.appraisal import APPRAISAL
from rules.views.assignment import ASSIGNMENT
from rules.views.assistance_request import ASSISTANCE_REQUEST
from rules.views.clue import CLUE
from rules.views.consultation import CONSULTATION
from rules.views.extension import EXTENSION
from rules.views.group_complaint import GROUP_COMPLAINT
from rules.views.immediate_rectification import IMMEDIATE_RECTIFICATION
from rules.views.letter import LETTER
from rules.views.library_document import LIBRARY_DOCUMENT
from rules.views.material_request import MATERIAL_REQUEST
from rules.views.mending import (
    ACCOUNTABILITY,
    FOLLOW_UP,
    LOOK_BACK,
    LOOK_BACK_CHECK,
    RECTIFICATION_REPORT,
)
from rules.views.recommendation import RECOMMENDATION
from rules.views.reconciliation import RECONCILIATION
from rules.views.rectification import RECTIFICATION
from rules.views.round import ROUND
from rules.views.secondment import SECONDMENT
from rules.views.view import Party, View

_OF_KIND: Mapping[str, Mapping[Party, View]] = {
    "round": ROUND,
    "assignment": ASSIGNMENT,
    "clue": CLUE,
    "rectification": RECTIFICATION,
    "rectification_report": RECTIFICATION_REPORT,
    "accountability": ACCOUNTABILITY,
    "follow_up": FOLLOW_UP,
    "look_back": LOOK_BACK,
    "look_back_check": LOOK_BACK_CHECK,
    "extension": EXTENSION,
    "secondment": SECONDMENT,
    "appraisal": APPRAISAL,
    "assistance_request": ASSISTANCE_REQUEST,
    "immediate_rectification": IMMEDIATE_RECTIFICATION,
    "consultation": CONSULTATION,
    "letter": LETTER,
    "library_document": LIBRARY_DOCUMENT,
    "material_request": MATERIAL_REQUEST,
    "reconciliation": RECONCILIATION,
    "recommendation": RECOMMENDATION,
    "group_complaint": GROUP_COMPLAINT,
}

VIEWS: Mapping[tuple[Party, str], View] = {
    (party, kind): view for kind, views in _OF_KIND.items() for party, view in views.items()
}
"""(party, kind) → what it may read; a kind that is not here stays hidden from that party."""
