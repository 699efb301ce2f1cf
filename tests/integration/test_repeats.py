"""The revision that was seen and the key that was given: conflicts and repeated commands."""

from __future__ import annotations

from typing import Any

import pytest

from kernel.errors import Conflict, InvalidInput, NotFound, NotPermitted
from tests.support.office import SmallOffice


def test_a_move_on_a_revision_that_is_past_is_a_conflict(desk: SmallOffice) -> None:
    desk.to("draft")
    seen = desk.case(desk.round_id)["revision"]
    desk.give(desk.round_id, "revise", "staff", focus="另一重点", revision=seen)
    before = desk.everything()

    with pytest.raises(Conflict) as caught:
        desk.give(desk.round_id, "approve_plan", "chief", revision=seen)

    assert "moved" in caught.value.sentences("en")[0]
    assert desk.everything() == before
    assert desk.give(desk.round_id, "approve_plan", "chief", revision=seen + 1).revision == seen + 2


def test_a_reminder_or_a_refusal_in_between_is_no_conflict(desk: SmallOffice) -> None:
    desk.to("preparing")
    seen = desk.case(desk.round_id)["revision"]
    desk.no(desk.round_id, "mobilise", "director")

    desk.give(desk.round_id, "authorise_group", "secretary", group=desk.group, revision=seen)


def test_the_same_key_twice_is_the_same_result_and_one_move(desk: SmallOffice) -> None:
    desk.to("draft")
    first = desk.give(desk.round_id, "approve_plan", "chief", key="k1")
    before = desk.everything()

    again = desk.give(desk.round_id, "approve_plan", "chief", key="k1")

    assert again.to_json() == first.to_json()
    assert desk.everything() == before


def test_a_key_for_another_command_is_refused(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.give(desk.round_id, "revise", "staff", focus="甲", key="k1")
    before = desk.everything()

    others: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("revise", "staff", {"focus": "乙"}),
        ("revise", "clerk", {"focus": "甲"}),
        ("approve_plan", "chief", {}),
    )
    for event, who, inputs in others:
        with pytest.raises(InvalidInput, match="k1"):
            desk.give(desk.round_id, event, who, key="k1", **inputs)

    assert desk.everything() == before


def test_a_refusal_under_a_key_is_repeated_even_when_it_would_be_a_yes_now(
    desk: SmallOffice,
) -> None:
    desk.to("preparing")
    first = desk.no(desk.round_id, "mobilise", "director", key="k1")
    desk._mobilised()
    before = desk.everything()

    again = desk.no(desk.round_id, "mobilise", "director", key="k1")

    assert again == first
    assert desk.everything() == before


def test_a_refusal_because_of_who_asks_stays_one_under_its_key(desk: SmallOffice) -> None:
    desk.to("draft")
    for _ in range(2):
        with pytest.raises(NotPermitted):
            desk.give(desk.round_id, "approve_plan", "staff", key="k1")

    assert [one["what"] for one in desk.entries(desk.round_id)].count("refusal") == 1


def test_opening_twice_under_one_key_opens_one_case(desk: SmallOffice) -> None:
    desk.to("rectifying")

    made = {
        desk.open("rectification", "staff", desk.assignment, problem="甲", key="k1")
        for _ in range(3)
    }

    assert len(made) == 1
    assert len(desk.rows("SELECT id FROM cases WHERE kind = 'rectification'")) == 1


def test_a_key_used_on_a_case_one_may_not_know_of_does_not_tell_that_it_is_there(
    desk: SmallOffice,
) -> None:
    desk.to("draft")

    for case_id in (desk.round_id, 9_999, desk.round_id, 9_998):
        with pytest.raises(NotFound):
            desk.give(case_id, "approve_plan", "stranger", key="k1")

    assert desk.rows("SELECT * FROM commands") == []
    assert [one["what"] for one in desk.entries(desk.round_id)[-2:]] == ["refusal", "refusal"]
