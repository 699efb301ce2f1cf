"""A rectification item through the real engine: supervisor, monthly report, hand-in, findings."""

from __future__ import annotations

from datetime import date

import pytest

from kernel.errors import InvalidInput
from rules.posts import Post
from tests.support.acting import SINCE
from tests.support.office import DONE, RULED_OUT, SmallOffice


def second_supervisor(desk: SmallOffice) -> None:
    """Make `deputy` a supervisor, too."""
    desk.appoint("deputy", Post.SUPERVISOR, since=SINCE)


def test_an_item_gets_the_supervisor_with_the_fewest_open_items(desk: SmallOffice) -> None:
    desk.to("rectifying")
    second_supervisor(desk)

    items = [desk.item(to="in_progress") for _ in range(3)]

    who = [desk.details(item)["supervisor_id"] for item in items]
    both = sorted((desk.who["supervisor"], desk.who["deputy"]))
    assert who == [both[0], both[1], both[0]]


def test_only_the_assigned_supervisor_or_the_office_checks(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="handed_in")
    second_supervisor(desk)

    desk.give(item, "assign_supervisor", "staff", supervisor_id=desk.who["deputy"])

    assert "Another supervisor is assigned" in desk.no(item, "check_on_paper", "supervisor")[0]
    desk.give(item, "check_on_paper", "deputy")


def test_nobody_is_assigned_who_is_no_supervisor(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="claimed")

    with pytest.raises(InvalidInput, match="holds that post"):
        desk.give(item, "assign_supervisor", "staff", supervisor_id=desk.who["clerk"])


def test_each_progress_report_starts_a_new_month_and_is_no_extension(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    first = desk.timers(item)["rectification_progress"]

    desk.on(date(2022, 2, 21))
    desk.give(item, "record_progress", "liaison", progress="三成")

    second = desk.timers(item)["rectification_progress"]
    assert (first["due_on"], second["due_on"]) == (date(2022, 2, 28), date(2022, 3, 21))
    assert (second["extensions"], second["original_on"]) == (0, date(2022, 3, 21))


def test_a_missing_monthly_report_is_asked_for_on_its_own_ladder(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")

    desk.on(date(2022, 2, 28), hour=20)
    desk.sweep()

    assert ("deadline_overdue", "rectification_progress") in {
        (row["notice"], row["deadline"]) for row in desk.notices(item)
    }


def test_an_account_is_handed_in_with_its_evidence_before_it_is_checked(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="reported_done")

    assert desk.no(item, "check_on_paper", "supervisor")
    assert "evidence" in desk.no(item, "hand_in", "liaison", evidence_count=0)[0]
    desk.give(item, "hand_in", "liaison", evidence_count=12)

    assert desk.details(item)["evidence_count"] == 12


def test_an_item_is_not_reported_done_without_lessons_drawn(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")

    with pytest.raises(InvalidInput, match="rules_note"):
        desk.give(item, "report_done", "liaison", **{**DONE, "rules_note": ""})


def test_a_false_rectification_stays_open_until_it_is_proposed_and_begun_anew(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item(to="checked_on_paper")
    pattern = {**RULED_OUT, "not_merely_promised": False}
    assert "promise for next time" in desk.no(item, "check_on_site", "supervisor", **pattern)[0]

    desk.give(item, "find_false", "supervisor", finding="perfunctory", reason="只有表态")
    assert set(desk.timers(item)) == {"accountability_proposal"}
    desk.give(item, "propose_accountability", "director", reason="敷衍整改")
    assert set(desk.timers(item)) == {"rectification_restart"}
    desk.give(item, "reopen", "supervisor", reason="重新整改", reopened_until="2022-05-13")

    assert (desk.state(item), desk.details(item)["finding"]) == ("reopened", "perfunctory")
    assert "rectification_progress" in desk.timers(item)


def test_an_account_is_handed_over_to_another_with_its_dates(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    before = desk.timers(item)

    desk.give(item, "transfer", "head", leader_post="总工程师", reason="分工调整")

    assert desk.details(item)["leader_post"] == "总工程师"
    assert desk.timers(item) == before
