"""The stay on site: activity log, prohibitions, duty windows, boxes and channels."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from engine.onsite.boxes import box_balances
from engine.onsite.duty import duty_on
from engine.onsite.interviews import interviews_of
from engine.routines.duty_check import duty_check
from engine.routines.run import run_for
from kernel.clock import office_moment
from rules.methods import FORBIDDEN
from rules.routines import Period
from tests.support.office import SmallOffice

MONDAY = date(2021, 11, 8)


def told(desk: SmallOffice, notice: str) -> list[int]:
    """Return who got a notice about the assignment."""
    return [one["person_id"] for one in desk.notices(desk.assignment) if one["notice"] == notice]


def talk(desk: SmallOffice, **more: Any) -> dict[str, Any]:
    """Return a line about an interview by two."""
    pair = [desk.who["leader"], desk.who["member"]]
    return {"method": "interview", "inspectors": pair, **more}


def test_the_six_prohibitions_are_refused_whoever_tries(desk: SmallOffice) -> None:
    desk.to("on_site")

    for method in FORBIDDEN:
        for who in ("leader", "member"):
            lines = [{"method": method.value}]
            [reason] = desk.no(desk.assignment, "record_activity", who, activities=lines)
            assert method.label.en in reason
            assert "six prohibitions" in reason


def test_a_long_interview_is_told_to_the_leader(desk: SmallOffice) -> None:
    desk.to("on_site")

    desk.give(
        desk.assignment, "record_activity", "member",
        activities=[
            talk(desk, from_time="9:00", to_time="11:00"),
            talk(desk, from_time="14:00", to_time="17:30"),
        ],
    )  # fmt: skip

    assert told(desk, "interview_ran_long") == [desk.who["leader"]]
    last = desk.entries(desk.assignment)[-1]
    assert last["inputs"] == {"interviews": 1, "minutes": 210}


def test_interviews_are_planned_and_counted_by_tier(desk: SmallOffice) -> None:
    desk.to("on_site")
    plan = [{"position": "局长", "tier": "head", "planned_on": "2021-11-10"}]
    desk.give(desk.assignment, "plan_interviews", "member", interviews=plan)
    desk.give(desk.assignment, "record_activity", "member", activities=[talk(desk, tier="head")])

    seen = interviews_of(desk.office, desk.assignment, desk.who["leader"])

    assert [(one.tier, one.planned, one.held) for one in seen] == [("head", 1, 1), ("", 0, 1)]


def test_windows_without_anybody_are_told_to_the_group_and_the_next_day_to_the_office(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    duties = [{"day": "2021-11-08", "from_time": "08:30", "to_time": "10:00",
               "person": desk.who["member"]}]  # fmt: skip
    desk.give(desk.assignment, "roster_duty", "leader", duties=duties)

    first = duty_check.run(desk.office, MONDAY)
    again = duty_check.run(desk.office, MONDAY)
    desk.on(date(2021, 11, 9), 8)
    period = Period("2021-11-09", date(2021, 11, 9), office_moment(date(2021, 11, 9), time(8)))
    report = run_for(desk.office, duty_check, period)

    assert first["duty_gap"] == 1
    assert again["duty_gap"] == 1
    assert report.figures == {"duty_gap": 1, "duty_missed": 1}
    entries = [one for one in desk.entries(desk.assignment) if one.get("event") == "duty_gap"]
    assert [one["inputs"]["gaps"] for one in entries] == ["10:00-12:00", "08:30-12:00"]
    assert desk.who["leader"] in told(desk, "duty_gap")
    assert desk.who["staff"] in told(desk, "duty_missed")


def test_a_roster_for_the_whole_stay_leaves_no_gap(desk: SmallOffice) -> None:
    desk.to("on_site")
    duties = [{"whole_stay": True, "person": desk.who["member"]}]
    desk.give(desk.assignment, "roster_duty", "leader", duties=duties)
    desk.give(desk.assignment, "sign_duty", "member", from_time="8:30", to_time="12:00")

    [seen] = duty_on(desk.office, desk.round_id, MONDAY, desk.who["staff"])

    assert (seen.people, seen.nobody, seen.not_there) == (("member",), "", "")
    assert duty_check.run(desk.office, MONDAY) == {"duty_gap": 0, "duty_missed": 0}


def test_a_box_is_opened_by_two_and_its_letters_are_compared(desk: SmallOffice) -> None:
    desk.to("on_site")
    opening: dict[str, Any] = {"box": "一号", "opened_at": "09:30", "letters": 3}

    alone = desk.no(
        desk.assignment, "open_box", "member", second_person=desk.who["member"], **opening
    )
    desk.give(desk.assignment, "open_box", "member", second_person=desk.who["leader"], **opening)

    [seen] = box_balances(desk.office, desk.round_id, desk.who["staff"])
    assert "two different people" in alone[0]
    assert (seen.boxes, seen.openings, seen.taken_out, seen.difference) == (2, 1, 3, 3)


def test_a_broken_channel_is_told_to_the_leader(desk: SmallOffice) -> None:
    desk.to("on_site")

    desk.give(desk.assignment, "check_channels", "member", phone_works=True, boxes_intact=True)
    quiet = told(desk, "channel_broken")
    desk.give(desk.assignment, "check_channels", "member", phone_works=False, boxes_intact=True)

    assert quiet == []
    assert told(desk, "channel_broken") == [desk.who["leader"]]


def test_a_survey_keeps_totals_and_no_small_ones(desk: SmallOffice) -> None:
    desk.to("on_site")
    answers = [{"question": "一", "answer": "好", "count": 28},
               {"question": "一", "answer": "差", "count": 2}]  # fmt: skip
    survey: dict[str, Any] = {"survey": "民主测评", "returned": 30}

    no = desk.no(desk.assignment, "record_survey", "member", answers=answers, **survey)
    left_out = [{"question": "一", "answer": answer} for answer in ("好", "差")]
    desk.give(desk.assignment, "record_survey", "member", answers=left_out, **survey)

    assert "below the protected size" in no[0]
