"""Asks the conflict check of the database: at selection, at assignment, and when leaders change.

The check itself is pure (`rules/recusal.py`). A further moment at which it must hold calls
`refuse_conflicts` or `raise_conflicts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.commands import FollowUp
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import Refused
from kernel.words import Text
from rules.posts import CaseScope, Post
from rules.recusal import Relation, Relationship, Surroundings, conflicts
from states.secondment import LIVE

LEADERS = frozenset({Post.UNIT_HEAD, Post.UNIT_LEADER})
"""Posts whose holders lead a unit: a change of them has conflicts checked anew."""
_STAFF = LEADERS | {Post.UNIT_LIAISON}
_RELATIONS = (
    "SELECT kind, unit_id, kin_id FROM relations WHERE person_id = :person AND ended_at IS NULL"
    " ORDER BY id"
)
_UNITS = (
    "SELECT DISTINCT unit_id FROM cases WHERE group_id = :group_id AND kind = 'assignment'"
    " AND state NOT IN ('closed', 'cancelled') ORDER BY unit_id"
)
_LIVE = ", ".join(f"'{one.value}'" for one in LIVE)
_IN_GROUP = (
    "SELECT c.id, c.group_id, d.person_id, d.conflict FROM cases c"  # noqa: S608 - our own states
    f" JOIN secondment_details d ON d.case_id = c.id WHERE c.kind = 'secondment'"
    f" AND c.state IN ({_LIVE})"
)
_SETTLED = (
    " AND NOT EXISTS (SELECT 1 FROM signoffs f WHERE f.case_id = c.id"
    " AND f.topic = 'conflict_settled')"
)
_LISTED = (
    "SELECT p.code FROM cases c JOIN inspector_details d ON d.case_id = c.id"
    " JOIN people p ON p.id = d.person_id WHERE d.person_id = :person"
    " AND c.state NOT IN ('retired', 'rejected')"
)
_GROUPS_AT = (
    "SELECT DISTINCT group_id FROM cases WHERE unit_id = :unit AND kind = 'assignment'"
    " AND state NOT IN ('closed', 'cancelled')"
)


def conflicts_with(work: Work, person_id: int, units: Iterable[int]) -> tuple[Text, ...]:
    """Return why a person should keep away from some of `units`."""
    rows = work.tx.rows(_RELATIONS, person=person_id)
    declared = [Relation(Relationship(r["kind"]), r["unit_id"], r["kin_id"]) for r in rows]
    return conflicts(person_id, declared, _around(work, units))


def units_of(work: Work, group_id: int | None) -> list[int]:
    """Return the units a group inspects."""
    return [row["unit_id"] for row in work.tx.rows(_UNITS, group_id=group_id)]


def conflicts_of(work: Work, case: LoadedCase) -> tuple[Text, ...]:
    """Return who or what stands against a case because of the people in it.

    For an assignment it is who must keep away from the unit, for an inspector that the person has a
    record already, for a secondment why the person should keep away from a unit of the group.
    """
    if case.row["kind"] == "assignment":
        names = who_must_keep_away(work, case.row["group_id"], case.row["unit_id"])
        return tuple(Text(name, name) for name in names)
    if case.row["kind"] == "inspector":
        rows = work.tx.rows(_LISTED, person=case.row["person_id"])
        return tuple(Text(one["code"], one["code"]) for one in rows)
    return conflicts_with(work, case.row["person_id"], units_of(work, case.row["group_id"]))


def refuse_conflicts(work: Work, person_id: int, group_id: int) -> None:
    """Check that somebody may be selected for a group.

    Raises:
        Refused: a relation leads to one of its units; the sentence says which.
    """
    found = conflicts_with(work, person_id, units_of(work, group_id))
    if found:
        zh, en = "、".join(one.zh for one in found), ", ".join(one.en for one in found)
        raise Refused(
            Text(f"此人应当回避，不能编入该组：{zh}。", f"This person must keep away: {en}.")
        )


def who_must_keep_away(work: Work, group_id: int, unit_id: int) -> tuple[str, ...]:
    """Return the names of the people of a group who must keep away from a unit."""
    query = f"{_IN_GROUP}{_SETTLED} AND c.group_id = :group_id ORDER BY c.id"
    rows = work.tx.rows(query, group_id=group_id)
    found = [row["person_id"] for row in rows if conflicts_with(work, row["person_id"], [unit_id])]
    known = work.directory.people
    return tuple(known[one].name for one in found if one in known)


def raise_conflicts(
    work: Work, *, unit_id: int | None = None, person_id: int | None = None
) -> tuple[FollowUp, ...]:
    """Return what puts people on notice whom a change at a unit, or of theirs, concerns now.

    Args:
        work: The transaction.
        unit_id: A unit whose leadership has changed.
        person_id: A person who has declared a relation.
    """
    if unit_id is not None:
        groups = [row["group_id"] for row in work.tx.rows(_GROUPS_AT, unit=unit_id)]
        every = work.tx.rows(f"{_IN_GROUP} ORDER BY c.id")
        rows = [row for row in every if row["group_id"] in groups]
    else:
        query = f"{_IN_GROUP} AND d.person_id = :person ORDER BY c.id"
        rows = work.tx.rows(query, person=person_id)
    asked = []
    for row in rows:
        units = [unit_id] if unit_id is not None else units_of(work, row["group_id"])
        found = conflicts_with(work, row["person_id"], units)
        if found and row["conflict"] is None:
            asked.append(
                FollowUp(row["id"], "raise_conflict", {"conflict": "、".join(f.zh for f in found)})
            )
    return tuple(asked)


def _around(work: Work, units: Iterable[int]) -> Surroundings:
    directory, wanted = work.directory, list(units)

    def holders(unit: int, posts: frozenset[Post]) -> frozenset[int]:
        return frozenset(directory.holders(posts, CaseScope(unit_id=unit), work.today))

    return Surroundings(
        {unit: directory.units[unit].name for unit in wanted},
        {unit: _lineage(work, unit) for unit in wanted},
        {unit: holders(unit, LEADERS) for unit in wanted},
        {unit: holders(unit, _STAFF) for unit in wanted},
    )


def _lineage(work: Work, unit_id: int) -> frozenset[int]:
    """Return a unit and every unit above it."""
    found: list[int] = []
    at: int | None = unit_id
    while at is not None and at not in found:
        found.append(at)
        at = work.directory.units[at].belongs_to
    return frozenset(found)
