"""What a group reads of the appraisals of its people: its leader and deputies, nobody else.

Another party that may read them is one line of the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from rules.posts import LEADING
from rules.views.view import Party, View

APPRAISAL: Mapping[Party, View] = {
    Party.GROUP: View(whole=True, posts=frozenset(LEADING), sealed=True),
}
"""Who reads what of it; who is not here, reads nothing."""
