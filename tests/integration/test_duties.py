"""Who may act: pledges and release, stand-ins, and duties that stay with different people."""

from __future__ import annotations

import pytest

from engine.people_doors import appoint, release
from engine.people_placing import Appointment
from engine.queries import list_cases
from kernel.errors import InvalidInput, NotFound, NotPermitted
from tests.support.office import RULED_OUT, SINCE, SmallOffice


def test_access_begins_with_the_pledges_and_ends_with_the_release(desk: SmallOffice) -> None:
    desk.to("preparing")
    leader = desk.who["leader"]
    assert list_cases(desk.office, leader) == []
    with pytest.raises(NotPermitted):
        desk.give(desk.assignment, "start_gathering", "leader")

    desk._mobilised()

    assert {line.kind for line in list_cases(desk.office, leader)} == {
        "round", "assignment", "secondment",
    }  # fmt: skip
    desk.give(desk.assignment, "start_gathering", "leader")

    desk.give(desk.round_id, "cancel", "chief", reason="任务调整")

    assert list_cases(desk.office, leader) == []
    with pytest.raises(NotFound):
        desk.give(desk.assignment, "ready_plan", "leader")
    [post] = desk.rows("SELECT * FROM posts WHERE person_id = :id", id=leader)
    assert post["released_at"] == desk.office.now()


def test_the_pledges_are_signed_all_three_or_none(desk: SmallOffice) -> None:
    desk.to("preparing")
    desk.clear("leader")

    desk.no(
        desk.second("leader"), "sign_pledges", "leader", pledge_secrecy=True, pledge_recusal=True,
        pledge_discipline=False,
    )  # fmt: skip

    assert desk.rows("SELECT * FROM signoffs WHERE topic LIKE 'pledge%'") == []
    with pytest.raises(NotPermitted):
        desk.give(desk.assignment, "start_gathering", "leader")


def second(desk: SmallOffice, name: str) -> None:
    """Have somebody join the group of the round."""
    wanted = Appointment(
        desk.who[name], "group_liaison", round_id=desk.round_id, group="g1", valid_from=SINCE
    )
    appoint(desk.office, wanted, desk.who["director"])


def test_nobody_pledges_for_somebody_else(desk: SmallOffice) -> None:
    desk.to("preparing")
    desk.pledge("member")
    desk.clear("leader")
    desk.stand_in("leader", "member")
    pledges = {"pledge_secrecy": True, "pledge_recusal": True, "pledge_discipline": True}

    reasons = desk.no(
        desk.second("leader"), "sign_pledges", "member", acting_for="leader", **pledges
    )

    assert reasons == ("The three pledges are signed in person, never through a stand-in.",)
    with pytest.raises(NotPermitted):
        desk.give(desk.assignment, "start_gathering", "leader")


def test_a_stand_in_in_a_group_opens_nothing_before_pledges_of_their_own(
    desk: SmallOffice,
) -> None:
    desk.to("mobilised")
    desk.stand_in("leader", "clerk")
    unpledged = desk.no(desk.assignment, "start_gathering", "clerk", acting_for="leader")
    second(desk, "clerk")
    joined = desk.no(desk.assignment, "start_gathering", "clerk", acting_for="leader")

    desk.pledge("clerk")
    desk.give(desk.assignment, "start_gathering", "clerk", acting_for="leader")
    release(desk.office, desk.who["clerk"], desk.who["director"], round_id=desk.round_id)

    removed = desk.no(desk.assignment, "ready_plan", "clerk", acting_for="leader")
    assert all("sign the three pledges first" in one[0] for one in (unpledged, joined, removed))


def test_another_process_hears_at_once_of_pledges_and_releases(desk: SmallOffice) -> None:
    desk.to("preparing")
    other = desk.again()
    with pytest.raises(NotPermitted):
        other.give(desk.assignment, "start_gathering", "leader")

    desk._mobilised()

    assert other.give(desk.assignment, "start_gathering", "leader").state == "info_gathering"


def test_a_stand_in_acts_with_the_posts_of_the_person_stood_in_for(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.stand_in("chief", "deputy")
    with pytest.raises(NotFound):
        desk.give(desk.round_id, "approve_plan", "deputy")

    desk.give(desk.round_id, "approve_plan", "deputy", acting_for="chief")

    entry = desk.entries(desk.round_id)[-1]
    assert (entry["by"], entry["for"]) == (desk.who["deputy"], desk.who["chief"])
    [sign] = desk.rows("SELECT * FROM signoffs")
    assert (sign["person_id"], sign["acting_for"]) == (desk.who["deputy"], desk.who["chief"])


def test_stand_ins_are_not_chained(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.stand_in("chief", "vice")

    with pytest.raises(InvalidInput):
        desk.stand_in("vice", "deputy")
    with pytest.raises(InvalidInput):
        desk.stand_in("secretary", "chief")
    with pytest.raises(NotFound):
        desk.give(desk.round_id, "approve_plan", "deputy", acting_for="vice")
    with pytest.raises(NotFound):
        desk.give(desk.round_id, "approve_plan", "deputy", acting_for="chief")


def test_a_clue_is_handed_over_by_three_people_of_three_bodies_stand_ins_seen_through(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handover_pending")
    desk.stand_in("leader", "member")
    desk.stand_in("staff", "member")
    desk.stand_in("contact", "director")
    desk.stand_in("receiver", "deputy")
    desk.give(clue, "sign_by_group", "member", acting_for="leader")

    assert (
        "Three different people" in desk.no(clue, "sign_by_office", "member", acting_for="staff")[0]
    )
    desk.give(clue, "sign_by_office", "director")
    assert (
        "Three different people"
        in desk.no(clue, "sign_by_receiver", "director", acting_for="contact")[0]
    )
    desk.give(clue, "sign_by_receiver", "deputy", acting_for="receiver")

    assert desk.state(clue) == "handed_over"
    signers = desk.rows(
        "SELECT person_id, acting_for FROM signoffs WHERE topic LIKE 'handover%' ORDER BY seq"
    )
    everybody = [person for row in signers for person in row.values() if person is not None]
    assert len(everybody) == len(set(everybody)) == 5


def test_after_a_supplement_the_sheet_is_signed_anew(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handover_pending")
    desk.give(clue, "sign_by_group", "leader")
    desk.give(clue, "ask_supplement", "contact", reason="缺票据")

    assert desk.rows("SELECT * FROM signoffs WHERE topic LIKE 'handover%'") == []
    desk.give(clue, "supply", "member", supplied="票据一")
    desk.give(clue, "sign_by_group", "leader")
    assert desk.state(clue) == "signed_by_group"


def test_a_receiver_knows_of_a_clue_only_once_it_is_addressed_to_them(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()
    assert list_cases(desk.office, desk.who["contact"]) == []

    addressed = desk.clue(to="handover_pending")

    assert [line.case_id for line in list_cases(desk.office, desk.who["contact"])] == [addressed]
    assert clue != addressed


def test_an_item_is_not_closed_by_its_owner_nor_by_who_verified_it(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="checked_on_paper")
    desk.stand_in("clerk", "head")
    desk.stand_in("staff", "deputy")
    owner = "Who owns an item can neither verify it nor write it off."
    assert desk.no(item, "check_on_site", "head", acting_for="clerk", **RULED_OUT) == (owner,)
    desk.give(item, "check_on_site", "deputy", acting_for="staff", **RULED_OUT)

    assert desk.no(item, "write_off", "head", acting_for="clerk") == (owner,)
    verified = "Who verified on site cannot write the item off."
    assert desk.no(item, "write_off", "staff") == (verified,)
    assert desk.no(item, "write_off", "deputy", acting_for="staff") == (verified,)

    desk.give(item, "write_off", "clerk")
    assert desk.state(item) == "written_off"


def test_who_wrote_a_report_does_not_review_it_not_even_as_a_stand_in(desk: SmallOffice) -> None:
    desk.to("fieldwork")
    unit = desk.assignment
    desk.give(unit, "wrap_up", "leader")
    desk.give(unit, "leave", "leader")
    desk.stand_in("clerk", "member")
    desk.give(
        unit, "draft_report", "member", inspection_report="巡察报告",
        interview_report="个别谈话情况报告",
    )  # fmt: skip

    reasons = desk.no(unit, "review_report", "member", acting_for="clerk")

    assert "wrote or submitted" in reasons[0]
    desk.give(unit, "review_report", "clerk")
