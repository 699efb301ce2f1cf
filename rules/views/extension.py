"""What is read of an extension: by those whose people asked for it, and by the supervisor.

Another party that may read it is one line of the table, another event one word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.views.view import REASON, Party, View, names, plain

_WISH: dict[str, Any] = {
    "details": names(
        "deadline requested_on why progress present_on asked_on earlier_extensions granted_on"
    ),
    "events": {
        **plain("check sign approve apply expire"),
        **dict.fromkeys(("approve_partly", "reject", "withdraw"), REASON),
    },
    "deadlines": names("extension_decision extension_end"),
}

EXTENSION: Mapping[Party, View] = {
    Party.GROUP: View(whole=True, asked=True),
    Party.UNIT: View(asked=True, parents=names("assignment rectification"), **_WISH),
    Party.BODY: View(asked=True, parents=names("clue"), **_WISH),
    Party.SUPERVISOR: View(parents=names("rectification"), **_WISH),
}
"""Who reads what of it; who is not here, reads nothing."""
