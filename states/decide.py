"""The pure step: what an event does to a case. The only user of the `transitions` library.

One cached synchronous machine serves all cases of a life cycle; each call walks it with a
throw-away model, so nothing is registered, remembered or changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import Any, cast

from transitions import EventData, Machine
from transitions import Transition as Step

from kernel.words import Text
from rules.access import NO_HINT, may_fire, pledges_hint
from rules.facts import Facts
from rules.rule import Refusal
from states.definition import LifeCycle, Transition


@dataclass(frozen=True, slots=True)
class Accepted:
    """The event is possible: the state it leads to, and the line of the table that says so."""

    target: str
    transition: Transition[Any, Any]
    advice: tuple[Refusal, ...] = ()
    """What speaks against it without stopping it."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The event is not possible, with every reason at once."""

    refusals: tuple[Refusal, ...]
    permitted: bool = True
    """False when the only reason is who asks."""


Decision = Accepted | Rejected


class _Walker:
    """The throw-away model: where it stands, what the guards may look at, and what they said."""

    __slots__ = ("facts", "refusals", "state")

    def __init__(self, state: str, facts: Facts) -> None:
        self.state = state
        self.facts = facts
        self.refusals: tuple[Refusal, ...] = ()


def _holds(line: Transition[Any, Any], walker: _Walker) -> bool:
    """Ask every guard of `line`, so that a no carries all its reasons."""
    answers = (guard.check(walker.facts) for guard in line.guards)
    walker.refusals = tuple(answer for answer in answers if answer is not None)
    return not walker.refusals


class _Guarded(Step):
    """A step of the machine with guards and without callbacks: nothing happens but that it stands.

    The library asks callbacks before, after and around every step; a life cycle has none of them.
    """

    def execute(self, event_data: EventData) -> bool:
        """Ask the guards, and stand in the new state if they let it pass."""
        if not all(guard.check(event_data) for guard in self.conditions):
            return False
        if self.dest:
            cast("_Walker", event_data.model).state = self.dest
        return True


class _Machine(Machine):
    transition_cls = _Guarded


@cache
def _machine(cycle_id: int) -> Machine:
    cycle = _CYCLES[cycle_id]
    return _Machine(
        model=None,
        states=[state.value for state in cycle.states],
        initial=None,
        auto_transitions=False,
        transitions=[
            {
                "trigger": line.event.value,
                "source": [source.value for source in line.sources],
                "dest": None if line.target is None else line.target.value,
                "conditions": partial(_holds, line),
            }
            for line in cycle.transitions
        ],
    )


_CYCLES: dict[int, LifeCycle[Any, Any]] = {}


def machine_of(cycle: LifeCycle[Any, Any]) -> Machine:
    """Return the cached machine of `cycle`; life cycles live as long as the program."""
    _CYCLES.setdefault(id(cycle), cycle)
    return _machine(id(cycle))


def decide(cycle: LifeCycle[Any, Any], state: str, event: str, facts: Facts) -> Decision:
    """Say what `event` does to a case that is in `state`.

    Pure: it reads no clock, no database and changes nothing, so calling it twice with the same
    arguments gives the same decision.

    Args:
        cycle: The life cycle in force for the case.
        state: Where the case is now, as stored.
        event: What somebody wants to happen.
        facts: What the rules may look at, the actor among it.

    Returns:
        `Accepted` with the new state, or `Rejected` with every reason. Somebody who may not give
        the event learns only that.
    """
    line = cycle.table.get((state, event))
    lines = _lines_of(cycle, event) if line is None else (line,)
    if lines and not any(_permitted(one, facts) for one in lines):
        return Rejected((_not_permitted(lines),), permitted=False)
    if line is None:
        return Rejected((_not_open(cycle, state, event),))
    if facts.suspended:
        return Rejected((_SUSPENDED,))
    walker = _Walker(state, facts)
    if not machine_of(cycle).events[event].trigger(walker, walker):
        return Rejected(walker.refusals)
    return Accepted(walker.state, line, advice_on(line, facts))


def advice_on(line: Transition[Any, Any], facts: Facts) -> tuple[Refusal, ...]:
    """Return what speaks against `line` without stopping it."""
    answers = (one.check(facts) for one in line.advice)
    return tuple(answer for answer in answers if answer is not None)


def outlook(
    cycle: LifeCycle[Any, Any], state: str, event: str, facts: Facts
) -> tuple[Refusal, ...]:
    """Say what closes `event` now, before its form is filled in: every reason that stands already.

    Args:
        cycle: The life cycle in force for the case.
        state: Where the case is now, as stored.
        event: What somebody may want to happen.
        facts: What the rules may look at; without inputs.

    Returns:
        The reasons; none when only the form is left to fill in.
    """
    line = cycle.table.get((state, event))
    if line is None:
        return (_not_open(cycle, state, event),)
    if not _permitted(line, facts):
        return (_not_permitted((line,)),)
    if facts.suspended:
        return (_SUSPENDED,)
    answers = (guard.check(facts) for guard in line.guards if not guard.form)
    return tuple(answer for answer in answers if answer is not None)


def _not_open(cycle: LifeCycle[Any, Any], state: str, event: str) -> Refusal:
    here = cycle.state(state).label
    known = next((one for one in cycle.events if one.value == event), None)
    if known is None:
        return Refusal(
            "event_is_known",
            Text(
                f"{cycle.label.zh}没有“{event}”这一事件。",
                f'{cycle.label.en} knows no event "{event}".',
            ),
        )
    return Refusal(
        "event_is_open",
        Text(
            f"当前为“{here.zh}”，不能办理“{known.label.zh}”。",
            f'"{known.label.en}" is not open while the case is "{here.en}".',
        ),
        _leading_posts(cycle, state, event),
    )


def _leading_posts(cycle: LifeCycle[Any, Any], state: str, event: str) -> tuple[Any, ...]:
    """Return who can bring a case in `state` one step nearer to a state where `event` is open."""
    open_in = {s for s, e in cycle.table if e == event}
    posts: dict[Any, None] = {}
    for (source, _), line in cycle.table.items():
        if source == state and line.target is not None and line.target.value in open_in:
            posts.update(dict.fromkeys(line.by))
    return tuple(posts)


def _lines_of(cycle: LifeCycle[Any, Any], event: str) -> tuple[Transition[Any, Any], ...]:
    return tuple(line for line in cycle.transitions if line.event.value == event)


def _permitted(line: Transition[Any, Any], facts: Facts) -> bool:
    return may_fire(facts.actor.posts, line.by, before_pledges=line.before_pledges)


def _not_permitted(lines: tuple[Transition[Any, Any], ...]) -> Refusal:
    """Name the posts an event is for, and nothing of where the case is."""
    label = lines[0].event.label
    posts = tuple(dict.fromkeys(post for line in lines for post in line.by))
    hint = NO_HINT if any(line.before_pledges for line in lines) else pledges_hint(posts)
    zh = "、".join(post.label.zh for post in posts)
    en = ", ".join(post.label.en for post in posts)
    return Refusal(
        "actor_is_permitted",
        Text(f"“{label.zh}”只能由{zh}办理{hint.zh}。", f'"{label.en}" is for {en}{hint.en}.'),
        posts,
        "§3",
    )


_SUSPENDED = Refusal(
    "case_is_not_suspended",
    Text("该事项已暂停计时，恢复后才能办理。", "The case is suspended: resume it first."),
    row="§4",
)
