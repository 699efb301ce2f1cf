"""The catalogue of notices: every line leads somewhere."""

from __future__ import annotations

from notifications.catalogue import NOTICES, owed_on
from notifications.catalogue.ladder import TOLD_BY_LADDER
from notifications.catalogue.notice import OPEN
from rules.ladder import Tone
from states.catalogue import NEWEST


def test_every_notice_follows_an_event_that_exists() -> None:
    known = {(kind, OPEN) for kind in NEWEST} | {
        (kind, event.value) for kind, cycle in NEWEST.items() for event in cycle.events
    }

    asked = {pair for notice in NOTICES.values() for pair in notice.on}

    assert asked <= known


def test_no_two_subjects_have_a_notice_of_the_same_name() -> None:
    asked = {pair for notice in NOTICES.values() for pair in notice.on}

    assert [one.name for pair in asked for one in owed_on(*pair) if NOTICES[one.name] != one] == []


def test_a_notice_that_follows_an_event_is_for_somebody() -> None:
    told = (notice for notice in NOTICES.values() if notice.on)

    assert [one.name for one in told if not (one.to or one.named_in)] == []


def test_group_leaders_are_told_of_each_stage_of_their_round() -> None:
    stages = ("authorise", "mobilise", "enter_site", "close_fieldwork", "start_feedback", "close")

    unheard = [
        stage
        for stage in stages
        if not any("group_leader" in notice.to for notice in owed_on("round", stage))
    ]

    assert unheard == []


def test_no_notice_about_a_clue_goes_to_the_inspected_unit() -> None:
    told = {
        post for notice in NOTICES.values() for kind, _ in notice.on if kind == "clue"
        for post in notice.to
    }  # fmt: skip

    assert not told & {"unit_head", "unit_leader", "unit_liaison"}


def test_an_event_without_a_line_owes_nothing() -> None:
    assert owed_on("round", "revise") == ()


def test_each_tone_of_a_ladder_has_a_notice_that_wants_a_receipt() -> None:
    assert set(TOLD_BY_LADDER) == set(Tone)
    assert all(NOTICES[name].wants_receipt for name in TOLD_BY_LADDER.values())
