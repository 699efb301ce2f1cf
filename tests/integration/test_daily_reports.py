"""Daily reports: opened once for each group and day, late and missing stay told, weekly summed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from engine.books import read_book
from engine.commands import Open
from engine.opening import open_case
from engine.queries import list_cases
from engine.routines.daily_reports import daily_reports
from engine.routines.run import run_due
from engine.routines.weekly_summary import weekly_summary
from engine.suspend import suspend
from kernel.clock import office_moment
from kernel.errors import InvalidInput, NotFound
from tests.support.acting import POLICY
from tests.support.office import SmallOffice

MONDAY = date(2021, 11, 8)
TUESDAY = MONDAY + timedelta(days=1)
TOLD: Mapping[str, Any] = {"talks": 3, "papers": "G1-001，G1-002", "tomorrow": "继续谈话"}


@pytest.fixture
def small(desk: SmallOffice) -> SmallOffice:
    """The group has entered its unit on a Monday; it is Tuesday morning."""
    desk.to("on_site")
    desk.on(TUESDAY, 9)
    return desk


def reports(small: SmallOffice) -> list[int]:
    rows = small.rows("SELECT id FROM cases WHERE kind = 'daily_report' ORDER BY id")
    return [row["id"] for row in rows]


def opened(small: SmallOffice, day: date = TUESDAY) -> int:
    assert daily_reports.run(small.office, day) == {"groups": 1, "opened": 1}
    return reports(small)[-1]


def handed_in(small: SmallOffice, day: date = TUESDAY) -> int:
    made = opened(small, day)
    small.give(made, "draft", "member", **TOLD)
    small.give(made, "sign", "leader")
    return made


def test_a_report_is_written_signed_and_handed_in_the_same_day(small: SmallOffice) -> None:
    made = handed_in(small)

    kept = small.details(made)
    assert small.state(made) == "submitted"
    assert (kept["talks"], kept["papers"]) == (3, "G1-001，G1-002")
    assert (kept["handed_in_on"], bool(kept["late"])) == (TUESDAY, False)
    assert small.timers(made) == {}


def test_what_the_activity_log_holds_for_the_day_counts_rather_than_what_is_typed(
    small: SmallOffice,
) -> None:
    made = opened(small)
    team = [small.who["leader"], small.who["member"]]
    talk = {"method": "interview", "inspectors": team}
    yesterday = {**talk, "held_on": MONDAY.isoformat()}
    small.give(small.assignment, "record_activity", "member", activities=[talk, talk, yesterday])

    small.give(made, "draft", "member", talks=9, visits=1, tomorrow="继续")

    kept = small.details(made)
    assert (kept["talks"], kept["visits"], kept["documents"]) == (2, 1, None)


def test_each_group_on_site_has_one_report_a_day_however_often_it_is_asked(
    small: SmallOffice,
) -> None:
    opened(small)

    again = daily_reports.run(small.office, TUESDAY)

    assert again == {"groups": 1, "opened": 0}
    assert len(reports(small)) == 1


def test_a_second_report_for_a_day_does_not_get_into_the_database(small: SmallOffice) -> None:
    opened(small)
    twin = {
        "group_id": small.group, "report_day": TUESDAY, "hand_in_on": TUESDAY,
        "caught_up": False, "slot": f"{small.group}/{TUESDAY}",
    }  # fmt: skip

    with pytest.raises(Exception, match=r"(?i)unique"):
        open_case(small.office, Open("daily_report", 0, twin, small.round_id))

    assert len(reports(small)) == 1


def test_nobody_opens_a_report_by_hand(small: SmallOffice) -> None:
    with pytest.raises(InvalidInput):
        small.open("daily_report", "leader", small.round_id)


def test_no_report_is_due_before_a_group_enters_or_while_its_work_is_suspended(
    small: SmallOffice,
) -> None:
    assert daily_reports.run(small.office, MONDAY - timedelta(days=3))["groups"] == 0

    suspend(small.office, small.round_id, small.who["chief"], "台风")

    assert daily_reports.run(small.office, TUESDAY) == {"groups": 0, "opened": 0}


def test_days_the_office_was_shut_down_are_made_up_for_and_due_on_the_day_they_are_opened(
    small: SmallOffice,
) -> None:
    run_due(small.office)
    small.on(TUESDAY + timedelta(days=3), 9)

    run_due(small.office)

    kept = [small.details(one) for one in reports(small)]
    days = [TUESDAY + timedelta(days=after) for after in range(4)]
    assert [one["report_day"] for one in kept] == days
    assert [bool(one["caught_up"]) for one in kept] == [False, True, True, False]
    assert [one["hand_in_on"] for one in kept[1:]] == [days[3]] * 3


def test_what_is_not_handed_in_is_missing_and_told_to_the_group_and_then_to_its_leader_and_director(
    small: SmallOffice,
) -> None:
    made = opened(small)

    small.clock.set(office_moment(TUESDAY, time(18)))
    small.sweep()
    evening = {row["person_id"] for row in small.notices(made)}
    small.clock.set(office_moment(TUESDAY + timedelta(days=1), time(9)))
    small.sweep()

    every = [(row["person_id"], row["tone"]) for row in small.notices(made)]
    assert small.state(made) == "missing"
    assert small.who["leader"] in evening
    assert small.who["director"] not in evening
    assert {(small.who["leader"], "escalation"), (small.who["director"], "escalation")} <= set(
        every
    )


def test_a_late_report_is_taken_and_stays_marked_late(small: SmallOffice) -> None:
    made = opened(small)
    small.clock.set(office_moment(TUESDAY, time(18)))
    small.sweep()

    empty = small.no(made, "sign", "leader")
    small.give(made, "draft", "member", **TOLD)
    small.give(made, "sign", "leader")

    assert empty == ("The report is empty: fill it in before it is signed.",)
    assert small.state(made) == "late"
    assert small.timers(made) == {}
    small.on(date(2021, 11, 15), 9)
    weekly_summary.run(small.office, date(2021, 11, 15))
    assert small.state(made) == "summarised"
    assert bool(small.details(made)["late"])


def test_the_office_excuses_a_report_with_its_reason(small: SmallOffice) -> None:
    made = opened(small)

    with pytest.raises(InvalidInput):
        small.give(made, "excuse", "staff")
    small.give(made, "excuse", "staff", excuse="集中培训")

    assert small.state(made) == "excused"


def test_problems_are_told_by_number_only(small: SmallOffice) -> None:
    made = opened(small)

    reasons = small.no(made, "draft", "member", papers="G1-001、某人违规", tomorrow="继续")

    assert reasons == ("Problems are told by the number of their paper only; no numbers are: 2.",)


@pytest.mark.parametrize("who", ["head", "liaison", "contact"])
def test_units_and_receivers_do_not_even_know_of_a_report(small: SmallOffice, who: str) -> None:
    handed_in(small)

    assert list_cases(small.office, small.who[who], kind="daily_report") == []


# The Monday summary


def week(small: SmallOffice) -> int:
    """Return the summary of a week with one report in time and one missing."""
    handed_in(small)
    small.on(TUESDAY + timedelta(days=1), 9)
    opened(small, TUESDAY + timedelta(days=1))
    small.clock.set(office_moment(TUESDAY + timedelta(days=1), time(18)))
    small.sweep()
    small.on(MONDAY + timedelta(days=7), 9)
    assert weekly_summary.run(small.office, MONDAY + timedelta(days=7)) == {"drafted": 1}
    [row] = small.rows("SELECT id FROM cases WHERE kind = 'weekly_summary'")
    return int(row["id"])


def test_the_summary_counts_each_group_and_takes_up_what_was_handed_in(small: SmallOffice) -> None:
    issue = small.open(
        "issue", "leader", small.round_id, group_id=small.group, topic="difficulty",
        question="需要借调一名财务人员",
    )  # fmt: skip

    made = week(small)

    [line] = [entry["inputs"]["groups"][0] for entry in small.entries(made)]
    counted = ("expected", "in_time", "late", "missing", "excused", "open_issues", "clues")
    assert [line[name] for name in counted] == [2, 1, 0, 1, 0, 1, 0]
    assert line["no_clue"] is True
    assert [small.state(one) for one in reports(small)] == ["summarised", "missing"]
    assert small.state(issue) == "raised"


def test_a_summary_is_drafted_once_and_sent_to_the_leader_who_reads_it(small: SmallOffice) -> None:
    made = week(small)

    again = weekly_summary.run(small.office, MONDAY + timedelta(days=7))
    small.give(made, "revise", "staff", note="关注第一组")
    small.give(made, "send", "staff")
    small.give(made, "acknowledge", "chief")

    assert again == {"drafted": 0}
    assert small.state(made) == "read"
    assert small.details(made)["note"] == "关注第一组"


def test_the_next_summary_begins_where_the_last_one_ended(small: SmallOffice) -> None:
    week(small)
    small.on(MONDAY + timedelta(days=7), 9)
    opened(small, MONDAY + timedelta(days=7))
    small.on(MONDAY + timedelta(days=14), 9)

    weekly_summary.run(small.office, MONDAY + timedelta(days=14))

    last = small.rows("SELECT week_from, week_to FROM weekly_summary_details ORDER BY case_id")[-1]
    assert (last["week_from"], last["week_to"]) == (
        MONDAY + timedelta(days=7), MONDAY + timedelta(days=13),
    )  # fmt: skip


def test_a_slow_groups_leader_is_reminded_with_the_reason_in_the_record(small: SmallOffice) -> None:
    demanding = {**POLICY.limits, "least_hearing": 50, "least_interview": 50}
    small.office.policy = replace(POLICY, limits=demanding)

    week(small)

    every = small.entries(small.assignment)
    [entry] = [one for one in every if one.get("event") == "remind_progress"]
    reminded = [
        row["person_id"]
        for row in small.notices(small.assignment)
        if row["notice"] == "progress_reminder"
    ]
    assert entry["inputs"]["pace"] == "slow"
    assert "/50" in entry["inputs"]["why"]
    assert small.who["leader"] in reminded


def test_groups_do_not_see_how_the_others_are_compared(small: SmallOffice) -> None:
    made = week(small)

    with pytest.raises(NotFound):
        read_book(small.office, made, "weekly_groups", small.who["leader"])
