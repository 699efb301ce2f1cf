"""The one place where the tests read the environment; CONTRIBUTING.md names every variable."""

from __future__ import annotations

import os


def variable(name: str) -> str:
    """Return the environment variable `name`, or an empty text."""
    return os.environ.get(name, "")  # noqa: TID251 - settings of the suite, not of the office
