"""Interviews planned and held, by tier (E03); who said what stands on paper only.

A further tier is a member of `states.onsite.Tier`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engine.office import Office
from engine.onsite.reading import assignments_for, bodies
from engine.work import Work
from kernel.words import Text
from rules.methods import Method, amount
from states.onsite import Tier

_UNKNOWN = Text("未注明", "not given")


@dataclass(frozen=True, slots=True)
class TierLine:
    """The interviews of one tier at one unit."""

    number: str
    unit: str
    group: str
    tier: str
    """Empty where no tier was given."""
    label: Text
    planned: int
    held: int


def interviews_of(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[TierLine, ...]:
    """Return planned and held interviews of a round, or of one assignment, by tier.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        for one in assignments_for(work, case_id, person_id, acting_for):
            planned = Counter(line["tier"] for line in bodies(tx, one.id, "interview_plan"))
            held: Counter[str] = Counter()
            for line in bodies(tx, one.id, "activities"):
                if line["method"] == Method.INTERVIEW:
                    held[line.get("tier", "")] += amount(line)
            found += [
                TierLine(
                    one.number, one.unit, one.group, tier, Tier(tier).label if tier else _UNKNOWN,
                    planned[tier], held[tier],
                )
                for tier in (*(tier.value for tier in Tier), "")
                if planned[tier] or held[tier]
            ]  # fmt: skip
    return tuple(found)
