"""What is read of a complaint about the group: by the unit, what it said and was answered.

The group and everybody in it read nothing of it, ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, names, plain

GROUP_COMPLAINT: Mapping[Party, View] = {
    Party.UNIT: View(
        details=names("conduct gist answer answered_on"),
        events={**plain("answer close"), "withdraw": REASON},
        deadlines=names("group_complaint"),
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
