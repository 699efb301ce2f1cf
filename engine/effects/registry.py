"""The register of effects: what one is, how it is filed, run and asked for more.

An effect is a function with `@effect` in the module of its subject. The modules are loaded when the
first effect is run: most moves have none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from engine import effects
from engine.commands import FollowUp, Open
from engine.loading import LoadedCase
from engine.work import Work
from kernel.modules import load_modules
from rules.facts import Actor

Asked = tuple[FollowUp | Open, ...]
"""What an effect asks of other cases: events that the clock gives, cases that are opened."""
Effect = Callable[[Work, LoadedCase, Actor, Mapping[str, Any]], Asked]
_FILED: dict[str, Effect] = {}


def effect(run: Effect) -> Effect:
    """File an effect under the name of its function."""
    _FILED[run.__name__] = run
    return run


@cache
def every_effect() -> Mapping[str, Effect]:
    """Return every effect by its name."""
    load_modules(effects.__name__, effects.__path__)
    return _FILED


def run(name: str, work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Run the effect called `name`."""
    return every_effect()[name](work, case, actor, inputs)
