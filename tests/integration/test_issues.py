"""Issues on the office's desk are taken, consulted on, answered in time, and kept apart."""

from __future__ import annotations

from datetime import date

import pytest

from engine.books import read_book
from tests.support.office import SmallOffice


@pytest.fixture
def issue(desk: SmallOffice) -> int:
    desk.to("on_site")
    return desk.open(
        "issue", "leader", desk.round_id, group_id=desk.group, topic="direction",
        question="政策口径如何把握",
    )  # fmt: skip


def test_an_issue_is_taken_consulted_on_answered_and_closed(desk: SmallOffice, issue: int) -> None:
    desk.give(issue, "take", "staff")
    desk.give(issue, "consult", "staff", attended="组长、巡察办主任", decision="按省里口径")
    desk.give(issue, "answer", "staff", answer="按省里口径")
    desk.give(issue, "close", "leader")

    book = read_book(desk.office, issue, "consultations", desk.who["leader"])
    assert desk.state(issue) == "closed"
    assert [line.values["decision"] for line in book.lines] == ["按省里口径"]


def test_what_the_office_cannot_settle_is_decided_by_the_leading_group(
    desk: SmallOffice, issue: int
) -> None:
    desk.give(issue, "take", "staff")
    desk.give(issue, "refer", "staff", reason="涉及重点调整")

    desk.give(issue, "decide", "chief", answer="同意调整")

    assert desk.state(issue) == "answered"
    assert desk.details(issue)["answer"] == "同意调整"


def test_an_issue_that_nobody_takes_climbs_to_the_leader_of_the_leading_group(
    desk: SmallOffice, issue: int
) -> None:
    desk.on(date(2021, 11, 16), 12)
    desk.sweep()

    told = {row["person_id"] for row in desk.notices(issue) if row["tone"]}

    assert desk.who["chief"] in told


def test_an_answer_that_does_not_help_brings_the_issue_back(desk: SmallOffice, issue: int) -> None:
    desk.give(issue, "take", "staff")
    desk.give(issue, "answer", "staff", answer="请自行处理")

    desk.give(issue, "reopen", "leader", reason="仍未解决")

    assert desk.state(issue) == "raised"


def test_briefings_of_the_secretary_are_listed(desk: SmallOffice) -> None:
    desk.to("on_site")

    desk.give(desk.round_id, "brief_secretary", "chief", told="进驻情况", instructions="深查")

    book = read_book(desk.office, desk.round_id, "briefings", desk.who["staff"])
    assert [line.values["told"] for line in book.lines] == ["进驻情况"]
