"""Takes the photograph that rules look at, from a loaded case and what was entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.alike import alike
from engine.library.known import take_library
from engine.loading import LoadedCase
from engine.planning import take_plans
from engine.recusal import conflicts_of
from engine.standings import standings_of
from engine.work import Work
from rules.facts import Actor, Cited, Facts, Need, Roster
from rules.library import Library
from rules.plans import Plans

_NO_ROSTER, _NO_PLANS, _NO_LIBRARY = Roster(), Plans(), Library()


def take_facts(
    work: Work,
    case: LoadedCase,
    actor: Actor,
    inputs: dict[str, Any],
    merged: dict[str, Any],
    needs: frozenset[Need],
    cited: Mapping[str, Cited] | None = None,
) -> Facts:
    """Return the facts of `case` for `actor` and the values entered.

    Args:
        work: The transaction.
        case: The loaded case, with what `needs` asks for.
        actor: Who acts.
        inputs: The typed values entered with the event.
        merged: The details with the stored inputs merged in.
        needs: What the guards read from outside the case.
        cited: Other cases that the inputs name.
    """
    scope = case.scope
    roster = _NO_ROSTER
    if Need.ROSTER in needs and scope.round_id is not None:
        present = work.directory.roster(scope.round_id, work.today)
        roster = replace(present, standings=standings_of(work, scope.round_id))
    return Facts(
        now=work.now,
        today=work.today,
        kind=case.row["kind"],
        state=case.row["state"],
        scope=scope,
        actor=actor,
        fields=merged,
        inputs=inputs,
        case_id=case.id,
        suspended=case.row["suspended_at"] is not None,
        signoffs=case.signoffs,
        parent=case.parent,
        family=case.family,
        roster=roster,
        alike=alike(work, case.id, merged) if Need.ALIKE in needs else (),
        unit=work.directory.unit(scope.unit_id) if Need.UNIT in needs else None,
        conflicts=conflicts_of(work, case) if Need.CONFLICTS in needs else (),
        roster_terms=work.office.policy.roster,
        bodies=work.directory.body_kinds,
        body_units=work.directory.body_units,
        body_posts=work.directory.body_posts,
        cited=cited or {},
        limits=work.office.policy.limits,
        lines=case.lines,
        plans=take_plans(work, case) if Need.PLANS in needs else _NO_PLANS,
        library=take_library(work) if Need.LIBRARY in needs else _NO_LIBRARY,
        routing=work.office.policy.routing,
    )
