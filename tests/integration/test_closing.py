"""The end of a round through the real engine: publications, complaints, files, clearing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.queries import list_cases, show_case
from kernel.errors import NotFound, Refused
from rules.posts import Post
from rules.releasing import QUESTIONS
from tests.support.closing import REPORT, archived
from tests.support.office import SmallOffice

SAFE: dict[str, Any] = {name: False for name, _, _ in QUESTIONS}
SAFE |= {f"{name}_note": "不涉及" for name, _, _ in QUESTIONS}


def numbers(desk: SmallOffice, who: str) -> set[int]:
    """Return every case that somebody finds in a list."""
    return {row.case_id for row in list_cases(desk.office, desk.who[who])}


def written(desk: SmallOffice) -> int:
    """Write and answer a publication about the feedback."""
    made = desk.open("publication", "staff", desk.assignment, milestone="feedback")
    desk.give(made, "write", "staff", release_text="反馈情况通报")
    desk.give(made, "answer_questions", "staff", **SAFE)
    return made


def test_a_text_is_published_as_it_was_approved_and_in_no_other_words(desk: SmallOffice) -> None:
    desk.to("rectifying")
    with pytest.raises(Refused, match="Only entry, feedback and rectification"):
        desk.open("publication", "staff", desk.assignment, milestone="other")
    made = written(desk)

    assert "disclosure" in desk.timers(made)
    assert desk.no(made, "check", "staff") == (
        "Who answered the five questions cannot check the text: somebody else does.",
    )
    desk.give(made, "check", "clerk")
    desk.give(made, "approve", "chief")
    evidence: dict[str, Any] = {
        "published_in": "县纪委监委网站",
        "published_text": "反馈情况通报（改）",
    }
    assert "differs" in desk.no(made, "publish", "staff", **evidence)[0]
    desk.give(made, "publish", "staff", **{**evidence, "published_text": "反馈情况通报"})

    assert desk.state(made) == "published"
    assert desk.timers(made) == {}


def test_a_changed_text_is_answered_anew_and_one_that_tells_of_clues_is_withheld(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    made = written(desk)
    desk.give(made, "write", "staff", release_text="反馈情况通报二稿")
    assert "newest text" in desk.no(made, "check", "clerk")[0]
    desk.give(made, "answer_questions", "staff", **{**SAFE, "tells_clues": True})
    assert "clues" in desk.no(made, "check", "clerk")[0]
    desk.give(
        made, "propose_withholding", "staff", exception="open_case", unit_statement="案件在办"
    )
    desk.give(made, "refuse", "chief", reason="可以删改后公开")
    desk.give(
        made, "propose_withholding", "staff", exception="open_case", unit_statement="无法删改"
    )
    desk.give(made, "consent", "chief")

    assert desk.state(made) == "withheld"


def test_a_complaint_about_the_group_is_never_seen_by_anybody_in_the_group(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    desk.appoint("member", Post.OFFICE_STAFF, since=date(2021, 1, 1))
    made = desk.open(
        "group_complaint", "liaison", desk.assignment, conduct="attitude", gist="态度粗暴"
    )

    for name in ("leader", "member"):
        with pytest.raises(NotFound):
            show_case(desk.office, made, desk.who[name])
        assert made not in numbers(desk, name)
    assert made in numbers(desk, "liaison") & numbers(desk, "director") & numbers(desk, "chief")
    told = {row["person_id"] for row in desk.notices(made)}
    assert told == {desk.who["director"], desk.who["chief"]}
    assert "group_complaint" in desk.timers(made)

    desk.give(made, "look_into", "director", found="情况属实")
    assert desk.no(made, "answer", "director", answer="已批评教育")
    desk.give(made, "answer", "chief", answer="已批评教育")
    desk.give(made, "close", "chief", consequence="谈话提醒")

    shown = show_case(desk.office, made, desk.who["liaison"])
    assert "情况属实" not in str(shown)
    assert "已批评教育" in str(shown)
    assert any(one["what"] == "read" for one in desk.entries(made))


def test_whoever_is_named_in_a_complaint_keeps_out_of_it(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = desk.open(
        "group_complaint", "head", desk.assignment, conduct="secrecy", gist="泄露谈话内容"
    )
    desk.give(made, "name_involved", "chief", involved=[desk.who["director"]])

    assert "keep out" in desk.no(made, "look_into", "director", found="不实")[0]
    with pytest.raises(NotFound):
        show_case(desk.office, made, desk.who["director"])


def test_a_file_falls_due_when_its_years_are_over_and_two_people_destroy_it(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    made = archived(desk, "第二轮案卷", retention="short")
    assert str(desk.details(made)["review_on"]) == "2032-01-27"
    desk.on(date(2032, 1, 28))
    desk.sweep()
    assert desk.state(made) == "due_for_review"

    desk.give(made, "hold", "chief", reason="审计需要")
    assert "on hold" in desk.no(made, "approve_destruction", "chief")[0]
    desk.give(made, "release_hold", "chief", reason="审计结束")
    desk.give(made, "approve_destruction", "chief")
    assert "two different" in desk.no(made, "destroy", "staff")[0]
    desk.give(made, "sign_destruction", "staff")
    assert "signed already" in desk.no(made, "sign_destruction", "staff")[0]
    desk.give(made, "sign_destruction", "clerk")
    desk.give(made, "destroy", "staff")

    assert desk.state(made) == "destroyed"


def test_a_hold_takes_back_an_approved_destruction_and_decisions_are_kept_for_good(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    made = archived(desk, "第二轮案卷", retention="short")
    desk.on(date(2032, 1, 28))
    desk.sweep()
    desk.give(made, "approve_destruction", "chief")
    desk.give(made, "sign_destruction", "staff")
    desk.give(made, "hold", "chief", reason="诉讼")
    assert desk.state(made) == "due_for_review"
    desk.give(made, "keep_longer", "director", review_on="2042-01-27", reason="诉讼未结")
    assert desk.timers(made) == {}
    desk.give(made, "release_hold", "chief", reason="诉讼已结")
    assert str(desk.timers(made)["archive_retention"]["due_on"]) == "2042-01-27"

    kept = archived(desk, "第二轮案卷", retention="permanent", document="decision")
    assert desk.timers(kept) == {}


def test_a_file_takes_no_document_that_the_host_may_not_hold(desk: SmallOffice) -> None:
    desk.to("rectifying")
    made = desk.open("archive_file", "staff", desk.round_id, title="第二轮案卷")

    said = desk.no(made, "list_documents", "staff", documents=[{**REPORT, "grade": "secret"}])

    assert len(said) == 1
    assert said[0].startswith("This host is not accredited for that grade")
    assert said[0].endswith("row 1.")


def test_a_clearing_is_settled_when_everything_came_back_or_was_destroyed(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    made = desk.open("clearing", "staff", desk.round_id)
    two = {"counted_by": [desk.who["staff"], desk.who["leader"]]}
    alone = {"counted_by": [desk.who["staff"]]}
    laptop = {"item": "笔记本电脑01", "category": "device", "count": 1}
    paper = {"item": "底稿复印件", "category": "copy", "count": 20}
    assert "row 1" in desk.no(made, "issue", "staff", issued=[{**laptop, **alone}])[0]
    desk.give(made, "issue", "staff", issued=[{**laptop, **two}, {**paper, **two}])
    back = {"item": "底稿复印件", "given_back": 5, "destroyed": 14, **two}
    desk.give(made, "count_back", "leader", returned=[back])

    assert desk.no(made, "settle", "staff") == (
        "Issued, counted back and destroyed do not balance: 笔记本电脑01 +1, 底稿复印件 +1.",
    )
    rest = [
        {"item": "笔记本电脑01", "given_back": 1, "destroyed": 0, **two},
        {"item": "底稿复印件", "given_back": 0, "destroyed": 1, **two},
    ]
    desk.give(made, "count_back", "leader", returned=rest)
    desk.give(made, "settle", "staff")
    assert desk.state(made) == "settled"


def test_the_actions_of_a_retrospective_live_on_with_their_dates(desk: SmallOffice) -> None:
    desk.to("rectifying")
    made = desk.open("retrospective", "staff", desk.round_id)
    action = {"action": "统一底稿格式", "owner_post": "巡察办主任", "due_on": "2022-09-01"}
    desk.give(made, "hold_meeting", "staff", minutes="底稿质量不一", actions=[action])
    [carried] = desk.rows("SELECT id FROM cases WHERE kind = 'improvement'")

    assert desk.state(made) == "held"
    assert str(desk.timers(carried["id"])["improvement"]["due_on"]) == "2022-09-01"
    desk.give(carried["id"], "finish", "staff", outcome="已印发")
    assert desk.state(carried["id"]) == "done"
