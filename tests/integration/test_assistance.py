"""Requests to other bodies, and consultations before publication, through the real engine."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from engine import people
from engine.queries import history, list_cases, show_case
from engine.work import Work
from kernel.errors import NotFound
from rules.posts import Post, Scope
from tests.support.office import SINCE, SmallOffice

ASKED: dict[str, Any] = {"question": "历次监督情况", "needed_on": "2021-11-05"}


def organisation(desk: SmallOffice) -> int:
    """Add an organisation department with a contact, and return it."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        body = people.add_body(work, "org", "组织部", "organisation_department")
        desk.who["cadres"] = people.add_person(work, "cadres", "cadres")
        people.give_post(
            work, desk.who["cadres"], Post.RECEIVER_CONTACT, scope=Scope.BODY, scope_id=body,
            valid_from=SINCE,
        )  # fmt: skip
        work.finish()
    return body


def test_a_request_before_entry_is_checked_sent_answered_and_stops_the_reminder(
    desk: SmallOffice,
) -> None:
    desk.to("preparing")
    assert "information_request" in desk.timers(desk.assignment)
    made = desk.open(
        "assistance_request", "staff", desk.round_id, purpose="prior_information",
        topic="prior_supervision", **ASKED,
    )  # fmt: skip
    lead = desk.timers(made)["assistance_sending"]
    assert lead["due_on"] == date(2021, 10, 22)  # ten working days before it is needed (C14)

    assert desk.no(made, "check", "staff") == ("Who drafted the request cannot check it.",)
    desk.give(made, "check", "director")
    with pytest.raises(NotFound):
        show_case(desk.office, made, desk.who["contact"])
    desk.give(made, "send", "staff", body_id=desk.body)

    assert "information_request" not in desk.timers(desk.assignment)
    assert set(desk.timers(made)) == {"assistance_receipt", "assistance_answer"}
    desk.give(made, "acknowledge", "contact")
    desk.give(made, "answer", "contact", answer="有两件已办结")
    desk.give(made, "return_answer", "staff", reason="缺时间")
    desk.give(made, "answer", "contact", answer="有两件，均于去年办结")
    desk.give(made, "accept_answer", "staff")
    desk.give(made, "close", "staff")

    read = json.dumps(history(desk.office, made, desk.who["contact"]), ensure_ascii=False)
    assert "历次监督情况" in json.dumps(
        show_case(desk.office, made, desk.who["contact"]).row, ensure_ascii=False, default=str
    )
    assert '"check"' not in read
    assert [line.case_id for line in list_cases(desk.office, desk.who["receiver"])] == [made]


def test_personal_matters_go_to_the_organisation_department_and_bring_back_a_code(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    body = organisation(desk)
    made = desk.open(
        "assistance_request", "member", desk.assignment, purpose="check",
        topic="personal_matters", question="抽查核实", people_checked=2, needed_on="2021-12-01",
    )  # fmt: skip
    desk.give(made, "check", "staff")

    assert desk.no(made, "send", "staff", body_id=desk.body, override_reason="顺路")
    desk.give(made, "send", "staff", body_id=body)
    desk.give(made, "acknowledge", "cadres")
    assert desk.no(made, "answer", "cadres", answer="某某漏报房产", check_result="minor_gaps")
    desk.give(made, "answer", "cadres", check_result="minor_gaps")
    desk.give(made, "accept_answer", "leader")

    stored = show_case(desk.office, made, desk.who["leader"]).row
    assert (stored["answer"], stored["check_result"]) == (None, "minor_gaps")


def test_a_body_that_is_not_competent_declines_and_another_one_is_asked(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    body = organisation(desk)
    made = desk.open(
        "assistance_request", "member", desk.assignment, purpose="policy_basis", topic="bidding",
        question="政策依据", needed_on="2021-12-01",
    )  # fmt: skip
    desk.give(made, "check", "staff")
    desk.give(made, "send", "staff", body_id=desk.body, override_reason="先行询问")
    desk.give(made, "decline", "contact", reason="不属职责")

    desk.give(made, "send", "staff", body_id=body, override_reason="组织部掌握")

    with pytest.raises(NotFound):
        show_case(desk.office, made, desk.who["contact"])
    assert show_case(desk.office, made, desk.who["cadres"]).row["state"] == "sent"


def test_a_unit_asks_before_it_publishes_and_an_objection_goes_to_the_director(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    planned = {"subject": "通报", "medium": "官网", "publish_on": "2021-12-10"}
    made = desk.open("consultation", "liaison", desk.assignment, **planned)
    assert desk.no(made, "report_published", "liaison")
    desk.give(made, "give_opinion", "leader", opinion="objection", opinion_note="尚在了解")

    assert desk.no(made, "consent", "staff")
    desk.give(made, "consent", "director")
    desk.give(made, "report_published", "head")

    assert desk.state(made) == "published"
    seen = show_case(desk.office, made, desk.who["liaison"]).row
    assert "opinion_note" not in seen


def test_consent_comes_before_the_planned_day_is_over(desk: SmallOffice) -> None:
    desk.to("on_site")
    planned = {"subject": "通报", "medium": "官网", "publish_on": "2021-11-10"}
    made = desk.open("consultation", "liaison", desk.assignment, **planned)
    desk.give(made, "give_opinion", "leader", opinion="no_objection")
    desk.on(date(2021, 11, 11))

    assert desk.no(made, "consent", "staff")
    desk.give(made, "refuse", "staff", reason="已过拟发布日期")

    told = [one for one in desk.notices(made) if one["notice"] == "publication_answered"]
    assert {one["person_id"] for one in told} == {desk.who["head"], desk.who["liaison"]}
