"""The register of effects: what one is, how it is filed, run and asked for more.

An effect is a function with `@effect` in the module of its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor

Asked = tuple[FollowUp | Open, ...]
"""What an effect asks of other cases: events that the clock gives, cases that are opened."""
Effect = Callable[[Work, LoadedCase, Actor, Mapping[str, Any]], Asked]
EFFECTS: dict[str, Effect] = {}
"""Every effect by its name."""


def effect(run: Effect) -> Effect:
    """File an effect under the name of its function."""
    EFFECTS[run.__name__] = run
    return run


def run(name: str, work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Run the effect called `name`."""
    return EFFECTS[name](work, case, actor, inputs)
