"""The office's policy: what is shipped is whole, and a wrong file tells all its mistakes."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from pathlib import Path

import apprise
import pytest

from config.policy import load_policy
from rules.deadlines import Direction, Unit
from rules.goals import Link, goal_of
from rules.ladder import Tone
from rules.posts import Post, Scope
from rules.routing import BodyKind, ClueKind
from rules.workdays import Roll
from states.catalogue import LIFE_CYCLES
from states.round import ROUND
from tests.support.policy import add, copy_of_policy, edit

SHIPPED = load_policy()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped policy that a test may spoil."""
    return copy_of_policy(tmp_path)


# What is shipped


def test_the_limits_of_the_sources_are_shipped() -> None:
    def number(name: str, day: date) -> tuple[int, Unit, Direction]:
        rule = SHIPPED.deadline(name, day)
        return rule.amount, rule.unit, rule.direction

    today = date(2025, 1, 1)
    assert number("mid_term_dispatch", today) == (14, Unit.DAYS, Direction.BEFORE)
    assert number("unit_notice", today) == (10, Unit.DAYS, Direction.BEFORE)
    assert number("liaison_roster", today) == (2, Unit.DAYS, Direction.BEFORE)
    assert number("unit_report", today) == (3, Unit.DAYS, Direction.AFTER)
    assert number("group_report", today) == (20, Unit.DAYS, Direction.AFTER)
    assert number("secretary_hearing", today) == (1, Unit.MONTHS, Direction.AFTER)
    assert number("rectification_plan", today) == (1, Unit.MONTHS, Direction.AFTER)
    assert number("rectification_report", today) == (2, Unit.MONTHS, Direction.AFTER)
    assert number("rectification_concentrated", today) == (6, Unit.MONTHS, Direction.AFTER)
    assert number("clue_result", today) == (3, Unit.MONTHS, Direction.AFTER)
    assert number("clue_outer", today) == (12, Unit.MONTHS, Direction.AFTER)
    assert number("clue_reconciliation", today) == (1, Unit.MONTHS, Direction.AFTER)
    assert number("look_back", today) == (12, Unit.MONTHS, Direction.AFTER)
    assert SHIPPED.deadline("daily_report", today).hour == time(18)


def test_a_date_that_people_set_is_never_moved() -> None:
    for name in ("on_site_window", "assignment_window", "action_item", "extension_end"):
        rule = SHIPPED.deadline(name, date(2025, 1, 1))
        assert (rule.amount, rule.roll) == (0, Roll.NONE)


def test_every_deadline_of_every_life_cycle_is_shipped_with_a_ladder() -> None:
    for cycle in LIFE_CYCLES.values():
        for deadline in cycle.deadlines:
            for version in SHIPPED.deadlines[deadline.name]:
                assert version.ladder in SHIPPED.ladders


def test_the_standard_ladder_warns_in_three_colours_and_then_writes_five_letters() -> None:
    steps = SHIPPED.ladders["E-STD"].steps

    assert [step.offset for step in steps[:3]] == [-20, -10, 0]
    assert steps[0].to == ("owner",)
    assert steps[1].to == ("owner", "leader")
    assert set(steps[2].to) == {"owner", "head", "director"}
    assert [step.tone for step in steps[3:]] == [Tone.ESCALATION] * 5
    assert "lg_leader" in steps[-1].to


def test_the_ladder_of_the_office_goes_up_within_two_days() -> None:
    steps = SHIPPED.ladders["E-GRP"].steps

    assert [(step.offset, step.to[-1]) for step in steps] == [
        (-1, "owner"),
        (0, "group_leader"),
        (1, "director"),
        (2, "lg_leader"),
    ]


def test_every_post_but_the_clock_has_its_terms() -> None:
    assert set(SHIPPED.posts) == set(Post) - {Post.CLOCK}
    assert SHIPPED.posts[Post.GROUP_LEADER].scope is Scope.GROUP
    assert Post.OFFICE_STAFF in SHIPPED.also_holds[Post.DIRECTOR]
    assert SHIPPED.label(Post.DIRECTOR).zh == "巡察办主任"
    assert SHIPPED.label(Post.CLOCK) == Post.CLOCK.label


def test_every_stage_of_a_round_has_one_goal_until_its_end() -> None:
    links = {state: goal_of(SHIPPED.goals, state.value) for state in ROUND.states}

    assert [state.value for state, goal in links.items() if goal is None] == ["closed", "cancelled"]
    assert list(SHIPPED.goals) == list(Link)


def test_every_kind_of_clue_has_a_route() -> None:
    routing = SHIPPED.routing

    assert set(routing.routes) == set(ClueKind)
    assert routing.allowed(ClueKind.DISCIPLINE, touches_leading_body=False) == (
        BodyKind.DISCIPLINE_COMMISSION,
    )
    assert routing.routes[ClueKind.NON_PERFORMANCE][0] is BodyKind.ORGANISATION_DEPARTMENT
    assert routing.routes[ClueKind.SYSTEMIC][0] is BodyKind.PARTY_COMMITTEE


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_every_shipped_service_is_known_to_apprise() -> None:
    known = {
        name
        for plugin in apprise.Apprise().details()["schemas"]
        for kind in ("protocols", "secure_protocols")
        for name in plugin[kind] or ()
    }

    assert set(SHIPPED.delivery.services) <= known


def test_only_a_service_that_knows_repeats_is_tried_again_in_the_dark() -> None:
    assert SHIPPED.delivery.may_repeat("mailto")
    assert not SHIPPED.delivery.may_repeat("dingtalk")
    assert not SHIPPED.delivery.may_repeat("pigeon")


def test_waits_double_up_to_the_longest_and_luck_halves_them_at_most() -> None:
    delivery = SHIPPED.delivery

    waits = [delivery.wait(made, 1) for made in range(1, 30)]

    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(seconds=delivery.cap_seconds)
    assert delivery.wait(1, 0) == timedelta(seconds=15)


# Versions


def test_the_digest_tells_settings_apart_but_not_their_order_or_comments(folder: Path) -> None:
    add(folder, "routing.toml", "\n# a comment\n")
    assert load_policy(folder).digest == SHIPPED.digest
    assert re.fullmatch(r"[0-9a-f]{16}", SHIPPED.digest)

    edit(folder, "deadlines.toml", "amount = 14", "amount = 15")
    assert load_policy(folder).digest != SHIPPED.digest


def test_a_new_version_of_a_limit_holds_from_its_day_on(folder: Path) -> None:
    version = """
        [[group_report]]
        label = { zh = "巡察报告报送", en = "Report of the group" }
        amount = 15
        unit = "workdays"
        ladder = "E-GRP"
        source = "office"
        row = "I01"
        effective_from = 2027-01-01
    """
    add(folder, "deadlines.toml", version)

    policy = load_policy(folder)

    assert policy.deadline("group_report", date(2026, 12, 31)).amount == 20
    assert policy.deadline("group_report", date(2027, 1, 1)).amount == 15


# The calendar


def test_a_year_typed_in_by_the_office_is_known(folder: Path) -> None:
    year = """
        [[year]]
        year = 2027
        source = "an announcement"
        rest = [2027-01-01, 2027-01-02]
        worked = [2027-02-20]
    """
    add(folder, "calendars.toml", year)

    office = load_policy(folder).calendar

    assert not office.is_workday(date(2027, 1, 1))
    assert office.is_workday(date(2027, 2, 20))
    assert office.known_until == date(2027, 12, 31)


def test_the_office_may_close_and_open_on_days_of_its_own(folder: Path) -> None:
    edit(folder, "calendars.toml", "rest = []", "rest = [2024-09-29]")
    edit(folder, "calendars.toml", "worked = []", "worked = [2024-10-01, 2024-10-05]")
    add(
        folder,
        "calendars.toml",
        '[[closure]]\nfirst = 2025-07-01\nlast = 2025-07-02\nreason = "moving"\n',
    )

    office = load_policy(folder).calendar

    assert not office.is_workday(date(2024, 9, 29))
    assert office.is_workday(date(2024, 10, 1))
    assert office.is_workday(date(2024, 10, 5))
    assert office.add_workdays(date(2025, 6, 30), 1) == date(2025, 7, 3)


def test_a_duty_phone_may_be_answered_in_two_windows(folder: Path) -> None:
    assert SHIPPED.duty_hours == ((time(9), time(18)),)

    edit(folder, "calendars.toml", 'to = "18:00"', 'to = "12:00"')
    add(folder, "calendars.toml", '[[duty_phone.window]]\nfrom = "14:30"\nto = "17:30"\n')

    assert load_policy(folder).duty_hours == ((time(9), time(12)), (time(14, 30), time(17, 30)))
