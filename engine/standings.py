"""Where everybody seconded to a round stands, and what the pool knows of them: one query.

A further fact about people that rules ask for is one column here and one field of `Standing` or
`Profile` in `rules/facts.py`.
"""

from __future__ import annotations

from engine.work import Work
from rules.facts import Profile, Standing
from rules.roster_terms import RosterTerms
from store.database import Row

_STANDINGS = (
    "SELECT c.id, c.state, c.group_id, d.person_id, d.authorised_on, d.conflict, p.name,"
    " i.case_id AS pool_case, i.rank, i.origin, i.skills, i.newly_promoted, i.to_be_promoted,"
    " i.rounds_before, (SELECT count(*) FROM secondment_details o"
    " JOIN cases oc ON oc.id = o.case_id WHERE o.person_id = d.person_id"
    " AND oc.state = 'released' AND oc.round_id <> c.round_id) AS served"
    " FROM cases c JOIN secondment_details d ON d.case_id = c.id"
    " JOIN people p ON p.id = d.person_id"
    " LEFT JOIN (SELECT x.* FROM inspector_details x JOIN cases xc ON xc.id = x.case_id"
    " WHERE xc.state = 'in_pool') i ON i.person_id = d.person_id"
    " WHERE c.parent_id = :round AND c.kind = 'secondment' ORDER BY c.id"
)


def standings_of(work: Work, round_id: int) -> tuple[Standing, ...]:
    """Return every secondment of a round, in the order in which they were opened."""
    rows = work.tx.rows(_STANDINGS, round=round_id)
    return tuple(_standing(row, work.office.policy.roster) for row in rows)


def _standing(row: Row, terms: RosterTerms) -> Standing:
    return Standing(
        row["person_id"], row["name"], row["group_id"], row["state"],
        row["authorised_on"] is not None, row["conflict"] is not None,
        row["served"] + (row["rounds_before"] or 0), _profile(row, terms),
    )  # fmt: skip


def _profile(row: Row, terms: RosterTerms) -> Profile | None:
    if row["pool_case"] is None:
        return None
    return Profile(
        row["rank"], row["origin"], terms.skill_codes(row["skills"]),
        bool(row["newly_promoted"]) or bool(row["to_be_promoted"]),
    )  # fmt: skip
