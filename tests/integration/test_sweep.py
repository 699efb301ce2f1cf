"""The sweep: everything due speaks once, late or not, whoever sweeps and however often."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.timers import sweep
from kernel.clock import office_moment
from tests.support.office import FED_BACK, SmallOffice, found
from tests.support.rivals import When, at_once, sweep_all, until_killed

LATE = office_moment(date(2021, 12, 31), time(9))
"""Three weeks after the last sweep."""


def spoken(desk: SmallOffice, at: datetime | None = None) -> list[dict[str, Any]]:
    """Return every entry of a ladder, or those made at one moment, case by case."""
    return [
        one
        for row in desk.rows("SELECT id FROM cases ORDER BY id")
        for one in desk.entries(row["id"])
        if one["what"] == "timer" and at in {None, datetime.fromisoformat(one["at"])}
    ]


def moved_by_the_clock(desk: SmallOffice) -> list[tuple[int, str]]:
    """Return the events that the clock gave because the time was up."""
    cases = desk.rows("SELECT id FROM cases ORDER BY id")
    return [
        (row["id"], one["event"])
        for row in cases
        for one in desk.entries(row["id"])
        if one["what"] == "move" and "deadline" in one
    ]


def set_the_scene(desk: SmallOffice) -> int:
    """Bring a round on site and an extension in force, with all swept until 10 December."""
    desk.to("on_site")
    desk.sweep_each_due_time(office_moment(date(2021, 11, 22), time(9)))
    extension = desk.open(
        "extension", "leader", desk.assignment, deadline="assignment_window",
        requested_on="2021-12-24", why="工作量大", progress="过半",
    )  # fmt: skip
    desk.give(extension, "check", "staff")
    desk.give(extension, "sign", "leader")
    desk.give(extension, "approve", "chief", granted_on="2021-12-24")
    desk.sweep_each_due_time(LATE - timedelta(days=21))
    return extension


def where_everything_is(desk: SmallOffice) -> dict[str, list[dict[str, Any]]]:
    """Return states, details and clocks: all but who was told what and when."""
    return {
        "cases": desk.rows("SELECT id, kind, state, revision FROM cases ORDER BY id"),
        "rounds": desk.rows("SELECT * FROM round_details ORDER BY case_id"),
        "assignments": desk.rows("SELECT * FROM assignment_details ORDER BY case_id"),
        "extensions": desk.rows("SELECT * FROM extension_details ORDER BY case_id"),
        "timers": desk.rows(
            "SELECT case_id, deadline, armed_seq, status, due_on, original_on, extensions, event"
            " FROM timers WHERE event IS NULL ORDER BY case_id, deadline, armed_seq"
        ),
    }


def test_two_months_after_the_feedback_is_a_sunday_so_the_monday_counts(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    timer = desk.timers(item)["rectification_report"]
    assert timer["anchor_on"] == FED_BACK
    assert (timer["nominal_on"], timer["due_on"]) == (date(2022, 3, 27), date(2022, 3, 28))
    [told] = [
        one for one in desk.entries(item)[0]["armed"] if one["deadline"] == "rectification_report"
    ]
    assert (told["nominal"], told["due"]) == ("2022-03-27", "2022-03-28")

    desk.sweep_each_due_time(office_moment(date(2022, 3, 28), time(17, 59)))
    before = [one["tone"] for one in desk.entries(item) if one.get("deadline") == told["deadline"]]
    desk.sweep_each_due_time(office_moment(date(2022, 3, 28), time(18)))
    after = [one["tone"] for one in desk.entries(item) if one.get("deadline") == told["deadline"]]

    assert set(before) == {"reminder"}
    assert after == [*before, "overdue"]
    named = desk.rows("SELECT DISTINCT due_on FROM notices WHERE deadline = 'rectification_report'")
    assert [row["due_on"] for row in named] == [date(2022, 3, 28)]


def test_one_sweep_after_three_weeks_tells_each_deadline_once_with_what_was_skipped(
    desk: SmallOffice,
) -> None:
    set_the_scene(desk)

    desk.clock.set(LATE)
    report = desk.sweep()

    late = spoken(desk, LATE)
    per_deadline = Counter((one["case"], one["deadline"]) for one in late)
    assert set(per_deadline.values()) == {1}
    assert len(late) == report.spoken >= 3
    told = desk.rows(
        "SELECT case_id, deadline, person_id FROM notices"
        " WHERE created_at = :late AND deadline IS NOT NULL",
        late=LATE,
    )
    assert set(Counter(tuple(row.values()) for row in told).values()) == {1}
    assert {(row["case_id"], row["deadline"]) for row in told} == set(per_deadline)
    [window] = [one for one in late if one["deadline"] == "on_site_window"]
    assert window["skipped"]
    assert all(name.startswith("T") for name in window["skipped"])
    assert window["late_s"] > timedelta(days=7).total_seconds()
    assert report.worst_lateness > timedelta(days=7)
    assert report.next_due is not None
    assert report.next_due > LATE


def test_one_late_sweep_leaves_every_case_where_sweeping_each_minute_would(
    desk: SmallOffice, tmp_path: Path
) -> None:
    extension = set_the_scene(desk)
    twin = found(f"sqlite:///{tmp_path / 'twin.db'}", tmp_path / "twin", durable=False)
    set_the_scene(twin)

    twin.sweep_each_due_time(LATE)
    desk.clock.set(LATE)
    desk.sweep()

    assert where_everything_is(desk) == where_everything_is(twin)
    assert len(spoken(desk)) < len(spoken(twin))
    twin.close()
    assert desk.state(extension) == "expired"
    [unit] = desk.rows("SELECT intake_closed_on FROM assignment_details")
    assert unit["intake_closed_on"] == date(2021, 12, 15)


def test_a_second_sweep_changes_nothing(desk: SmallOffice) -> None:
    set_the_scene(desk)
    desk.clock.set(LATE)
    desk.sweep()
    before = desk.everything()

    again = desk.sweep()
    other = sweep(desk.again().office)

    assert (again.spoken, again.events, other.spoken, other.events) == (0, 0, 0, 0)
    assert desk.everything() == before


def test_small_batches_do_what_one_large_batch_does(desk: SmallOffice) -> None:
    set_the_scene(desk)
    desk.clock.set(LATE)

    report = sweep(desk.office, batch=1)

    per_deadline = Counter((one["case"], one["deadline"]) for one in spoken(desk, LATE))
    assert set(per_deadline.values()) == {1}
    assert report.events == 2
    assert sweep(desk.office).spoken == 0


def test_the_event_of_the_clock_happens_once_and_its_ladder_falls_silent(
    desk: SmallOffice,
) -> None:
    extension = set_the_scene(desk)
    assert moved_by_the_clock(desk) == []

    desk.sweep_each_due_time(LATE)
    desk.sweep_each_due_time(LATE + timedelta(days=30))

    assert sorted(moved_by_the_clock(desk)) == [
        (desk.assignment, "close_intake"),
        (extension, "expire"),
    ]
    assert "intake_close" not in desk.timers(desk.assignment)
    tones = [one["tone"] for one in spoken(desk) if one["deadline"] == "intake_close"]
    assert tones == ["reminder"]


def test_what_people_have_done_before_the_time_is_up_the_clock_does_not_do_again(
    desk: SmallOffice,
) -> None:
    set_the_scene(desk)
    desk.on(date(2021, 12, 14))
    desk.give(desk.assignment, "close_intake", "member")

    desk.sweep_each_due_time(LATE)

    assert (desk.assignment, "close_intake") not in moved_by_the_clock(desk)
    [unit] = desk.rows("SELECT intake_closed_on FROM assignment_details")
    assert unit["intake_closed_on"] == date(2021, 12, 14)


def test_four_sweepers_at_once_fire_each_timer_exactly_once(desk: SmallOffice) -> None:
    desk.to("rectifying")
    items = [desk.item() for _ in range(25)]
    desk.on(date(2022, 4, 30))

    told = at_once(desk, [(sweep_all, (5,))] * 4)

    fired = Counter((one["case"], one["deadline"]) for one in spoken(desk))
    assert set(fired.values()) == {1}
    assert {case for case, _ in fired} >= set(items)
    assert sum(one["spoken"] for one in told) == len(spoken(desk))
    assert desk.sweep().spoken == 0


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sweeper_that_is_killed_leaves_no_event_half_done_nor_done_twice(
    desk: SmallOffice, when: When
) -> None:
    extension = set_the_scene(desk)
    desk.clock.set(LATE)

    killed = until_killed(desk, sweep_all, (5,), commit=1, when=when)
    sweep_all(desk.office)

    assert killed
    assert sorted(moved_by_the_clock(desk)) == [
        (desk.assignment, "close_intake"),
        (extension, "expire"),
    ]
    late = Counter((one["case"], one["deadline"]) for one in spoken(desk, LATE))
    assert set(late.values()) == {1}
