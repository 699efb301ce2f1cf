"""What is read of a recommendation: by the body that it is for, from the day it is sent.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, as_they_are, names, plain

RECOMMENDATION: Mapping[Party, View] = {
    Party.BODY: View(
        states=as_they_are("sent accepted in_progress replied returned declined closed"),
        details=names("addressee matter advice sent_on reply replied_on"),
        events={
            **plain("accept start reply close"),
            **dict.fromkeys(("decline", "return_reply"), REASON),
        },
        deadlines=names("recommendation_receipt recommendation_reply"),
        begins="send",
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
