"""What is read of a letter: by the body it was transferred to, what it needs to act.

Another party that may read it is one line of the table, another event one word. The unit reads
nothing of it, ever.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

LETTER: Mapping[Party, View] = {
    Party.BODY: View(
        states=as_they_are("transfer_sheet acknowledged"),
        details=names("channel came_on gist matter transfer_note receipt_number"),
        events={**plain("transfer hand_on acknowledge"), "send_back": REASON},
        deadlines=names("petition_acceptance"),
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
