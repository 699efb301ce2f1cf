"""The register of effects: what one is, how it is filed, run and asked for more.

An effect is a function with `@effect` in the module of its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor
from store import moves


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An event that the clock gives to another case, because of this one."""

    case_id: int
    event: str
    inputs: Mapping[str, object] = field(default_factory=dict)


Effect = Callable[[Work, LoadedCase, Actor, Mapping[str, Any]], tuple[FollowUp, ...]]
EFFECTS: dict[str, Effect] = {}
"""Every effect by its name."""


def effect(run: Effect) -> Effect:
    """File an effect under the name of its function."""
    EFFECTS[run.__name__] = run
    return run


def run(
    name: str, work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> tuple[FollowUp, ...]:
    """Run the effect called `name`."""
    return EFFECTS[name](work, case, actor, inputs)


def store_details(work: Work, case: LoadedCase, changed: Mapping[str, Any]) -> None:
    """Have the changed details of a case written."""
    work.write(moves.details_changed(case.row["kind"], case.id, changed))
