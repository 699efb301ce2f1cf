"""What is read of a reconciliation: by the receiving body, the whole of its own.

Another party that may read it is one line of the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.views.view import Party, View

RECONCILIATION: Mapping[Party, View] = {Party.BODY: View(whole=True)}
"""Who reads what of it; who is not here, reads nothing."""
