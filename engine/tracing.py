"""Spans around use cases, where the office is traced at all.

A further use case is `@traced` on its function; what it may say besides how it ended is a function
of what it was given, whose values come from the program's own tables, never from what was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from engine.commands import Advance
from engine.office import Office
from kernel.tracing import Tracer
from states.catalogue import LIFE_CYCLES

P = ParamSpec("P")
R = TypeVar("R")
UseCase = Callable[Concatenate[Office, P], R]
Facts = Callable[..., Mapping[str, str]]

DONE = "done"
"""How a use case ended that said no no; else it is the class of its error."""


def traced(name: str, facts: Facts | None = None) -> Callable[[UseCase[P, R]], UseCase[P, R]]:
    """Put a span of a name around a use case; where nobody traces, that is one question."""

    def around(use: UseCase[P, R]) -> UseCase[P, R]:
        @wraps(use)
        def seen(office: Office, /, *given: P.args, **named: P.kwargs) -> R:
            if office.tracer is None:
                return use(office, *given, **named)
            return _watched(office.tracer, name, facts, use, office, *given, **named)

        return seen

    return around


def _watched(
    tracer: Tracer, name: str, facts: Facts | None, use: Callable[..., R], *given: Any, **named: Any
) -> R:
    with tracer(name) as note:
        outcome = DONE
        try:
            return use(*given, **named)
        except BaseException as error:
            outcome = type(error).__name__
            raise
        finally:
            note("outcome", outcome)
            for fact, value in (facts(*given, **named) if facts else {}).items():
                note(fact, value)


def of_command(office: Office, command: Advance) -> Mapping[str, str]:
    """Return the kind of the case and the event, both as the life cycle knows them."""
    row = office.known_kind(command.case_id)
    if row is None:
        return {}
    life_cycle = LIFE_CYCLES[row["kind"], row["version"]]
    known = command.event in life_cycle.known_events
    return {"kind": row["kind"], "event": command.event if known else "unknown"}
