"""What a person reads of their own record (B12), and the organisation department of all (M06).

Both show an appraisal only once it is signed; declared relations, conflicts and grounds of removal
are in neither. A further line is one query and one key here.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from engine.lines import lines_of
from engine.office import Office
from engine.oversight import check_oversight
from kernel.clock import office_day
from kernel.ids import case_number
from rules.posts import CaseScope, Scope
from rules.routing import BodyKind
from states.appraisal import Grade
from states.inspector import INSPECTOR, Pool, Rank
from states.secondment import SECONDMENT
from store.database import Row, Transaction

_POOL = (
    "SELECT c.id, c.state, d.pool, d.rank, d.skills, d.reviewed_on, d.rounds_before FROM cases c"
    " JOIN inspector_details d ON d.case_id = c.id WHERE d.person_id = :person ORDER BY c.id DESC"
)
_SECONDMENTS = (
    "SELECT c.id, c.state, r.name AS round, g.name AS group_name, d.trained_on, d.leaves_on"
    " FROM cases c JOIN secondment_details d ON d.case_id = c.id"
    " JOIN round_details r ON r.case_id = c.round_id LEFT JOIN groups g ON g.id = c.group_id"
    " WHERE d.person_id = :person ORDER BY c.id"
)
_APPRAISALS = (
    "SELECT d.person_id, d.appraisal_grade, d.remarks, d.sent_on, r.name AS round, c.state"
    " FROM cases c JOIN appraisal_details d ON d.case_id = c.id"
    " JOIN round_details r ON r.case_id = c.round_id"
    " WHERE c.kind = 'appraisal' AND c.state IN ('signed', 'sent', 'filed') ORDER BY c.id"
)
_SERVED = (
    "SELECT p.id, p.code, p.name, p.organisation,"
    " (SELECT count(*) FROM secondment_details o JOIN cases oc ON oc.id = o.case_id"
    " WHERE o.person_id = p.id AND oc.state = 'released') AS rounds"
    " FROM people p WHERE p.active AND EXISTS"
    " (SELECT 1 FROM secondment_details s WHERE s.person_id = p.id) ORDER BY p.code"
)


def own_record(office: Office, person_id: int) -> dict[str, Any]:
    """Return what the pool and the rounds hold of the person who asks, and nobody else's."""
    with office.database.reading() as tx:
        pool = tx.row(_POOL, person=person_id)
        seconded = tx.rows(_SECONDMENTS, person=person_id)
        appraised = [one for one in tx.rows(_APPRAISALS) if one["person_id"] == person_id]
        honours = _honours(tx, pool)
    served = sum(one["state"] == "released" for one in seconded)
    before = (pool["rounds_before"] or 0) if pool else 0
    return {
        "pool": _pool(pool),
        "rounds": served + before,
        "secondments": [_secondment(one) for one in seconded],
        "appraisals": [
            {"round": one["round"], "grade": Grade(one["appraisal_grade"]).label,
             "remarks": one["remarks"]}
            for one in appraised
        ],
        "commendations": honours,
    }  # fmt: skip


def _pool(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "number": case_number(row["id"]), "state": INSPECTOR.state(row["state"]).label,
        "pool": Pool(row["pool"]).label, "rank": Rank(row["rank"]).label,
        "skills": row["skills"], "reviewed_on": row["reviewed_on"],
    }  # fmt: skip


def _secondment(row: Row) -> dict[str, Any]:
    return {
        "number": case_number(row["id"]), "round": row["round"], "group": row["group_name"],
        "state": SECONDMENT.state(row["state"]).label, "trained_on": row["trained_on"],
        "leaves_on": row["leaves_on"],
    }  # fmt: skip


def _honours(tx: Transaction, pool: Row | None) -> list[dict[str, Any]]:
    lines = lines_of(tx, pool["id"], "commendations") if pool else ()
    return [dict(one.values) for one in lines]


def feed(office: Office, person_id: int, acting_for: int | None = None) -> list[dict[str, Any]]:
    """Return what the organisation department may read for its own assessments (M06).

    Raises:
        NotPermitted: the person is neither of the office and those above it, nor of the
            organisation department.
    """
    with office.database.reading() as tx:
        if not _of_the_organisation(office, tx, person_id, acting_for):
            check_oversight(office, tx, person_id, acting_for)
        people = tx.rows(_SERVED)
        appraised: dict[int, list[Row]] = defaultdict(list)
        for row in tx.rows(_APPRAISALS):
            if row["state"] != "signed":
                appraised[row["person_id"]].append(row)
        honours = {one["id"]: _honours(tx, tx.row(_POOL, person=one["id"])) for one in people}
    return [
        {
            "code": one["code"], "name": one["name"], "organisation": one["organisation"],
            "rounds": one["rounds"], "commendations": len(honours[one["id"]]),
            "appraisals": [
                {"round": row["round"], "grade": Grade(row["appraisal_grade"]).label,
                 "sent_on": row["sent_on"]}
                for row in appraised[one["id"]]
            ],
        }
        for one in people
    ]  # fmt: skip


def _of_the_organisation(
    office: Office, tx: Transaction, person_id: int, acting_for: int | None
) -> bool:
    directory, today = office.directory(tx), office_day(office.now())
    bodies = [
        body.id
        for body in directory.bodies.values()
        if body.sort == BodyKind.ORGANISATION_DEPARTMENT
    ]
    actors = (
        directory.actor(person_id, acting_for, CaseScope(body_id=body), today) for body in bodies
    )
    return any(held.scope is Scope.BODY for actor in actors for held in actor.posts)
