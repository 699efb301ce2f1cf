"""What the office asks of each mode of inspection: its length, and whether it counts as coverage.

The values are policy (`config/modes.toml`); a further property is a field here and its reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ModeTerms:
    """The template of one mode (A05)."""

    days: int
    """The usual length of a stay, in calendar days."""
    shortest: str
    """The limit of `deadlines.toml` that the shortest stay follows from (A13)."""
    shortest_of_type: Mapping[str, str] = field(default_factory=dict)
    """Type of unit → another limit for it."""
    counts: bool = True
    """Whether it covers the unit for the term; an extension or a look-back does not."""
    meetings: tuple[str, ...] = ()
    """The meetings its course has, by kind."""

    def limit(self, unit_type: str) -> str:
        """Return the limit that the shortest stay at a type of unit follows from."""
        return self.shortest_of_type.get(unit_type, self.shortest)
