"""Effects of a material request: lateness, the activity log, and the incidents it gives rise to.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.ids import case_number
from rules.facts import Actor
from rules.incidents import IncidentKind
from rules.methods import Method
from store import books


@effect
def note_lateness(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Keep for the record of lateness that the materials were not there in time (E15)."""
    del work, actor
    row = case.row
    first = row["first_overdue_on"] or inputs["overdue_on"]
    case.keep(first_overdue_on=first, times_overdue=(row["times_overdue"] or 0) + 1)
    return ()


@effect
def wait_anew(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Give what was sent back its full time again; the record of lateness stays."""
    del work, actor, inputs
    case.keep(overdue_on=None)
    return ()


@effect
def log_materials(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Put the copies that were handed in into the activity log of the assignment (E06)."""
    del actor, inputs
    lines = work.tx.rows(books.LINES, id=case.id)
    copies = sum(json.loads(one["body"])["copies"] for one in lines if one["book"] == "supplies")
    line = {"method": Method.MATERIALS.value, "count": copies}
    return (FollowUp(case.row["parent_id"], "record_activity", {"activities": [line]}),)


def _incident(case: LoadedCase, kind: IncidentKind, summary: str) -> Asked:
    """Return the incident that the clock opens beside the request."""
    told = {"incident_kind": kind.value, "summary": f"{case_number(case.id)} {summary}"}
    return (Open("incident", 0, told, case.row["parent_id"]),)


@effect
def report_obstruction(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the record of an obstruction, which climbs to the leading group (D13)."""
    del work, actor
    return _incident(case, IncidentKind.OBSTRUCTION, inputs.get("reason") or "调阅材料逾期未提供")


@effect
def report_false_material(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the incident of false material, for example a document dated back (§4.6)."""
    del work, actor
    return _incident(case, IncidentKind.FALSE_MATERIAL, inputs["finding"])
