"""The library: documents in versions, who must read them, who has, and what papers may cite."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.books import read_book
from engine.library.issuing import NewVersion, issue_version, sign_for_reading
from engine.library.shelf import list_documents, read_document, unread_documents
from engine.queries import history
from engine.routines.document_readers import document_readers
from kernel.errors import NotFound, NotPermitted, Refused
from kernel.words import Text
from rules.posts import Post
from tests.support.office import PLANNING, SINCE, SmallOffice
from tests.support.papers import gather, paper

ISSUED_ON = date(2021, 11, 9)
"""A Tuesday; ten working days later is Tuesday, 23 November 2021."""
DUE = date(2021, 11, 23)


def enter(desk: SmallOffice, code: str = "N-1", title: str = "会议制度", **more: Any) -> int:
    """Enter a document that office staff and the groups must read."""
    plain = {"category": "internal", "readers": "office_staff,group_leader,group_member"}
    details = {"document_code": code, "title": title, **plain, **more}
    return desk.open("library_document", "staff", **details)


def issue(desk: SmallOffice, words: str = "第一条", since: date = ISSUED_ON, **more: Any) -> None:
    issue_version(desk.office, "N-1", NewVersion(words, since, **more), desk.who["staff"])


def sign(desk: SmallOffice, *names: str, version: int = 1) -> None:
    for name in names:
        sign_for_reading(desk.office, "N-1", version, desk.who[name])


def unread(desk: SmallOffice) -> list[str]:
    return [one.person for one in unread_documents(desk.office, desk.who["director"])]


def told(desk: SmallOffice, case: int, notice: str) -> list[str]:
    """Return who was told something of a document, by name, in the order of telling."""
    names = {number: name for name, number in desk.who.items()}
    return [names[one["person_id"]] for one in desk.notices(case) if one["notice"] == notice]


@pytest.fixture
def issued(desk: SmallOffice) -> tuple[SmallOffice, int]:
    """Return an office on site, and a document that was issued on a Tuesday."""
    desk.to("on_site")
    desk.on(ISSUED_ON)
    made = enter(desk)
    issue(desk)
    return desk, made


def test_everybody_who_must_read_a_document_signs_for_it_and_then_its_date_is_met(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    assert sorted(told(desk, made, "document_to_read")) == ["clerk", "leader", "member", "staff"]
    assert desk.timers(made)["document_reading"]["due_on"] == DUE

    sign(desk, "leader", "staff")
    assert unread(desk) == ["clerk", "member"]
    sign(desk, "member", "clerk")

    assert unread(desk) == []
    assert desk.timers(made) == {}
    receipts = read_book(desk.office, made, "document_receipts", desk.who["staff"]).lines
    assert [(one.person_id, one.values) for one in receipts] == [
        (desk.who[name], {"version_read": 1}) for name in ("leader", "staff", "member", "clerk")
    ]


def test_only_who_has_not_read_is_reminded_and_in_the_end_the_director_hears(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    sign(desk, "leader", "staff", "director")

    desk.on(date(2021, 11, 19))
    desk.sweep()
    assert sorted(told(desk, made, "deadline_reminder")) == ["clerk", "member"]
    sign(desk, "clerk")
    desk.on(DUE, hour=19)
    desk.sweep()
    assert told(desk, made, "deadline_overdue") == ["member"]
    desk.on(date(2021, 11, 26))
    desk.sweep()

    assert sorted(told(desk, made, "deadline_escalation")) == ["director", "member"]
    assert [one.overdue for one in unread_documents(desk.office, desk.who["staff"])] == [True]


def test_a_new_version_asks_everybody_anew_and_says_what_changed(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    sign(desk, "leader", "staff", "member", "clerk")
    later = date(2022, 1, 1)
    desk.on(date(2021, 12, 1))

    issue(desk, "第一条（修订）", later, changed="第一条", read_by=date(2021, 12, 8))

    assert unread(desk) == ["clerk", "leader", "member", "staff"]
    assert desk.timers(made)["document_reading"]["due_on"] == date(2021, 12, 8)
    [line] = list_documents(desk.office, desk.who["member"])
    assert line.holding is not None
    assert line.newest is not None
    assert (line.holding.number, line.newest.number, line.newest.changed) == (1, 2, "第一条")
    with pytest.raises(Refused, match="not the newest"):
        sign(desk, "member")
    sign(desk, "member", version=2)
    assert read_document(desk.office, "N-1", desk.who["member"], 1)[2] == "第一条"
    desk.on(later)
    [line] = list_documents(desk.office, desk.who["member"])
    assert line.holding == line.newest
    assert not line.to_read


def test_a_revision_without_what_changed_or_before_the_one_it_follows_is_refused(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    version = {"document_text": "新", "effective_from": "2021-11-08", "changed": "全文"}

    assert desk.no(made, "revise", "staff", **version) == (
        "A new version cannot take effect before the one it follows.",
    )
    assert desk.no(made, "revise", "leader", **version)
    assert len(read_book(desk.office, made, "document_versions", desk.who["staff"]).lines) == 1


def test_who_comes_later_is_asked_the_next_working_day_with_as_many_days(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    sign(desk, "leader", "staff", "member", "clerk")
    desk.on(date(2021, 12, 6))
    desk.appoint("stranger", Post.OFFICE_STAFF, since=SINCE)

    figures = document_readers.run(desk.office, date(2021, 12, 6))
    again = document_readers.run(desk.office, date(2021, 12, 6))

    assert (figures["asked"], again["asked"]) == (1, 0)
    assert told(desk, made, "document_to_read")[-1] == "stranger"
    assert desk.timers(made)["document_reading"]["due_on"] == date(2021, 12, 20)
    sign(desk, "stranger")
    assert desk.timers(made) == {}


def test_whoever_leaves_unread_does_not_keep_the_clock_running(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    sign(desk, "leader", "staff", "clerk")
    desk.give(desk.second("member"), "remove", "chief", removal_ground="inactive", reason="不服从")

    figures = document_readers.run(desk.office, date(2021, 11, 10))

    assert figures["met"] == 1
    assert desk.timers(made) == {}


def test_nobody_signs_twice_or_for_somebody_else(issued: tuple[SmallOffice, int]) -> None:
    desk, made = issued
    sign(desk, "member")
    desk.stand_in("staff", "deputy")

    assert desk.no(made, "read", "member", version_read=1) == (
        "You have signed for this version already.",
    )
    assert desk.no(made, "read", "deputy", acting_for="staff", version_read=1) == (
        "Everybody signs for their own reading: nobody reads for somebody else.",
    )


def test_the_library_is_read_by_office_and_groups_and_receipts_by_the_office_alone(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    sign(desk, "leader")

    assert read_document(desk.office, "N-1", desk.who["member"])[2] == "第一条"
    assert "read" not in {
        one.get("event") for one in history(desk.office, made, desk.who["member"])
    }
    with pytest.raises(NotFound):
        read_book(desk.office, made, "document_receipts", desk.who["member"])
    with pytest.raises(NotPermitted):
        unread_documents(desk.office, desk.who["leader"])
    for outsider in ("head", "contact", "supervisor", "stranger"):
        assert list_documents(desk.office, desk.who[outsider]) == ()
        with pytest.raises(NotFound):
            read_document(desk.office, "N-1", desk.who[outsider])


def test_a_group_that_is_not_pledged_yet_is_asked_but_reads_nothing(desk: SmallOffice) -> None:
    desk.to("preparing")
    enter(desk)
    issue(desk, since=PLANNING.date())

    assert unread(desk) == ["clerk", "leader", "member", "staff"]
    assert list_documents(desk.office, desk.who["member"]) == ()
    with pytest.raises(NotFound):
        sign(desk, "member")


def test_a_code_leads_to_one_document_until_it_is_repealed(
    issued: tuple[SmallOffice, int],
) -> None:
    desk, made = issued
    with pytest.raises(Refused, match="has a document with this code or title"):
        enter(desk, "N-1", "保密制度")
    desk.give(made, "repeal", "staff", reason="由新制度代替")

    enter(desk, "N-1", "会议制度（新）")
    issue(desk, "新制度")

    assert read_document(desk.office, "N-1", desk.who["staff"])[2] == "新制度"
    assert desk.timers(made) == {}


def test_a_paper_cites_a_rule_that_the_library_knows_as_in_force(desk: SmallOffice) -> None:
    gather(desk)
    rule = enter(desk, "L-1", "单位财务规则", category="law", readers="")
    made = paper(desk)
    [reason] = desk.no(made, "confirm_facts", "member")
    assert reason.startswith("These rules are repealed or not in force yet: 《单位财务规则》;")
    issue_version(desk.office, "L-1", NewVersion("全文", ISSUED_ON), desk.who["staff"])
    desk.on(ISSUED_ON)
    desk.give(made, "revise", "member", rule_basis="《L-1》第十条、《未收录的规定》第二条")

    outcome = desk.give(made, "confirm_facts", "member")

    assert outcome.state == "fact_confirm"
    assert outcome.advice == (
        Text(
            "制度库中没有这些规定，请核对名称：《未收录的规定》。",
            "The library does not have these rules, check their titles: 《未收录的规定》.",
        ),
    )
    desk.give(made, "amend_facts", "member", reason="补充")
    desk.give(rule, "repeal", "staff", reason="已废止")
    assert any("L-1" in one for one in desk.no(made, "confirm_facts", "member"))
