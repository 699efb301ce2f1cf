"""Extensions: asked, checked, signed, decided, applied; the old date stays visible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kernel.errors import InvalidInput
from tests.support.office import SmallOffice


def asked(desk: SmallOffice, item: int, until: str = "2022-05-09", **more: Any) -> int:
    """Ask for more time for the report on an item, and have it checked and signed."""
    made = desk.open(
        "extension", "liaison", item, deadline="rectification_report", requested_on=until,
        why="汛期", progress="已完成七成", **more,
    )  # fmt: skip
    desk.give(made, "check", "staff")
    desk.give(made, "sign", "head")
    return made


def test_an_extension_leaves_the_old_date_visible_and_is_counted(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = asked(desk, item)
    before = desk.timers(item)["rectification_report"]
    assert before["due_on"] == date(2022, 3, 28)

    outcome = desk.give(extension, "approve", "chief", granted_on="2022-05-09")

    after = desk.timers(item)["rectification_report"]
    assert after["due_on"] == date(2022, 5, 9)
    assert after["original_on"] == date(2022, 3, 28)
    assert (before["extensions"], after["extensions"]) == (0, 1)
    assert (outcome.state, desk.state(item)) == ("applied", "extended")
    [details] = desk.rows("SELECT * FROM extension_details")
    assert details["present_on"] == date(2022, 3, 28)
    amended, moved = desk.entries(item)[-2:]
    assert (amended["was_due"], amended["due"]) == ("2022-03-28", "2022-05-09")
    assert (moved["event"], moved["because_of"]) == ("extend", extension)
    applied = desk.entries(extension)[-1]
    assert (applied["event"], applied["after"], applied["by"]) == ("apply", "approve", 0)


def test_an_extension_may_be_granted_in_part_but_not_beyond_what_was_asked(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = asked(desk, item)

    assert (
        "not after the requested one"
        in desk.no(extension, "approve", "chief", granted_on="2022-05-10")[0]
    )
    desk.give(extension, "approve_partly", "chief", granted_on="2022-04-18", reason="七成已成")

    assert desk.timers(item)["rectification_report"]["due_on"] == date(2022, 4, 18)
    assert desk.state(extension) == "applied"


def test_silence_is_no_approval_and_a_rejection_changes_no_date(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = asked(desk, item)
    desk.on(date(2022, 2, 20))
    desk.sweep()
    assert desk.state(extension) == "signed"

    desk.give(extension, "reject", "chief", reason="进度足够")

    timer = desk.timers(item)["rectification_report"]
    assert (timer["due_on"], timer["extensions"]) == (date(2022, 3, 28), 0)


def test_an_extension_is_not_decided_by_who_asked_checked_or_stands_in_for_them(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    extension = asked(desk, item)
    desk.stand_in("chief", "liaison")
    desk.stand_in("head", "deputy")
    other_people = ("Request, check and decision are made by different people.",)

    by_requester = desk.no(
        extension, "approve", "liaison", acting_for="chief", granted_on="2022-05-09"
    )

    assert by_requester == other_people
    desk.give(extension, "approve", "chief", granted_on="2022-05-09")


def test_who_decides_is_not_the_stand_in_who_asked(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.stand_in("liaison", "chief")
    extension = asked(desk, item)
    mine = desk.open(
        "extension", "chief", item, acting_for="liaison", deadline="rectification_concentrated",
        requested_on="2022-05-09", why="汛期", progress="七成",
    )  # fmt: skip
    desk.give(mine, "check", "staff")
    desk.give(mine, "sign", "head")

    desk.no(mine, "approve", "chief", granted_on="2022-05-09")
    desk.give(extension, "approve", "chief", granted_on="2022-05-09")


def test_a_second_extension_of_the_same_limit_needs_a_reason(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.give(asked(desk, item), "approve", "chief", granted_on="2022-05-09")

    second = asked(desk, item, "2022-06-09")

    assert "as often as allowed" in desk.no(second, "approve", "chief", granted_on="2022-06-09")[0]
    desk.give(second, "approve", "chief", granted_on="2022-06-09", exception_reason="洪灾")
    timer = desk.timers(item)["rectification_report"]
    assert (timer["due_on"], timer["extensions"]) == (date(2022, 6, 9), 2)
    assert timer["original_on"] == date(2022, 3, 28)


def test_a_window_that_is_extended_twice_counts_both(desk: SmallOffice) -> None:
    desk.to("on_site")
    for count, until in enumerate(("2021-12-24", "2021-12-28"), start=1):
        made = desk.open(
            "extension", "leader", desk.assignment, deadline="assignment_window",
            requested_on=until, why="工作量大", progress="过半",
        )  # fmt: skip
        desk.give(made, "check", "staff")
        desk.give(made, "sign", "leader")
        desk.give(made, "approve", "chief", granted_on=until, exception_reason="工作量大")

        timer = desk.timers(desk.assignment)["assignment_window"]
        assert (timer["due_on"].isoformat(), timer["extensions"]) == (until, count)
        assert timer["original_on"] == date(2021, 12, 20)
    [row] = desk.rows("SELECT on_site_end FROM assignment_details")
    assert row["on_site_end"] == date(2021, 12, 28)


def test_a_request_after_the_due_date_needs_the_consent_of_the_leader(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    desk.on(date(2022, 3, 29))
    extension = asked(desk, item)

    assert "late request" in desk.no(extension, "approve", "chief", granted_on="2022-05-09")[0]
    desk.give(extension, "approve", "chief", granted_on="2022-05-09", late_consent=True)
    assert desk.state(item) == "extended"


def test_a_limit_that_does_not_run_cannot_be_extended(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()

    with pytest.raises(InvalidInput, match="look_back"):
        desk.open(
            "extension", "liaison", item, deadline="look_back", requested_on="2023-05-09",
            why="汛期", progress="七成",
        )  # fmt: skip


def test_extending_the_stay_moves_the_groups_that_are_still_there(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")

    desk.give(
        desk.round_id, "decide_extension", "chief", dispatch_extension="extended",
        new_end="2021-12-27", reason="工作量大",
    )  # fmt: skip

    [row] = desk.rows("SELECT on_site_end FROM assignment_details")
    assert row["on_site_end"] == date(2021, 12, 27)
    for case, deadline in (
        (desk.round_id, "on_site_window"),
        (desk.assignment, "assignment_window"),
    ):
        timer = desk.timers(case)[deadline]
        assert (timer["due_on"], timer["original_on"]) == (date(2021, 12, 27), date(2021, 12, 20))
    amended = desk.entries(desk.assignment)[-1]
    assert (amended["what"], amended["because_of"]) == ("amend", desk.round_id)
    assert amended["changed"] == {"on_site_end": "2021-12-27"}
