"""Whom an assignment concerns, by tier, and how many of them were heard (D03, D04).

Subjects are positions, never names; a further figure is a field of `SubjectLine`.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.office import Office
from engine.onsite.reading import assignments_for, bodies
from engine.work import Work
from kernel.words import Text
from rules.subjects import KEY_FEW, heard
from states.onsite import Tier

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """The subjects of one tier at one unit."""

    number: str
    unit: str
    group: str
    tier: str
    label: Text
    key_few: bool
    listed: int
    heard: int
    share: int
    """Heard of listed, in whole per cent."""


def subjects_of(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[SubjectLine, ...]:
    """Return the subjects of a round, or of one assignment, by tier with the share heard.

    Raises:
        NotFound: there is no such round or assignment for this person.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        for one in assignments_for(work, case_id, person_id, acting_for):
            listed = list(enumerate(bodies(tx, one.id, "subjects"), 1))
            done = heard(bodies(tx, one.id, "activities"))
            for tier in Tier:
                here = {number for number, row in listed if row["tier"] == tier}
                if here:
                    met = len(here & done)
                    found.append(
                        SubjectLine(
                            one.number, one.unit, one.group, tier.value, tier.label,
                            tier.value in KEY_FEW, len(here), met, met * _WHOLE // len(here),
                        )
                    )  # fmt: skip
    return tuple(found)
