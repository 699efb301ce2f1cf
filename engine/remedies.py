"""Where a reason is removed: the cases below a round that a closed step waits for.

A reason that names units, groups or people leads to their assignments and secondments; one that
counts cases leads to those it counts, by its line in `_COUNTED`. Everything else is removed on the
round itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from engine.office import Office
from engine.reach import open_to
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from rules.feedback import FED_BACK
from rules.fieldwork import LEFT
from rules.handover import SETTLED_CLUE
from rules.rectifying import ENDED, EVALUATED
from rules.reporting import ACCEPTED, SUBMITTED
from states.secondment import LIVE
from store.conditions import Condition
from store.details.secondment import SecondmentDetail
from store.tables import Case

MOST_NAMED = 20
"""How many cases one reason leads to at most."""

_COUNTED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "every_unit_is_left": ("assignment", LEFT),
    "every_report_is_submitted": ("assignment", SUBMITTED),
    "every_report_is_accepted": ("assignment", ACCEPTED),
    "every_unit_is_fed_back": ("assignment", FED_BACK),
    "every_unit_is_evaluated": ("assignment", EVALUATED),
    "clues_balance": ("clue", SETTLED_CLUE),
    "every_item_is_settled": ("rectification", ENDED),
    "every_action_item_is_settled": ("action_item", ("done", "dropped")),
    "every_paper_is_closed": ("working_paper", ("closed", "merged", "withdrawn")),
}
"""Rule → the kind it counts, and the states in which a case no longer counts."""


@dataclass(frozen=True, slots=True)
class Place:
    """One case in which a reason is removed."""

    number: str
    name: str
    """The unit, the person, or empty."""


def places_of(
    office: Office, round_id: int, person_id: int, reasons: Mapping[str, tuple[Text, ...]],
    acting_for: int | None = None,
) -> Mapping[str, tuple[Place, ...]]:  # fmt: skip
    """Return rule → the cases of a round in which its reason is removed, as the person sees them.

    Args:
        office: The office.
        round_id: The round.
        person_id: Who looks.
        reasons: Rule that says no → the names it came back with.
        acting_for: The person stood in for, if any.
    """
    today = office_day(office.now())
    with office.database.reading() as tx, office.database.session() as session:
        seen = open_to(office.directory(tx), person_id, acting_for, today)
        named = _named(office, session, round_id, seen) if reasons else {}
        return {
            rule: _counted(office, session, round_id, seen, rule)
            if rule in _COUNTED
            else tuple(place for name in missing for place in named.get(name.zh, ()))[:MOST_NAMED]
            for rule, missing in reasons.items()
        }


def _named(
    office: Office, session: Session, round_id: int, seen: Condition
) -> dict[str, list[Place]]:
    """Return the name of a unit, group or person → its cases below the round."""
    directory, found = office.known_directory(), dict[str, list[Place]]()
    stays = select(Case).where(
        Case.round_id == round_id, Case.kind == "assignment", Case.state != "cancelled",
        seen,
    )  # fmt: skip
    for case in session.exec(stays.order_by(col(Case.id))):
        unit = directory.units.get(case.unit_id or 0)
        group = directory.groups.get(case.group_id or 0)
        place = Place(case_number(case.id or 0), unit.name if unit else "")
        for one in filter(None, (unit, group)):
            found.setdefault(one.name, []).append(place)
    seconded = (
        select(col(Case.id), col(SecondmentDetail.person_id))
        .join(SecondmentDetail, col(SecondmentDetail.case_id) == col(Case.id))
        .where(
            Case.round_id == round_id, col(Case.state).in_([one.value for one in LIVE]),
            seen,
        )
    )  # fmt: skip
    for case_id, person in session.exec(seconded.order_by(col(Case.id))):
        name = directory.people[person].name if person in directory.people else ""
        found.setdefault(name, []).append(Place(case_number(case_id or 0), name))
    return found


def _counted(
    office: Office, session: Session, round_id: int, seen: Condition, rule: str
) -> tuple[Place, ...]:
    """Return the first cases that a counting rule waits for."""
    kind, settled = _COUNTED[rule]
    query = select(Case).where(
        Case.round_id == round_id, Case.kind == kind, col(Case.state).not_in(settled),
        seen,
    )  # fmt: skip
    units = office.known_directory().units
    return tuple(
        Place(case_number(case.id or 0), units[case.unit_id].name if case.unit_id in units else "")
        for case in session.exec(query.order_by(col(Case.id)).limit(MOST_NAMED))
    )
