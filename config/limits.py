"""Reads `limits.toml`: how often something may happen.

A new limit is a table of the file, its reader here and its field in `rules/policy.py`.
"""

from __future__ import annotations

from config.reading import Sheet

_MANY = 99


def read_most_extensions(sheet: Sheet) -> int:
    """Return how often one deadline may be extended without an exception (§4.8)."""
    extension = sheet.table("extension")
    most = extension.whole("most", 0, _MANY)
    extension.text("source")
    extension.close()
    sheet.close()
    return most
