"""What policy asks of the pool and of groups: the taxonomy of skills, and who may lead.

A further demand is a field here, its reader in `config/roster.py` and its rule in
`rules/composing.py`. An empty list or 0 asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kernel.words import Text

_BETWEEN = re.compile(r"[,，、;；\s]+")


class Applies(StrEnum):
    """To which groups the rules about groups apply."""

    ALWAYS = "always"
    POOL = "pool"
    """To groups in which at least one person is in the pool."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class RosterTerms:
    """The office's demands on groups and on the pool."""

    applies: Applies = Applies.POOL
    skills: Mapping[str, Text] = field(default_factory=dict)
    """The taxonomy of skills: code → name (B03)."""
    group_skills: tuple[str, ...] = ()
    """What every group needs among its people (B03)."""
    leader_ranks: tuple[str, ...] = ()
    leader_origins: tuple[str, ...] = ()
    """Which ranks and origins make a group leader (B02)."""
    experienced_percent: int = 0
    """The least share of people in a group who have served before (B05)."""
    young_percent: int = 0
    """The quota of newly promoted and promising cadres of a round (B04); a figure, no block."""
    oldest: int = 0
    """Up to which age somebody enters the pool (B06)."""

    def skill_codes(self, words: str | None) -> frozenset[str]:
        """Return the codes of the skills that `words` list; what nobody knows stays as it is.

        Example:
            >>> sorted(RosterTerms(skills={"audit": Text("审计", "audit")}).skill_codes("审计、x"))
            ['audit', 'x']
        """
        named = {name: code for code, label in self.skills.items() for name in (code, *label)}
        listed = [one for one in _BETWEEN.split(words or "") if one]
        return frozenset(named.get(one, one) for one in listed)


NO_DEMANDS = RosterTerms()
"""An office that asks for nothing."""
