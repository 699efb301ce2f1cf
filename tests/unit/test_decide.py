"""The pure step: every pair of state and event of every life cycle is decided, with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from transitions import Machine, MachineError

from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import Post
from rules.rule import Refusal
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from states.decide import Accepted, Rejected, decide, machine_of, outlook
from states.definition import Transition
from tests.support.done import bare, full
from tests.support.facts import actor

CYCLES = list(LIFE_CYCLES.values())
STATES = [
    pytest.param(cycle, state.value, id=f"{cycle.kind}-{state.value}")
    for cycle in CYCLES
    for state in cycle.states
]
STRANGER = Actor(99)
EVERYBODY = actor(50, *Post)
"""Holds every post: nobody does, but then only the case itself can say no."""

each_state = pytest.mark.parametrize(("cycle", "state"), STATES)
each_cycle = pytest.mark.parametrize("cycle", CYCLES, ids=lambda cycle: cycle.kind)


def assert_told(refusals: tuple[Refusal, ...]) -> None:
    assert refusals
    for one in refusals:
        assert isinstance(one.text, Text)
        assert one.text.zh.endswith("。")
        assert one.text.en.endswith(".")
        assert "{" not in one.text.zh + one.text.en
        assert one.rule


@each_state
def test_every_pair_of_state_and_event_is_decided_with_a_reason(
    cycle: AnyLifeCycle, state: str
) -> None:
    for event in cycle.events:
        for about in (bare(cycle, EVERYBODY), full(cycle, state, event, EVERYBODY)):
            decision = decide(cycle, state, event, about)

            assert decide(cycle, state, event, about) == decision
            if isinstance(decision, Accepted):
                assert decision.transition is cycle.table[state, event]
                expected = decision.transition.target
                assert decision.target == (state if expected is None else expected.value)
                assert not cycle.is_final(state)
            else:
                assert decision.permitted
                assert_told(decision.refusals)


@each_cycle
def test_somebody_without_a_post_learns_only_that_and_not_where_the_case_is(
    cycle: AnyLifeCycle,
) -> None:
    for event in cycle.events:
        told = set()
        for state in cycle.states:
            decision = decide(cycle, state.value, event, bare(cycle, STRANGER, suspended=True))
            assert isinstance(decision, Rejected)
            assert not decision.permitted
            assert_told(decision.refusals)
            assert [one.rule for one in decision.refusals] == ["actor_is_permitted"]
            if (state.value, event.value) not in cycle.table:
                told.add(decision.refusals)
        assert len(told) <= 1


@each_state
def test_a_suspended_case_takes_no_event(cycle: AnyLifeCycle, state: str) -> None:
    for event in cycle.events:
        decision = decide(cycle, state, event, bare(cycle, EVERYBODY, suspended=True))

        assert isinstance(decision, Rejected)
        assert_told(decision.refusals)
        listed = (state, event) in cycle.table
        expected = "case_is_not_suspended" if listed else "event_is_open"
        assert [one.rule for one in decision.refusals] == [expected]


@each_cycle
def test_an_event_that_nobody_knows_is_refused_not_ignored(cycle: AnyLifeCycle) -> None:
    decision = decide(cycle, cycle.initial.value, "dance", bare(cycle, EVERYBODY))

    assert isinstance(decision, Rejected)
    assert [one.rule for one in decision.refusals] == ["event_is_known"]
    assert_told(decision.refusals)


@each_cycle
def test_every_transition_is_taken_by_each_of_its_posts_when_everything_is_done(
    cycle: AnyLifeCycle,
) -> None:
    refused = {
        f"{state} {event} {post}: {decision.refusals}"
        for (state, event), line in cycle.table.items()
        for post in line.by
        if isinstance(
            decision := decide(cycle, state, event, full(cycle, state, event, actor(50, post))),
            Rejected,
        )
    }

    assert refused == set()


@each_cycle
def test_nobody_but_its_posts_takes_a_transition(cycle: AnyLifeCycle) -> None:
    for (state, event), line in cycle.table.items():
        for post in Post:
            who = actor(50, post)
            decision = decide(cycle, state, event, full(cycle, state, event, who))
            allowed = may_fire(who.posts, line.by, before_pledges=line.before_pledges)
            assert isinstance(decision, Accepted) or decision.permitted == allowed


@each_cycle
def test_a_no_carries_the_reasons_of_all_guards_at_once(cycle: AnyLifeCycle) -> None:
    for (state, event), line in cycle.table.items():
        about = bare(cycle, EVERYBODY)
        decision = decide(cycle, state, event, about)
        expected = tuple(said for guard in line.guards if (said := guard.check(about)))
        assert (decision.refusals if isinstance(decision, Rejected) else ()) == expected


@each_state
def test_the_outlook_tells_what_stands_already_and_nothing_of_the_form(
    cycle: AnyLifeCycle, state: str
) -> None:
    about = bare(cycle, EVERYBODY)
    for event in cycle.events:
        line: Transition[Any, Any] | None = cycle.table.get((state, event))

        closed = outlook(cycle, state, event, about)

        if line is None:
            assert [one.rule for one in closed] == ["event_is_open"]
        else:
            forms = {guard.name for guard in line.guards if guard.form}
            assert not forms & {one.rule for one in closed}
            decided = decide(cycle, state, event, about)
            told = decided.refusals if isinstance(decided, Rejected) else ()
            assert set(closed) <= set(told)


@each_cycle
def test_the_machine_agrees_with_the_table(cycle: AnyLifeCycle) -> None:
    machine = machine_of(cycle)

    known = {
        (source, name): transition.dest
        for name, event in machine.events.items()
        for source, transitions in event.transitions.items()
        for transition in transitions
    }

    assert known == {
        pair: None if line.target is None else line.target.value
        for pair, line in cycle.table.items()
    }
    assert set(machine.states) == {state.value for state in cycle.states}
    assert machine_of(cycle) is machine


def test_the_library_does_what_we_use_of_it() -> None:
    class Walker:
        state = "open"

    asked: list[object] = []

    def ask(walker: object) -> bool:
        asked.append(walker)
        return len(asked) > 1

    machine = Machine(
        model=None, states=["open", "shut"], initial=None, auto_transitions=False,
        transitions=[
            {"trigger": "close", "source": ["open"], "dest": "shut", "conditions": ask},
            {"trigger": "note", "source": ["open"], "dest": None, "conditions": ask},
        ],
    )  # fmt: skip
    walker = Walker()

    assert machine.models == []
    assert set(machine.events) == {"close", "note"}
    assert machine.events["close"].trigger(walker, walker) is False
    assert walker.state == "open"
    assert machine.events["note"].trigger(walker, walker) is True
    assert walker.state == "open"
    assert machine.events["close"].trigger(walker, walker) is True
    assert walker.state == "shut"
    with pytest.raises(MachineError):
        machine.events["close"].trigger(walker, walker)
    assert asked == [walker, walker, walker]
    assert machine.models == []
