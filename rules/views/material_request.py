"""What is read of a material request: the unit reads its own, but not what the group makes of it.

Another event that the unit may read is one word of the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import REASON, Party, View, names, plain

MATERIAL_REQUEST: Mapping[Party, View] = {
    Party.UNIT: View(
        details=names("exception_reason supplied_on overdue_on returned_on"),
        events={
            **plain("acknowledge check hand_back close fall_overdue record_refusal"),
            **dict.fromkeys(("supply_part", "supply"), names("supplies truthful")),
            **dict.fromkeys(("send_back", "supersede"), REASON),
        },
        deadlines=names("material_request"),
        books=names("items supplies"),
    ),
}
"""Who reads what of it; who is not here, reads nothing."""
