"""What is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.words import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong."""

    code: str
    """By which programs and tests tell findings apart."""
    what: Text
    mend: Text
