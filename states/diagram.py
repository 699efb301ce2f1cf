"""A life cycle as Mermaid text, drawn from its table; `states/picture.py` draws it as SVG.

The same table gives the same text, so `docs/diagrams` can be checked for freshness. What both
drawings show is gathered in `arrows` and `kept_events`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from kernel.words import Labelled, Language, Text
from rules.posts import Post
from states.definition import LifeCycle, Transition

_INDENT = "    "
_SECOND = 8
"""Columns of an indented line."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One event that leads from one state or several to another."""

    event: Text
    sources: tuple[str, ...]
    target: str
    by: tuple[Post, ...]

    @property
    def is_of_clock(self) -> bool:
        """Say whether only the clock gives the event."""
        return self.by == (Post.CLOCK,)


def arrows(cycle: LifeCycle[Any, Any]) -> tuple[Arrow, ...]:
    """Return every arrow of `cycle`, in the order of its table; one that stays is none."""
    found: dict[tuple[str, str, tuple[Post, ...]], list[str]] = {}
    for line in cycle.transitions:
        if line.target is not None:
            key = (line.event.value, line.target.value, line.by)
            found.setdefault(key, []).extend(source.value for source in line.sources)
    labels = {event.value: event.label for event in cycle.events}
    return tuple(
        Arrow(labels[event], tuple(sources), target, by)
        for (event, target, by), sources in found.items()
    )


def kept_events(cycle: LifeCycle[Any, Any], state: str) -> tuple[Text, ...]:
    """Return the events that are open in `state` and leave it as it is."""
    lines: Iterator[Transition[Any, Any]] = (
        line for (source, _), line in cycle.table.items() if source == state
    )
    return tuple(line.event.label for line in lines if line.target is None)


def mermaid(cycle: LifeCycle[Any, Any], language: Language = "zh") -> str:
    """Return `cycle` as a Mermaid state diagram.

    Args:
        cycle: The life cycle.
        language: The language of the labels.
    """
    lines = ["stateDiagram-v2", f"{_INDENT}direction TB"]
    placed = [(cycle.phases.get(state), state) for state in cycle.states]
    for phase, many in groupby(placed, key=itemgetter(0)):
        lines += _states(phase, [state for _, state in many], language)
    lines.append(f"{_INDENT}[*] --> {cycle.initial.value}")
    for arrow in arrows(cycle):
        label = arrow.event.say(language)
        lines += [f"{_INDENT}{source} --> {arrow.target} : {label}" for source in arrow.sources]
    lines += [f"{_INDENT}{state.value} --> [*]" for state in cycle.final]
    for state in cycle.states:
        events = kept_events(cycle, state.value)
        if events:
            lines.append(f"{_INDENT}note right of {state.value}")
            lines += [" " * _SECOND + event.say(language) for event in events]
            lines.append(f"{_INDENT}end note")
    return "\n".join(lines) + "\n"


def _states(phase: Labelled | None, states: list[Labelled], language: Language) -> list[str]:
    """Return the lines that name some states, inside their phase where they have one."""
    named = [f'state "{state.label.say(language)}" as {state.value}' for state in states]
    if phase is None:
        return [_INDENT + line for line in named]
    return [
        f'{_INDENT}state "{phase.label.say(language)}" as phase_{phase.value} {{',
        *(" " * _SECOND + line for line in named),
        f"{_INDENT}}}",
    ]
