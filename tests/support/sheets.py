"""A handover meeting at which everybody was, and a clue on which the ledgers agree.

A further record that a guard of the handover reads is one more value here.
"""

from __future__ import annotations

from typing import Any

from rules.facts import Line
from tests.support.facts import NOW

MEETING: dict[str, Any] = {
    "began": "09:00", "ended": "11:00",
    "attendance": [
        {"who": side, "side": side, "arrived": "08:50", "left": "11:10"}
        for side in ("lg_leader", "office", "group", "receiver")
    ],
}  # fmt: skip


def agreed_on(result: str | None) -> dict[str, tuple[Line, ...]]:
    """Return the books of a clue that the newest comparison found with `result`."""
    return {"ledger_checks": (Line(1, NOW, 0, {"found": "none", "told": result}),)}
