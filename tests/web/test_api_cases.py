"""The commands of the terminal as calls: the same refusals, revisions, and idempotency keys."""

from __future__ import annotations

import pytest

from kernel.ids import case_number
from tests.support.browsing import Site
from tests.support.calling import reasons
from tests.support.office import WINDOW

ROUND = {"name": "第二轮", "focus": "三个聚焦", **WINDOW}


def _round(site: Site) -> str:
    site.desk.to("draft")
    return case_number(site.desk.round_id)


def test_a_case_tells_its_revision_and_is_moved_by_who_saw_it(site: Site) -> None:
    number, chief = _round(site), site.program("chief")
    seen = chief.get(f"/cases/{number}")

    answer = chief.post(
        f"/cases/{number}/events", {"event": "approve_plan"}, If_Match=seen.headers["etag"]
    )

    assert seen.headers["etag"] == f'"{seen.json()["revision"]}"'
    assert answer.json()["state"] == "plan_approved"
    assert answer.headers["etag"] == f'"{seen.json()["revision"] + 1}"'


def test_an_outdated_revision_is_412_and_moves_nothing(site: Site) -> None:
    number, chief = _round(site), site.program("chief")

    answer = chief.post(f"/cases/{number}/events", {"event": "approve_plan"}, If_Match='"7"')

    assert answer.status_code == 412
    assert answer.json()["error"] == "outdated"
    assert chief.get(f"/cases/{number}").json()["state"] == "draft"


def test_without_a_revision_a_case_is_not_moved(site: Site) -> None:
    number, chief = _round(site), site.program("chief")

    answer = chief.post(f"/cases/{number}/events", {"event": "approve_plan"})

    assert answer.status_code == 428
    assert "If-Match" in reasons(answer)[0]
    assert chief.post(f"/cases/{number}/events", {"event": "approve_plan"}, If_Match="*").is_success


def test_the_same_key_again_gives_the_same_result_and_moves_once(site: Site) -> None:
    number, chief = _round(site), site.program("chief")
    seen = chief.get(f"/cases/{number}").headers["etag"]

    first, again = (
        chief.post(
            f"/cases/{number}/events", {"event": "approve_plan"}, If_Match=seen,
            Idempotency_Key="k1",
        )
        for _ in range(2)
    )  # fmt: skip

    assert first.is_success
    assert first.json() == again.json()
    moves = [one for one in site.desk.entries(site.desk.round_id) if one["what"] == "move"]
    assert [one["event"] for one in moves] == ["approve_plan"]


def test_a_refusal_carries_every_reason_in_both_languages_as_the_terminal_says_it(
    site: Site,
) -> None:
    number, leader = _round(site), site.program("clerk")

    answer = leader.post(f"/cases/{number}/events", {"event": "approve_plan"}, If_Match="*")

    assert answer.status_code == 403
    assert answer.json()["status"] == 403
    assert reasons(answer) == list(site.desk.no(site.desk.round_id, "approve_plan", "clerk"))
    assert all(one["zh"] for one in answer.json()["reasons"])


@pytest.mark.parametrize("seen", ["*", '"99"'])
def test_a_case_one_may_not_know_of_is_answered_like_one_that_is_not_there(
    site: Site, seen: str
) -> None:
    hidden, missing, stranger = _round(site), case_number(9_999), site.program("stranger")

    answers = [
        stranger.post(f"/cases/{number}/events", {"event": "approve_plan"}, If_Match=seen)
        for number in (hidden, missing)
    ]

    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].text.replace(hidden, "") == answers[1].text.replace(missing, "")


def test_every_field_that_is_wrong_is_told_at_once(site: Site) -> None:
    answer = site.program("staff").post("/cases", {"kind": "round", "details": {"nothing": 1}})

    assert answer.status_code == 422
    assert len(reasons(answer)) > 3


def test_what_is_not_asked_for_is_named_but_its_value_is_not_repeated(site: Site) -> None:
    answer = site.program("staff").post("/cases", {"kind": "round", "secret": "线索内容"})

    assert reasons(answer) == ["body.secret: is not asked for here."]
    assert "线索内容" not in answer.text


def test_a_case_is_opened_and_found_where_the_answer_says(site: Site) -> None:
    staff = site.program("staff")

    answer = staff.post("/cases", {"kind": "round", "details": ROUND})

    assert answer.status_code == 201
    address = answer.headers["location"].removeprefix("/api/v1")
    assert staff.get(address).json()["details"]["name"] == "第二轮"


def test_a_case_out_of_sight_reads_as_one_that_does_not_exist(site: Site) -> None:
    number, stranger = _round(site), site.program("stranger")
    nothing = case_number(4711)

    for path in ("", "/history", "/explanation", "/form?event=approve_plan"):
        hidden, absent = (stranger.get(f"/cases/{one}{path}") for one in (number, nothing))
        assert hidden.status_code == absent.status_code == 404
        assert reasons(hidden)[0].replace(number, "") == reasons(absent)[0].replace(nothing, "")


def test_one_event_to_many_cases_has_a_result_for_each(site: Site) -> None:
    number, chief = _round(site), site.program("chief")
    seen = chief.get(f"/cases/{number}").json()["revision"]
    cases = [{"number": one, "revision": seen} for one in (number, case_number(4711))]

    told = chief.post("/bulk/events", {"event": "approve_plan", "cases": cases}).json()

    assert told["done"] == 1
    assert [one["error"] for one in told["results"]] == [None, "not_found"]
    assert told["results"][0]["state"] == "plan_approved"


def test_why_not_and_who_can_is_told_of_every_closed_event(site: Site) -> None:
    number = _round(site)

    events = site.program("staff").get(f"/cases/{number}/explanation").json()["events"]

    [approval] = [one for one in events if one["event"] == "approve_plan"]
    assert not approval["is_open"]
    assert approval["closed"][0]["people"]


def test_reading_a_clue_leaves_an_entry_as_through_the_pages(site: Site) -> None:
    site.desk.to("fieldwork")
    clue = site.desk.clue()

    assert site.program("leader").get(f"/cases/{case_number(clue)}").is_success

    reads = [one for one in site.desk.entries(clue) if one["what"] == "read"]
    assert [one["by"] for one in reads] == [site.desk.who["leader"]]


def test_half_a_character_is_no_text(site: Site) -> None:
    sent = b'{"kind": "round", "details": {"name": "\\ud800"}}'

    answer = site.program("staff").call(
        "POST", "/cases", content=sent, headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422


def test_a_notice_is_acknowledged_once_and_stays_so(site: Site) -> None:
    site.desk.to("mobilised")
    leader = site.program("leader")
    [notice, *_] = leader.get("/notices").json()["notices"]

    first, again = (leader.call("PUT", f"/notices/{notice['key']}/receipt") for _ in range(2))

    assert (first.json(), again.json()) == ({"first": True}, {"first": False})
    assert site.program("staff").call("PUT", f"/notices/{notice['key']}/receipt").status_code == 404


def test_what_waits_tells_what_may_be_done_and_for_whom(site: Site) -> None:
    number = _round(site)
    site.desk.stand_in("chief", "deputy")

    [waiting] = [
        one
        for one in site.program("deputy").get("/inbox").json()["waiting"]
        if one["line"]["number"] == number
    ]

    assert "approve_plan" in [one["event"] for one in waiting["events"]]
    assert waiting["acting_for"]["code"] == "chief"
