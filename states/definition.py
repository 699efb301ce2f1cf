"""What a life cycle is: transitions, deadlines and their self-checks, as one immutable table.

A life cycle is one file beside this one; a transition is one line in its table. The checks run when
the table is made, before anything is done with it, and the tests make every table there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from kernel.errors import DefinitionError
from kernel.words import Labelled, Text
from rules.facts import Actor, Need
from rules.posts import Post
from rules.rule import Rule
from states.books import BOOKS
from states.inputs import Field

S = TypeVar("S", bound=Labelled)
E = TypeVar("E", bound=Labelled)

ACTOR = "actor"
"""A sign-off about the person who signs."""


class Phase(Labelled):
    """The stage of a round that a person sees; each state belongs to one."""

    PREPARATION = "preparation", "筹备", "Preparation"
    MOBILISATION = "mobilisation", "动员进驻", "Mobilisation"
    DISPATCH = "dispatch", "巡中调度", "Mid-term dispatch"
    REPORT = "report", "汇报", "Report"
    HANDOVER = "handover", "线索移交", "Handover"
    FEEDBACK = "feedback", "反馈整改", "Feedback"
    CLOSED = "closed", "办结", "Closed"


@dataclass(frozen=True, slots=True)
class Signs:
    """That an event is a signature: on which topic, about whom or what."""

    topic: str
    about: str = ""
    """The input that names the subject (a person, people, a group or a unit), `ACTOR`, or empty."""

    def subjects(self, actor: Actor, inputs: Mapping[str, Any]) -> tuple[int, ...]:
        """Return about whom or what it is, given what was entered; 0 is the case itself."""
        if not self.about:
            return (0,)
        if self.about == ACTOR:
            return (actor.acting_for or actor.person_id,)
        value = inputs.get(self.about, ())
        return tuple(dict.fromkeys(value)) if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, E]):
    """One line of the table: in these states, this event, by these posts, leads there."""

    sources: tuple[S, ...]
    event: E
    target: S | None
    """The new state; None when the event changes no state (it is still an entry)."""
    by: tuple[Post, ...]
    guards: tuple[Rule, ...] = ()
    advice: tuple[Rule, ...] = ()
    """Rules whose no stops nothing: it is told to who acts and kept in the entry."""
    asks: tuple[Field, ...] = ()
    signs: tuple[Signs, ...] = ()
    effects: tuple[str, ...] = ()
    """What else happens in the same transaction, by name in `engine/effects`."""
    writes: str = ""
    """The book in which it leaves a line, or a line for each row (`states/books.py`)."""
    then: E | None = None
    """An event the clock gives at once, in the same transaction."""
    before_pledges: bool = False
    """Whether a seconded person may give it before signing the pledges (B08)."""
    needs: frozenset[Need] = field(init=False, repr=False)
    """The facts from outside the case that guards and advice read."""

    def __post_init__(self) -> None:
        """Gather what guards and advice need."""
        needs = frozenset().union(*(one.needs for one in (*self.guards, *self.advice)))
        object.__setattr__(self, "needs", needs)


@dataclass(frozen=True, slots=True)
class Deadline(Generic[S, E]):
    """A limit that runs while the case is in some states; its numbers are in `deadlines.toml`."""

    name: str
    runs_in: tuple[S, ...]
    owner: tuple[Post, ...]
    """Who has to act; `owner` on a ladder."""
    leader: tuple[Post, ...] = ()
    """Who answers for the owner; `leader` on a ladder."""
    head: tuple[Post, ...] = ()
    """Who answers for both; `head` on a ladder."""
    anchor: str = ""
    """The dated detail the span counts from; empty counts from entry into `runs_in`."""
    fires: E | None = None
    """The event the clock gives when the time is up."""
    met_by: str = ""
    """The detail that meets the deadline once it is set, though the state stays the same."""
    owner_named_in: str = ""
    """The detail that names the owner's posts, where each case has its own among `owner`."""
    answered_by: str = ""
    """The topic whose signature answers for one person: who has signed is reminded no more."""
    renews: bool = False
    """Whether a later anchor begins a new period (a monthly report), rather than an extension."""


@dataclass(frozen=True)
class LifeCycle(Generic[S, E]):
    """The whole life of one kind of case."""

    kind: str
    version: int
    label: Text
    states: type[S]
    events: type[E]
    initial: S
    final: tuple[S, ...]
    transitions: tuple[Transition[S, E], ...]
    opened_by: tuple[Post, ...]
    parent: tuple[str, ...] = ()
    """The kinds of case it is opened under; empty for a case of its own."""
    opened_in: tuple[str, ...] = ()
    """The states of the parent in which it may be opened; empty for any that is not final."""
    details: tuple[Field, ...] = ()
    """What is asked for when it is opened."""
    inherits: tuple[str, ...] = ()
    """Details that are taken over from the case above when it is opened."""
    kept: tuple[str, ...] = ()
    """Details that nobody enters: the opening or an effect sets them."""
    opens_if: tuple[Rule, ...] = ()
    """What must hold when it is opened; family and lines are then those of the case above."""
    opening_signs: tuple[Signs, ...] = ()
    """What opening it signs; about the case itself, or about whom its details name."""
    opening_effects: tuple[str, ...] = ()
    """What else happens when it is opened, by name in `engine/effects`."""
    opening_writes: str = ""
    """The book in which opening it leaves a line, or a line for each row."""
    reads_logged: bool = False
    """Whether each reading of such a case leaves an entry, once a day for each reader."""
    withheld_from: tuple[str, ...] = ()
    """Topics whose signatures name people from whom the case is hidden, whatever they hold."""
    deadlines: tuple[Deadline[S, E], ...] = ()
    outside_group: bool = False
    """Whether the group of the case above has no part in it (§7 row 10)."""
    owned_above: bool = False
    """Whether the unit above the unit, a village's township, owns it (A06)."""
    held_by: tuple[Post, ...] = (Post.LG_LEADER,)
    """Who may suspend its clocks and resume them."""
    phases: Mapping[S, Phase] = field(default_factory=dict)
    table: Mapping[tuple[str, str], Transition[S, E]] = field(init=False, repr=False)
    """(state, event) → its transition."""
    _known: frozenset[str] = field(init=False, repr=False)
    _needs: Mapping[str, frozenset[Need]] = field(init=False, repr=False)
    _running: Mapping[str, tuple[Deadline[S, E], ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the table and check it.

        Raises:
            DefinitionError: with every mistake of the table.
        """
        table: dict[tuple[str, str], Transition[S, E]] = {}
        mistakes: list[str] = []
        for line in self.transitions:
            for source in line.sources:
                if (source.value, line.event.value) in table:
                    mistakes.append(f"{source.value} has two transitions for {line.event.value}")
                table[source.value, line.event.value] = line
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "_known", frozenset(event.value for event in self.events))
        needs: dict[str, frozenset[Need]] = {}
        for line in self.transitions:
            needs[line.event.value] = needs.get(line.event.value, frozenset()) | line.needs
        object.__setattr__(self, "_needs", needs)
        running = {
            state.value: tuple(one for one in self.deadlines if state in one.runs_in)
            for state in self.states
        }
        object.__setattr__(self, "_running", running)
        mistakes += self._mistakes()
        if mistakes:
            raise DefinitionError(
                *(
                    Text(f"生命周期 {self.kind}：{m}", f"Life cycle {self.kind}: {m}")
                    for m in mistakes
                )
            )

    def _mistakes(self) -> list[str]:
        found = []
        leaving = {state for state, _ in self.table}
        found += [f"final state {s.value} can be left" for s in self.final if s.value in leaving]
        stuck = {s.value for s in self.states} - leaving - {s.value for s in self.final}
        found += [f"state {state} has no way out" for state in sorted(stuck)]
        found += [f"state {state} cannot be reached" for state in sorted(self._unreached())]
        unused = {e.value for e in self.events} - {event for _, event in self.table}
        found += [f"event {event} is in no transition" for event in sorted(unused)]
        for line in self.transitions:
            asked = {one.name for one in line.asks}
            found += [
                f"{line.event.value} signs about {sign.about}, which it does not ask for"
                for sign in line.signs
                if sign.about not in {"", ACTOR} | asked
            ]
            if line.writes and line.writes not in BOOKS:
                found.append(f"{line.event.value} writes into {line.writes}, which is no book")
            if line.then and (str(line.target), line.then.value) not in self.table:
                found.append(f"{line.event.value} leads on to {line.then.value}, not open there")
        for deadline in self.deadlines:
            found += self._mistakes_of(deadline)
        if self.phases and set(self.phases) != set(self.states):
            found.append("not every state belongs to a phase")
        return found

    def _mistakes_of(self, deadline: Deadline[S, E]) -> list[str]:
        found = []
        topics = {sign.topic for line in self.transitions for sign in line.signs}
        if deadline.owner_named_in not in {"", *(one.name for one in self.details)}:
            found.append(f"{deadline.name} names its owner in no detail")
        if deadline.answered_by not in {"", *topics}:
            found.append(f"{deadline.name} is answered by what nobody signs")
        for state in deadline.runs_in if deadline.fires else ():
            fired = self.table.get((state.value, str(deadline.fires)))
            if fired is None or Post.CLOCK not in fired.by:
                found.append(f"{deadline.name} fires {deadline.fires}, closed to the clock")
        return found

    def _unreached(self) -> set[str]:
        reached = {self.initial.value}
        while True:
            more = {
                line.target.value
                for (state, _), line in self.table.items()
                if state in reached and line.target is not None
            } - reached
            if not more:
                return {s.value for s in self.states} - reached
            reached |= more

    @property
    def known_events(self) -> frozenset[str]:
        """Return every event there is, as stored."""
        return self._known

    def state(self, value: str) -> S:
        """Return the state stored as `value`."""
        return self.states(value)

    def is_final(self, value: str) -> bool:
        """Say whether the state stored as `value` ends the life."""
        return any(state.value == value for state in self.final)

    def running(self, state: str) -> tuple[Deadline[S, E], ...]:
        """Return the deadlines that run in `state`, as far as the state decides it."""
        return self._running.get(state, ())

    def deadline(self, name: str) -> Deadline[S, E]:
        """Return the deadline called `name`."""
        return next(one for one in self.deadlines if one.name == name)

    def needs(self, event: str) -> frozenset[Need]:
        """Return the facts from outside the case that `event` may need, from whatever state."""
        return self._needs.get(event, frozenset())

    def open_events(self, state: str) -> tuple[E, ...]:
        """Return the events that have a transition from `state`."""
        return tuple(event for event in self.events if (state, event.value) in self.table)
