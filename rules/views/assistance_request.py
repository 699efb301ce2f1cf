"""What is read of a request: by the body that is asked, from the day it is sent.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

ASSISTANCE_REQUEST: Mapping[Party, View] = {
    Party.BODY: View(
        states=as_they_are("sent acknowledged answered accepted closed"),
        details=names(
            "purpose topic question people_checked needed_on answer check_result answered_on"
        ),
        events={
            **plain("send acknowledge answer accept_answer close"),
            "return_answer": REASON,
            "decline": REASON,
        },
        deadlines=names("assistance_receipt assistance_answer"),
        begins="send",
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
