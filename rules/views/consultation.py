"""What is read of a consultation before publication: by the unit, its question and the answer.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, names, plain

CONSULTATION: Mapping[Party, View] = {
    Party.UNIT: View(
        details=names("subject medium publish_on published_on"),
        events={
            **plain("give_opinion consent report_published"),
            **dict.fromkeys(("refuse", "withdraw"), REASON),
        },
        deadlines=names("publication_answer"),
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
