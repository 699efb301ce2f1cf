"""Reads `limits.toml`: the numbers of the office that are no deadlines.

Which limits there are is told in `rules/limits.py`; each of them is one table of the file.
"""

from __future__ import annotations

from collections.abc import Mapping

from config.reading import Sheet
from rules.limits import LIMITS


def read_limits(sheet: Sheet) -> Mapping[str, int]:
    """Return every limit by its name; the mistakes go into the sheet."""
    found = {}
    for name, bounds in LIMITS.items():
        one = sheet.table(name)
        found[name] = one.whole("value", bounds.least, bounds.most)
        one.source()
        one.text("row")
        one.close()
    sheet.close()
    return found
