"""The dispatch meeting in the browser: groups heard, items set, extensions decided, the end."""

from __future__ import annotations

from datetime import date

import pytest

from kernel.ids import case_number
from tests.support.browsing import Browser, Page, Site


@pytest.fixture
def meeting(site: Site) -> Site:
    """Return the site of an office whose dispatch meeting is convened."""
    site.desk.to("on_site")
    site.desk.on(date(2021, 12, 6))
    site.desk.give(site.desk.round_id, "convene_dispatch", "chief")
    return site


def address(site: Site, part: str = "") -> str:
    """Return where the meeting is."""
    return f"/rounds/{case_number(site.desk.round_id)}/dispatch{part}"


def revision(site: Site) -> str:
    """Return the revision of the round that a person sees now."""
    return str(site.desk.case(site.desk.round_id)["revision"])


def hear(site: Site, browser: Browser, progress: str = "过半", **more: str) -> Page:
    """Send the form of the hearing of the group."""
    group = str(site.desk.group)
    fields = {"form": f"hear-{group}", "group": group, "revision": revision(site)}
    return browser.post(address(site, "/hear"), **{**fields, "progress": progress, **more})


def test_a_hearing_is_recorded_and_shown_to_everybody(meeting: Site) -> None:
    answer = hear(meeting, meeting.as_("staff"))

    assert answer.status == 303
    page = meeting.as_("chief").get(address(meeting))
    assert "1/1 个组已听取" in page.words
    assert "过半" in page.words


def test_a_stale_form_is_told_so_and_keeps_what_was_typed(meeting: Site) -> None:
    seen = revision(meeting)
    hear(meeting, meeting.as_("staff"))

    page = hear(meeting, meeting.as_("director"), "第二次", revision=seen)

    assert page.status == 409
    assert page.reasons
    group = meeting.desk.group
    [kept] = page.all(f"//textarea[@id='hear-{group}-p']")
    assert kept.text == "第二次"


def test_a_comment_becomes_an_action_item_with_owner_and_date(meeting: Site) -> None:
    fields = {
        "form": "item", "group": str(meeting.desk.group), "comment": "criticism",
        "task": "补充谈话", "due_on": "2021-12-10",
    }  # fmt: skip

    answer = meeting.as_("chief").post(address(meeting, "/items"), **fields)

    assert answer.status == 303
    item = meeting.desk.child(meeting.desk.round_id, "action_item")
    assert meeting.desk.case(item)["group_id"] == meeting.desk.group
    page = meeting.as_("staff").get(address(meeting))
    [link] = page.all(f"//a[@href='/cases/{case_number(item)}']")
    assert link.text == "补充谈话"
    assert "批评督促" in page.words


def test_an_action_item_without_a_date_is_sent_back_with_its_task(meeting: Site) -> None:
    group = meeting.desk.group
    fields = {"form": f"item-{group}", "group": str(group), "comment": "task", "task": "补充谈话"}

    page = meeting.as_("chief").post(address(meeting, "/items"), **fields)

    assert page.status == 422
    assert any("完成日期" in one for one in page.reasons)
    assert [one.text for one in page.all(f"//textarea[@id='item-{group}-t']")] == ["补充谈话"]


def test_an_extension_is_decided_at_the_meeting(meeting: Site) -> None:
    desk = meeting.desk
    made = desk.open(
        "extension", "leader", desk.assignment, deadline="assignment_window",
        requested_on="2021-12-24", why="面广", progress="过半",
    )  # fmt: skip
    desk.give(made, "check", "staff")
    desk.give(made, "sign", "leader")
    page = meeting.as_("chief").get(address(meeting))
    assert "面广" in page.words
    fields = {"revision": str(desk.case(made)["revision"]), "granted_on": "2021-12-22"}

    without_reason = meeting.as_("chief").post(
        address(meeting, f"/extensions/{case_number(made)}"), event="approve_partly", **fields
    )
    answer = meeting.as_("chief").post(
        address(meeting, f"/extensions/{case_number(made)}"), event="approve_partly",
        reason="够用", **fields,
    )  # fmt: skip

    assert (without_reason.status, answer.status) == (422, 303)
    assert desk.state(made) == "applied"


def test_the_meeting_is_closed_once_everything_is_heard_and_decided(meeting: Site) -> None:
    chief = meeting.as_("chief")

    early = chief.post(address(meeting, "/close"), form="close", revision=revision(meeting))
    hear(meeting, meeting.as_("staff"))
    chief.post(
        address(meeting, "/stay"), dispatch_extension="not_extended", revision=revision(meeting)
    )
    answer = chief.post(address(meeting, "/close"), form="close", revision=revision(meeting))

    assert early.status == 409
    assert len(early.reasons) == 2
    assert answer.status == 303
    assert meeting.desk.state(meeting.desk.round_id) == "final_fieldwork"


def test_the_meeting_is_convened_from_its_page(site: Site) -> None:
    site.desk.to("on_site")
    assert "还没有召开" in site.as_("chief").get(address(site)).words
    assert "还没有召开" not in site.as_("clerk").get(address(site)).words

    answer = site.as_("chief").post(address(site, "/convene"), revision=revision(site))

    assert answer.status == 303
    assert site.desk.state(site.desk.round_id) == "mid_term_dispatch"


def test_a_group_can_neither_see_nor_hold_the_meeting(meeting: Site) -> None:
    leader = meeting.as_("leader")

    assert leader.get(address(meeting)).status == 403
    assert hear(meeting, leader).status == 403
    assert meeting.desk.case(meeting.desk.round_id)["state"] == "mid_term_dispatch"


def test_the_index_explains_itself_in_the_language_of_the_reader(meeting: Site) -> None:
    browser = meeting.as_("chief")
    assert "时间已过" in browser.get(address(meeting)).words

    browser.client.cookies.set("language", "en")

    page = browser.get(address(meeting))
    assert "of the time has passed" in page.words
    assert "Record the hearing" in page.words
