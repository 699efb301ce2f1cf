"""A recommendation from its draft to the reply that is good enough."""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.queries import list_cases
from tests.support.office import SmallOffice


def recommended(desk: SmallOffice, addressee: str = "department") -> int:
    """Draft a recommendation."""
    place: dict[str, Any] = {"body_id": desk.body} if addressee == "department" else {}
    return desk.open(
        "recommendation", "leader", desk.assignment, addressee=addressee, matter="制度缺失",
        advice="健全制度", **place,
    )  # fmt: skip


def test_a_department_replies_by_a_date_that_a_returned_reply_does_not_move(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    made = recommended(desk)
    assert list_cases(desk.office, desk.who["contact"], kind="recommendation") == []
    desk.give(made, "approve", "chief")
    desk.give(made, "send", "staff")
    due = desk.timers(made)["recommendation_reply"]["due_on"]
    assert due == date(2022, 2, 8)
    [line] = list_cases(desk.office, desk.who["contact"], kind="recommendation")
    assert line.case_id == made

    desk.give(made, "accept", "contact")
    desk.give(made, "start", "contact")
    desk.give(made, "reply", "contact", reply="已研究")
    assert "recommendation_reply" not in desk.timers(made)
    desk.give(made, "return_reply", "staff", reason="未见制度")
    assert desk.timers(made)["recommendation_reply"]["due_on"] == due
    desk.give(made, "reply", "contact", reply="制度一")
    desk.give(made, "close", "staff")

    assert desk.state(made) == "closed"


def test_a_late_reply_goes_up_the_ladder(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = recommended(desk)
    desk.give(made, "approve", "chief")
    desk.give(made, "send", "staff")
    desk.give(made, "accept", "contact")
    desk.on(date(2022, 2, 20))

    desk.sweep()

    told = {row["person_id"] for row in desk.notices(made) if row["deadline"]}
    assert {desk.who["contact"], desk.who["staff"]} <= told


def test_the_secretary_answers_for_the_committee_and_a_department_for_itself(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    to_committee, to_department = recommended(desk, "committee"), recommended(desk)
    for made in (to_committee, to_department):
        desk.give(made, "approve", "vice")
        desk.give(made, "send", "staff")

    [reason] = desk.no(to_department, "accept", "secretary")
    assert "addressee answers" in reason
    desk.give(to_committee, "accept", "secretary")
    desk.give(to_department, "decline", "receiver", reason="不属职责")
    desk.give(to_department, "withdraw", "chief", reason="另行研究")

    assert desk.state(to_committee) == "accepted"


def test_whoever_drafted_it_does_not_approve_it(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = desk.open(
        "recommendation", "chief", desk.round_id, addressee="committee", matter="甲", advice="乙"
    )

    [reason] = desk.no(made, "approve", "chief")

    assert "drafted it" in reason
    desk.give(made, "approve", "vice")
