"""A life cycle checks itself when it is made: each mistake in a table is caught, all at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.effects.registry import every_effect
from kernel.errors import DefinitionError, InvalidInput
from kernel.words import Labelled, Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import RULES, rule
from states.catalogue import LIFE_CYCLES, NEWEST, AnyLifeCycle
from states.definition import ACTOR, Deadline, LifeCycle, Phase, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, Field, choice, day, number, read_inputs, reference, text, yes_no
from tests.support.facts import TODAY


class S(Labelled):
    OPEN = "open", "开", "Open"
    SHUT = "shut", "关", "Shut"


class E(Labelled):
    CLOSE = "close", "关上", "Close"
    NOTE = "note", "记录", "Note"


CLOSE: Transition[S, E] = Transition((S.OPEN,), E.CLOSE, S.SHUT, OFFICE)
NOTE: Transition[S, E] = Transition((S.OPEN,), E.NOTE, None, OFFICE, asks=(REASON,))


def door(**changes: Any) -> LifeCycle[S, E]:
    """Return a sound life cycle, with `changes`."""
    sound: dict[str, Any] = {
        "kind": "door", "version": 1, "label": Text("门", "Door"), "states": S, "events": E,
        "initial": S.OPEN, "final": (S.SHUT,), "transitions": (CLOSE, NOTE), "opened_by": OFFICE,
    }  # fmt: skip
    return LifeCycle(**{**sound, **changes})


def mistakes(**changes: Any) -> tuple[str, ...]:
    """Return what the life cycle finds wrong with itself, in English."""
    with pytest.raises(DefinitionError) as caught:
        door(**changes)
    zh = caught.value.sentences("zh")
    assert all("生命周期 door" in sentence for sentence in zh)
    assert len(zh) == len(caught.value.sentences("en"))
    return caught.value.sentences("en")


def test_a_sound_life_cycle_is_indexed_by_state_and_event() -> None:
    made = door(deadlines=(Deadline("closing", (S.OPEN,), OFFICE),))

    assert dict(made.table) == {("open", "close"): CLOSE, ("open", "note"): NOTE}
    assert made.state("open") is S.OPEN
    assert (made.is_final("shut"), made.is_final("open")) == (True, False)
    assert made.open_events("open") == (E.CLOSE, E.NOTE)
    assert made.open_events("shut") == ()
    assert [one.name for one in made.running("open")] == ["closing"]
    assert made.running("shut") == ()


def test_the_facts_an_event_needs_are_those_of_all_its_guards() -> None:
    @rule("否。", "No.", row="H10", needs=(Need.FAMILY,))
    def the_family_is_well(_: Facts) -> bool:
        return True

    @rule("否。", "No.", row="H10", needs=(Need.ROSTER, Need.FAMILY))
    def the_roster_is_full(_: Facts) -> bool:
        return True

    for one in (the_family_is_well, the_roster_is_full):
        del RULES[one.name]
    guarded: Transition[S, E] = Transition(
        (S.OPEN,), E.CLOSE, S.SHUT, OFFICE, guards=(the_family_is_well, the_roster_is_full)
    )

    made = door(transitions=(guarded, NOTE))

    assert made.needs("close") == {Need.FAMILY, Need.ROSTER}
    assert made.needs("note") == made.needs("unheard_of") == frozenset()


MISTAKES: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "two transitions for one event": (
        lambda: {"transitions": (CLOSE, NOTE, Transition((S.OPEN,), E.CLOSE, None, OFFICE))},
        "open has two transitions for close",
    ),
    "a final state that can be left": (
        lambda: {
            "final": (S.OPEN, S.SHUT),
        },
        "final state open can be left",
    ),
    "a state without a way out": (lambda: {"final": ()}, "state shut has no way out"),
    "a state that is never reached": (
        lambda: {
            "transitions": (Transition((S.OPEN,), E.CLOSE, S.OPEN, OFFICE), NOTE),
        },
        "state shut cannot be reached",
    ),
    "an event in no transition": (
        lambda: {"transitions": (CLOSE,)},
        "event note is in no transition",
    ),
    "a signature about something nobody asks for": (
        lambda: {
            "transitions": (
                CLOSE,
                Transition((S.OPEN,), E.NOTE, None, OFFICE, signs=(Signs("noted", "people"),)),
            )
        },
        "note signs about people, which it does not ask for",
    ),
    "a follow-up event that is not open there": (
        lambda: {
            "transitions": (Transition((S.OPEN,), E.CLOSE, S.SHUT, OFFICE, then=E.NOTE), NOTE),
        },
        "close leads on to note, not open there",
    ),
    "a deadline that fires an event nobody gave the clock": (
        lambda: {"deadlines": (Deadline("closing", (S.OPEN,), OFFICE, fires=E.CLOSE),)},
        "closing fires close, closed to the clock",
    ),
    "a deadline that fires where its event is closed": (
        lambda: {
            "transitions": (Transition((S.OPEN,), E.CLOSE, S.SHUT, (Post.CLOCK,)), NOTE),
            "deadlines": (Deadline("closing", (S.OPEN, S.SHUT), OFFICE, fires=E.CLOSE),),
        },
        "closing fires close, closed to the clock",
    ),
    "a deadline whose owner is named nowhere": (
        lambda: {"deadlines": (Deadline("closing", (S.OPEN,), OFFICE, owner_named_in="posts"),)},
        "closing names its owner in no detail",
    ),
    "a deadline that nobody can answer": (
        lambda: {"deadlines": (Deadline("closing", (S.OPEN,), OFFICE, answered_by="read"),)},
        "closing is answered by what nobody signs",
    ),
    "a state in no phase": (
        lambda: {"phases": {S.OPEN: Phase.REPORT}},
        "not every state belongs to a phase",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_the_life_cycle_catches(name: str) -> None:
    changes, expected = MISTAKES[name]

    assert any(expected in sentence for sentence in mistakes(**changes()))


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes(final=(), transitions=(CLOSE,), phases={S.OPEN: Phase.REPORT})

    assert len(found) == 3


def test_a_signature_about_the_actor_or_the_case_needs_no_field() -> None:
    signs = (Signs("noted"), Signs("noted_by", ACTOR), Signs("why", "reason"))

    made = door(
        transitions=(
            CLOSE,
            Transition((S.OPEN,), E.NOTE, None, OFFICE, asks=(REASON,), signs=signs),
        )
    )

    assert made.table["open", "note"].signs == signs


@pytest.mark.parametrize("cycle", LIFE_CYCLES.values(), ids=lambda cycle: cycle.kind)
def test_a_life_cycle_of_the_office_is_complete(cycle: AnyLifeCycle) -> None:
    stored = {one.name for line in cycle.transitions for one in line.asks if one.stored}
    dated = stored | {one.name for one in cycle.details} | {*cycle.kept, *cycle.inherits}

    assert cycle.opened_by
    assert all(line.by for line in cycle.transitions)
    assert {one.anchor for one in cycle.deadlines} - {""} <= dated
    assert {one.met_by for one in cycle.deadlines} - {""} <= stored | {*cycle.kept}
    assert set(cycle.parent) <= set(NEWEST)
    states_above = {s.value for kind in cycle.parent for s in NEWEST[kind].states}
    assert set(cycle.opened_in) <= states_above
    assert NEWEST[cycle.kind].version >= cycle.version


@pytest.mark.parametrize("cycle", LIFE_CYCLES.values(), ids=lambda cycle: cycle.kind)
def test_every_return_cancellation_and_override_asks_for_its_reason(cycle: AnyLifeCycle) -> None:
    words = ("return", "cancel", "reject", "drop", "park", "withdraw", "reopen", "carry")

    silent = [
        line.event.value
        for line in cycle.transitions
        if line.event.value.startswith(words) and "reason" not in {one.name for one in line.asks}
    ]

    assert silent == []


@pytest.mark.parametrize("cycle", LIFE_CYCLES.values(), ids=lambda cycle: cycle.kind)
def test_every_effect_that_a_life_cycle_names_exists(cycle: AnyLifeCycle) -> None:
    assert {name for line in cycle.transitions for name in line.effects} <= set(every_effect())


FIELDS = (
    text("words", "文字", "Words"),
    day("on", "日期", "Day"),
    day("today", "今日", "Today", today=True),
    number("count", "数量", "Number"),
    yes_no("sure", "确定", "Sure"),
    choice("state", "状态", "State", S),
    reference("people", FieldType.PEOPLE, "人员", "People"),
    text("more", "补充", "More", required=False),
)
TYPED = {
    "words": " 一句话 ", "on": "2022-03-27", "count": "12", "sure": "是", "state": "关",
    "people": "3，4", "more": "",
}  # fmt: skip


def test_typed_text_becomes_values() -> None:
    assert read_inputs(FIELDS, TYPED, TODAY) == {
        "words": "一句话", "on": TODAY.replace(month=3), "today": TODAY, "count": 12,
        "sure": True, "state": "shut", "people": (3, 4),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("words", "  "),
        ("on", "27.3.2022"),
        ("on", "2022-02-30"),
        ("count", "-1"),
        ("count", "1.5"),
        ("count", 1.5),
        ("count", True),
        ("sure", "maybe"),
        ("state", "ajar"),
        ("people", "one"),
        ("people", []),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_what_would_be_right(
    name: str, typed: object
) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_inputs(FIELDS, {**TYPED, name: typed}, TODAY)

    label = next(field.label for field in FIELDS if field.name == name)
    [zh], [en] = caught.value.sentences("zh"), caught.value.sentences("en")
    assert label.zh in zh
    assert "应为" in zh
    assert label.en in en
    assert "should be" in en


def test_every_mistake_of_a_form_is_told_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        read_inputs(FIELDS, {"on": "soon", "unknown": 1}, TODAY)

    told = " ".join(caught.value.sentences("en"))
    assert len(caught.value.reasons) == 7
    assert 'There is no field "unknown"' in told
    assert "Words (words) is missing" in told
    assert '"soon" should be a date' in told


@pytest.mark.parametrize("kind", [one for one in FieldType if one is not FieldType.ROWS])
def test_every_kind_of_field_says_what_it_wants(kind: FieldType) -> None:
    field = Field("one", kind, Text("项", "Item"), choices=S)

    with pytest.raises(InvalidInput) as caught:
        field.parse("" if kind in {FieldType.TEXT, FieldType.CONTENT} else "?")

    assert all(caught.value.sentences("zh") + caught.value.sentences("en"))
