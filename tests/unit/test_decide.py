"""The pure step: every pair of state and event of every life cycle is decided, with a reason."""

from __future__ import annotations

import typing
from datetime import date
from typing import Any

import pytest
from sqlmodel import SQLModel
from transitions import Machine, MachineError

from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor, Facts, Parent, Roster, SignOff, Unit
from rules.handover import PACKAGE
from rules.posts import Post
from rules.rule import Refusal
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from states.decide import Accepted, Rejected, decide, machine_of, outlook
from states.definition import Transition
from states.inputs import Field, FieldType
from store import details
from store.moves import CASE_COLUMNS
from tests.support.facts import BODY, GROUP, ROUND, TEAM, TODAY, UNIT, actor, facts, signed

CYCLES = list(LIFE_CYCLES.values())
PAIRS = [
    pytest.param(cycle, state.value, event.value, id=f"{cycle.kind}-{state.value}-{event.value}")
    for cycle in CYCLES
    for state in cycle.states
    for event in cycle.events
]
STRANGER = Actor(99)
EVERYBODY = actor(50, *Post)
"""Holds every post: nobody does, but then only the case itself can say no."""
LATER = date(2022, 4, 28)

each_pair = pytest.mark.parametrize(("cycle", "state", "event"), PAIRS)
each_cycle = pytest.mark.parametrize("cycle", CYCLES, ids=lambda cycle: cycle.kind)


def value_of(field: Field) -> Any:
    """Return something right to enter into `field`."""
    match field.type:
        case FieldType.DATE:
            return LATER
        case FieldType.NUMBER:
            return 1
        case FieldType.YES_NO:
            return True
        case FieldType.CHOICE:
            assert field.choices is not None
            return next(iter(field.choices)).value
        case FieldType.PEOPLE:
            return (1, 2)
        case FieldType.GROUP:
            return GROUP
        case FieldType.UNIT:
            return UNIT
        case FieldType.BODY:
            return BODY
        case _:
            return "无"


def bare(cycle: AnyLifeCycle, who: Actor, **changes: Any) -> Facts:
    """Return the facts of a case that was just opened, with nothing done yet."""
    every = {one.name for line in cycle.transitions for one in line.asks}
    fields = dict.fromkeys(every) | {one.name: value_of(one) for one in cycle.details}
    fields |= {"present_on": LATER, "requested_on": LATER, "asked_on": TODAY}
    plain = {"kind": cycle.kind, "fields": fields, "roster": Roster({GROUP: "第一组"}, ())}
    return facts(who, **{**plain, **changes})


def full(cycle: AnyLifeCycle, state: str, event: str, who: Actor) -> Facts:
    """Return the facts of a case with everything done and entered that anybody asks for."""
    line = cycle.table.get((state, event))
    asked = () if line is None else line.asks
    inputs = {one.name: value_of(one) for one in asked}
    fields = {one.name: value_of(one) for one in cycle.details}
    fields |= {one.name: value_of(one) for line in cycle.transitions for one in line.asks}
    fields |= {name: "supplied" for name, _ in PACKAGE}
    fields |= {"on_site_start": TODAY, "on_site_end": LATER.replace(day=20), "open_gaps": 0}
    fields |= {"touches_leading_body": False, "present_on": TODAY, "asked_on": TODAY}
    if inputs.get("dispatch_extension") == "not_extended":
        del inputs["new_end"]
    by_others: list[SignOff] = [
        *(signed(topic, 7) for topic in ("leading_group_heard", "secretary_heard")),
        *(signed(topic, 7, GROUP) for topic in ("group_authorised", "dispatch_heard")),
        *(
            signed(topic, 7, member.person_id)
            for member in TEAM.members
            for topic in (
                "pledge_secrecy", "pledge_recusal", "pledge_discipline", "recusal_cleared",
                "trained", "appraised",
            )
        ),
    ]  # fmt: skip
    parent_state = "leading_group_heard" if event in {"accept_report", "return_report"} else ""
    parent_state = parent_state or ("feedback" if event == "give_feedback" else "on_site")
    assignments = {"a_unit": "left", "hear_report": "report_submitted"}
    assignments |= {"secretary_hears": "leading_group_accepted", "close": "evaluated"}
    assignments |= {"start_rectification": "fed_back"}
    return facts(
        who,
        kind=cycle.kind,
        state=state,
        fields=fields,
        inputs=inputs,
        signoffs=tuple(by_others),
        roster=TEAM,
        unit=Unit("department"),
        parent=Parent("round", parent_state),
        family={"assignment": {assignments.get(event, "left"): 1}},
        case_id=ROUND,
    )


def assert_told(refusals: tuple[Refusal, ...]) -> None:
    assert refusals
    for one in refusals:
        assert isinstance(one.text, Text)
        assert one.text.zh.endswith("。")
        assert one.text.en.endswith(".")
        assert "{" not in one.text.zh + one.text.en
        assert one.rule


@each_pair
def test_every_pair_of_state_and_event_is_decided_with_a_reason(
    cycle: AnyLifeCycle, state: str, event: str
) -> None:
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


@each_pair
def test_somebody_without_a_post_learns_only_that(
    cycle: AnyLifeCycle, state: str, event: str
) -> None:
    decision = decide(cycle, state, event, bare(cycle, STRANGER, suspended=True))

    assert isinstance(decision, Rejected)
    assert not decision.permitted
    [only] = decision.refusals
    assert only.rule == "actor_is_permitted"
    assert_told(decision.refusals)
    elsewhere = {
        decide(cycle, other.value, event, bare(cycle, STRANGER)).refusals[0].text.zh  # type: ignore[union-attr]
        for other in cycle.states
        if ((other.value, event) in cycle.table) == ((state, event) in cycle.table)
    }
    here = cycle.state(state).label
    if (state, event) not in cycle.table:
        assert elsewhere == {only.text.zh}
    assert f"“{here.zh}”" not in only.text.zh.replace(f"“{label_of(cycle, event).zh}”", "")


def label_of(cycle: AnyLifeCycle, event: str) -> Text:
    label: Text = next(one.label for one in cycle.events if one.value == event)
    return label


@each_pair
def test_a_suspended_case_takes_no_event(cycle: AnyLifeCycle, state: str, event: str) -> None:
    decision = decide(cycle, state, event, bare(cycle, EVERYBODY, suspended=True))

    assert isinstance(decision, Rejected)
    assert_told(decision.refusals)
    expected = "case_is_not_suspended" if (state, event) in cycle.table else "event_is_open"
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


@each_pair
def test_the_outlook_tells_what_stands_already_and_nothing_of_the_form(
    cycle: AnyLifeCycle, state: str, event: str
) -> None:
    about = bare(cycle, EVERYBODY)
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


STORED_AS: dict[FieldType, type] = {
    FieldType.TEXT: str, FieldType.DATE: date, FieldType.NUMBER: int, FieldType.YES_NO: bool,
    FieldType.CHOICE: str,
}  # fmt: skip
KEPT_BY_THE_ENGINE = {"present_on", "asked_on", "earlier_extensions"}


def table_of(cycle: AnyLifeCycle) -> type[SQLModel]:
    """Return the detail table of a kind of case."""
    return next(
        one
        for one in vars(details).values()
        if getattr(one, "__tablename__", "") == f"{cycle.kind}_details"
    )


@each_cycle
def test_every_stored_field_is_a_column_of_its_type_and_no_column_is_left_over(
    cycle: AnyLifeCycle,
) -> None:
    fields = {
        one.name: STORED_AS[one.type]
        for asked in (cycle.details, *(line.asks for line in cycle.transitions))
        for one in asked
        if one.stored
    }

    columns: dict[str, type] = {}
    for name, hint in typing.get_type_hints(table_of(cycle)).items():
        if name in table_of(cycle).model_fields and name != "case_id":
            kinds = [kind for kind in typing.get_args(hint) or (hint,) if kind is not type(None)]
            columns[name] = kinds[0]

    assert {name: columns.get(name) for name in fields} == fields
    assert set(columns) - set(fields) <= KEPT_BY_THE_ENGINE


@each_cycle
def test_no_detail_bears_the_name_of_a_column_of_the_case(cycle: AnyLifeCycle) -> None:
    names = set(table_of(cycle).model_fields) - {"case_id"}

    assert names & {*CASE_COLUMNS, "directory_version"} == set()


@each_cycle
def test_what_may_be_left_out_may_be_empty_in_its_column(cycle: AnyLifeCycle) -> None:
    asked_on_opening = {one.name for one in cycle.details if one.required or one.today}

    for name, column in table_of(cycle).model_fields.items():
        if name not in asked_on_opening | KEPT_BY_THE_ENGINE | {"case_id"}:
            assert column.default is None, name
