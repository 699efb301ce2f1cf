"""The one door: what a move writes, what a no leaves behind, who may act for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine import people
from engine.audit import verify
from engine.bulk import advance_many
from engine.commands import Advance, Open
from engine.inception import open_in
from engine.office import Office
from engine.opening import open_case
from engine.queries import list_cases
from engine.suspend import resume, suspend
from engine.work import Work
from kernel.errors import Conflict, InvalidInput, NotFound, NotPermitted, Refused
from tests.support.office import DONE, FED_BACK, PLAN, RULED_OUT, SmallOffice, found

EVE = date(2022, 1, 31)
"""The last day of the year in the old calendar: a day off."""


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    made = found(database_url, tmp_path, durable=False)
    yield made
    assert verify(made.office.database).faults == ()
    made.close()


def everything(desk: SmallOffice) -> dict[str, list[dict[str, Any]]]:
    """Return what a move may write, table by table."""
    kept = ("cases", "entries", "timers", "signoffs", "notices", "deliveries", "commands", "posts")
    return {table: desk.rows(f"SELECT * FROM {table}") for table in kept}  # noqa: S608


# ── written together, or not at all ──


def test_a_move_writes_state_entry_timers_signatures_and_notices_together(
    desk: SmallOffice,
) -> None:
    desk.to("reporting")
    before = desk.case(desk.round_id)

    desk.on(date(2022, 1, 10))
    outcome = desk.give(desk.round_id, "hear_report", "chief", meeting="纪要 3 号")

    after = desk.case(desk.round_id)
    assert (outcome.state, after["state"]) == ("leading_group_heard", "leading_group_heard")
    assert outcome.revision == after["revision"] == before["revision"] + 1
    assert after["seq"] == before["seq"] + 1
    assert after["moved_at"] == desk.office.now()
    entry = desk.entries(desk.round_id)[-1]
    assert (entry["what"], entry["event"], entry["was"]) == ("move", "hear_report", "reporting")
    assert (entry["by"], entry["state"]) == (desk.who["chief"], "leading_group_heard")
    assert entry["inputs"] == {"meeting": "纪要 3 号"}
    assert entry["prev"] == bytes(before["head"]).hex()
    assert entry["stopped"] == ["leading_group_hearing"]
    assert set(desk.timers(desk.round_id)) == {"secretary_hearing"}
    [sign] = desk.rows("SELECT * FROM signoffs WHERE topic = 'leading_group_heard'")
    assert (sign["person_id"], sign["seq"]) == (desk.who["chief"], after["seq"])
    told = {row["person_id"] for row in desk.notices(desk.round_id) if row["seq"] == after["seq"]}
    assert told == {desk.who["secretary"], desk.who["director"]}


class PowerCut(Exception):
    """What stops a transaction before it is committed."""


def cut_short(office: Office, act: Callable[[Work], object]) -> None:
    """Do something in a transaction that never comes to its end."""
    with office.database.writing() as tx:
        act(Work(office, tx, office.now()))
        raise PowerCut


def test_when_a_transaction_does_not_end_nothing_is_written(desk: SmallOffice) -> None:
    desk.to("reporting")
    before = everything(desk)

    def move_half(work: Work) -> None:
        case = work.load(desk.round_id)
        work.tx.write("UPDATE cases SET state = 'closed' WHERE id = :id", id=case.id)

    with pytest.raises(PowerCut):
        cut_short(desk.office, move_half)

    assert everything(desk) == before
    assert desk.give(desk.round_id, "hear_report", "chief").state == "leading_group_heard"


def test_people_whose_registration_failed_are_not_remembered(desk: SmallOffice) -> None:
    fresh = desk.again()

    with pytest.raises(PowerCut):
        cut_short(fresh.office, lambda work: people.add_person(work, "ghost", "无此人"))

    with fresh.office.database.reading() as tx:
        known = {person.code for person in fresh.office.directory(tx).people.values()}
    assert known == set(desk.who)


def test_a_case_whose_opening_failed_is_not_remembered(desk: SmallOffice) -> None:
    fresh = desk.again()
    command = Open("round", desk.who["staff"], {"name": "一", **_window()})

    with pytest.raises(PowerCut):
        cut_short(fresh.office, lambda work: work.load(open_in(work, command).case_id))

    fresh.to("draft")
    assert fresh.give(fresh.round_id, "approve_plan", "chief").state == "plan_approved"
    assert fresh.give(fresh.assignment, "start_gathering", "staff").state == "info_gathering"


def _window() -> dict[str, str]:
    return {"on_site_start": "2021-11-08", "on_site_end": "2021-12-20"}


# ── a no ──


def test_a_refused_attempt_is_recorded_and_leaves_the_revision_alone(desk: SmallOffice) -> None:
    desk.to("preparing")
    before = desk.case(desk.round_id)

    reasons = desk.no(desk.round_id, "mobilise", "director")

    after = desk.case(desk.round_id)
    assert len(reasons) == 4
    assert (after["state"], after["revision"]) == (before["state"], before["revision"])
    assert after["seq"] == before["seq"] + 1
    entry = desk.entries(desk.round_id)[-1]
    assert (entry["what"], entry["event"]) == ("refusal", "mobilise")
    assert entry["by"] == desk.who["director"]
    assert entry["reasons"][0] == "下列巡察组尚未获得授权：第一组。"
    assert len(entry["reasons"]) == 4


def test_somebody_without_a_post_learns_only_that_and_it_is_recorded(desk: SmallOffice) -> None:
    desk.to("preparing")

    with pytest.raises(NotPermitted) as caught:
        desk.give(desk.round_id, "mobilise", "stranger")
    with pytest.raises(NotPermitted):
        desk.give(desk.round_id, "close", "stranger")

    [sentence] = caught.value.sentences("en")
    assert "Preparing" not in sentence
    assert [one["what"] for one in desk.entries(desk.round_id)[-2:]] == ["refusal", "refusal"]


def test_what_was_entered_wrongly_is_told_at_once_and_not_recorded(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="claimed")
    before = everything(desk)

    with pytest.raises(InvalidInput) as caught:
        desk.give(item, "plan", "liaison", measures="", planned_on="soon", colour="red")

    assert len(caught.value.reasons) == 5
    assert everything(desk) == before


def test_a_case_that_does_not_exist_is_not_found(desk: SmallOffice) -> None:
    with pytest.raises(NotFound):
        desk.give(4711, "cancel", "chief", reason="x")


def test_an_opening_that_is_refused_is_recorded_on_the_case_above(desk: SmallOffice) -> None:
    desk.to("preparing")

    with pytest.raises(Refused):
        desk.open(
            "assignment", "staff", desk.round_id, group_id=desk.group, unit_id=desk.unit,
            mode="routine", **_window(),
        )  # fmt: skip

    assert desk.entries(desk.round_id)[-1]["what"] == "refusal"


# ── the revision that was seen, the key that was given ──


def test_a_move_on_a_revision_that_is_past_is_a_conflict(desk: SmallOffice) -> None:
    desk.to("draft")
    seen = desk.case(desk.round_id)["revision"]
    desk.give(desk.round_id, "revise", "staff", focus="另一重点", revision=seen)
    before = everything(desk)

    with pytest.raises(Conflict) as caught:
        desk.give(desk.round_id, "approve_plan", "chief", revision=seen)

    assert "moved" in caught.value.sentences("en")[0]
    assert everything(desk) == before
    assert desk.give(desk.round_id, "approve_plan", "chief", revision=seen + 1)


def test_a_reminder_or_a_refusal_in_between_is_no_conflict(desk: SmallOffice) -> None:
    desk.to("preparing")
    seen = desk.case(desk.round_id)["revision"]
    desk.no(desk.round_id, "mobilise", "director")

    desk.give(desk.round_id, "authorise_group", "secretary", group=desk.group, revision=seen)


def test_the_same_key_twice_is_the_same_result_and_one_move(desk: SmallOffice) -> None:
    desk.to("draft")
    first = desk.give(desk.round_id, "approve_plan", "chief", key="k1")
    before = everything(desk)

    again = desk.give(desk.round_id, "approve_plan", "chief", key="k1")

    assert again.to_json() == first.to_json()
    assert everything(desk) == before


def test_a_key_for_another_command_is_refused(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.give(desk.round_id, "revise", "staff", focus="甲", key="k1")
    before = everything(desk)

    for event, who, inputs in (
        ("revise", "staff", {"focus": "乙"}),
        ("revise", "clerk", {"focus": "甲"}),
        ("approve_plan", "chief", {}),
    ):
        with pytest.raises(InvalidInput, match="k1"):
            desk.give(desk.round_id, event, who, key="k1", **inputs)

    assert everything(desk) == before


def test_a_refusal_under_a_key_is_repeated_even_when_it_would_be_a_yes_now(
    desk: SmallOffice,
) -> None:
    desk.to("preparing")
    first = desk.no(desk.round_id, "mobilise", "director", key="k1")
    desk._mobilised()
    before = everything(desk)

    again = desk.no(desk.round_id, "mobilise", "director", key="k1")

    assert again == first
    assert everything(desk) == before


def test_a_refusal_because_of_who_asks_stays_one_under_its_key(desk: SmallOffice) -> None:
    desk.to("draft")
    for _ in range(2):
        with pytest.raises(NotPermitted):
            desk.give(desk.round_id, "approve_plan", "staff", key="k1")

    assert [one["what"] for one in desk.entries(desk.round_id)].count("refusal") == 1


def test_opening_twice_under_one_key_opens_one_case(desk: SmallOffice) -> None:
    desk.to("rectifying")

    made = {
        desk.open("rectification", "staff", desk.assignment, problem="甲", key="k1")
        for _ in range(3)
    }

    assert len(made) == 1
    assert len(desk.rows("SELECT id FROM cases WHERE kind = 'rectification'")) == 1


# ── access: pledges, scope, release ──


def test_access_begins_with_the_pledges_and_ends_with_the_release(desk: SmallOffice) -> None:
    desk.to("preparing")
    leader = desk.who["leader"]
    assert list_cases(desk.office, leader) == []
    with pytest.raises(NotPermitted):
        desk.give(desk.assignment, "start_gathering", "leader")

    desk._mobilised()

    assert {line.kind for line in list_cases(desk.office, leader)} == {"round", "assignment"}
    desk.give(desk.assignment, "start_gathering", "leader")

    desk.give(desk.round_id, "cancel", "chief", reason="任务调整")

    assert list_cases(desk.office, leader) == []
    with pytest.raises(NotPermitted):
        desk.give(desk.assignment, "ready_plan", "leader")
    [post] = desk.rows("SELECT * FROM posts WHERE person_id = :id", id=leader)
    assert post["released_at"] == desk.office.now()


def test_the_pledges_are_signed_all_three_or_none(desk: SmallOffice) -> None:
    desk.to("preparing")

    desk.no(
        desk.round_id, "sign_pledges", "leader", pledge_secrecy=True, pledge_recusal=True,
        pledge_discipline=False,
    )  # fmt: skip

    assert desk.rows("SELECT * FROM signoffs WHERE topic LIKE 'pledge%'") == []
    with pytest.raises(NotPermitted):
        desk.give(desk.assignment, "start_gathering", "leader")


def test_another_process_hears_at_once_of_pledges_and_releases(desk: SmallOffice) -> None:
    desk.to("preparing")
    other = desk.again()
    with pytest.raises(NotPermitted):
        other.give(desk.assignment, "start_gathering", "leader")

    desk._mobilised()

    assert other.give(desk.assignment, "start_gathering", "leader").state == "info_gathering"


# ── stand-ins and the separation of duties ──


def test_a_stand_in_acts_with_the_posts_of_the_person_stood_in_for(desk: SmallOffice) -> None:
    desk.to("draft")
    desk.stand_in("chief", "deputy")
    with pytest.raises(NotPermitted):
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
    with pytest.raises(NotPermitted):
        desk.give(desk.round_id, "approve_plan", "deputy", acting_for="vice")
    with pytest.raises(NotPermitted):
        desk.give(desk.round_id, "approve_plan", "deputy", acting_for="chief")


def test_a_clue_is_handed_over_by_three_people_of_three_bodies_stand_ins_seen_through(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    clue = desk.clue(to="handover_pending")
    desk.stand_in("leader", "clerk")
    desk.stand_in("contact", "director")
    desk.stand_in("receiver", "deputy")
    desk.give(clue, "sign_by_group", "clerk", acting_for="leader")

    assert "Three different people" in desk.no(clue, "sign_by_office", "clerk")[0]
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
    desk.give(unit, "wrap_up", "leader", procedure_complete=True)
    desk.give(unit, "leave", "leader", channels_settled=True)
    desk.stand_in("clerk", "member")
    reports = {"inspection_report": True, "interview_report": True, "papers_signed": True}
    desk.give(unit, "draft_report", "member", **reports)

    reasons = desk.no(unit, "review_report", "member", acting_for="clerk", reports_agree=True)

    assert "wrote or submitted" in reasons[0]
    desk.give(unit, "review_report", "clerk", reports_agree=True)


# ── extensions ──


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


# ── suspension ──


def test_a_suspended_round_keeps_what_was_left_of_every_clock_below_it(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    claim = desk.timers(item)["rectification_claim"]
    assert claim["due_on"] == date(2022, 2, 15)  # ten working days, the Spring Festival between

    desk.on(EVE)
    suspend(desk.office, desk.round_id, desk.who["chief"], "上级巡视")

    stopped = desk.timers(item, "suspended")
    assert desk.timers(item) == {}
    assert stopped["rectification_claim"]["remaining"] == 7
    assert stopped["rectification_plan"]["remaining"] == 28
    assert "suspended" in desk.no(item, "claim", "liaison")[0]
    assert "suspended" in desk.no(desk.round_id, "start_evaluation", "staff")[0]
    desk.on(date(2022, 6, 1))
    assert desk.sweep().spoken == 0

    resume(desk.office, desk.round_id, desk.who["chief"], "巡视结束")

    running = desk.timers(item)
    assert running["rectification_claim"]["due_on"] == date(2022, 6, 13)  # seven working days on
    assert running["rectification_claim"]["original_on"] == date(2022, 2, 15)
    assert running["rectification_plan"]["due_on"] == date(2022, 6, 29)
    assert desk.timers(item, "suspended") == {}
    desk.give(item, "claim", "liaison")


def test_only_the_leader_suspends_and_only_what_runs(desk: SmallOffice) -> None:
    desk.to("draft")
    with pytest.raises(NotPermitted):
        suspend(desk.office, desk.round_id, desk.who["director"], "无")
    with pytest.raises(Refused):
        resume(desk.office, desk.round_id, desk.who["chief"], "无")
    suspend(desk.office, desk.round_id, desk.who["chief"], "无")
    with pytest.raises(Refused):
        suspend(desk.office, desk.round_id, desk.who["chief"], "无")


def test_nothing_is_opened_below_a_suspended_case(desk: SmallOffice) -> None:
    desk.to("rectifying")
    suspend(desk.office, desk.assignment, desk.who["chief"], "无")

    with pytest.raises(Refused):
        desk.item()


# ── many at once ──


def test_many_moves_have_a_result_each_and_one_no_stops_nothing(desk: SmallOffice) -> None:
    desk.to("rectifying")
    first, second, third = desk.item(), desk.item(), desk.item()
    desk.give(second, "claim", "liaison")
    liaison = desk.who["liaison"]

    results = advance_many(
        desk.office,
        [
            Advance(first, "claim", liaison),
            Advance(second, "claim", liaison),
            Advance(4711, "claim", liaison),
            Advance(third, "claim", liaison),
        ],
    )

    assert [desk.state(one) for one in (first, second, third)] == ["claimed"] * 3
    assert [result.outcome is not None for result in results] == [True, False, False, True]
    assert isinstance(results[1].error, Refused)
    assert isinstance(results[2].error, NotFound)


# ── details ──


def test_numbers_add_up_over_the_entries(desk: SmallOffice) -> None:
    desk.to("on_site")

    desk.give(desk.assignment, "record_activity", "member", talks=12, problems=3)
    desk.give(desk.assignment, "record_activity", "leader", talks="5")

    [row] = desk.rows("SELECT talks, problems, visits FROM assignment_details")
    assert row == {"talks": 17, "problems": 3, "visits": None}


def test_an_amended_window_keeps_the_timers_true(desk: SmallOffice) -> None:
    desk.to("draft")
    before = desk.timers(desk.assignment)["unit_notice"]

    desk.give(desk.round_id, "revise", "staff", on_site_end="2021-12-24")

    [row] = desk.rows("SELECT on_site_end FROM round_details")
    assert row["on_site_end"] == date(2021, 12, 24)
    assert desk.timers(desk.assignment)["unit_notice"] == before


def test_leaving_a_state_stops_its_clocks_and_entering_one_starts_its_own(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item()
    assert set(desk.timers(item)) == {
        "rectification_claim", "rectification_plan", "rectification_report",
        "rectification_concentrated",
    }  # fmt: skip

    desk.give(item, "claim", "liaison")
    desk.give(item, "plan", "liaison", **PLAN)
    desk.give(item, "approve_plan", "staff")
    desk.give(item, "report_done", "liaison", **DONE)

    assert set(desk.timers(item)) == {"rectification_concentrated"}
    met = desk.timers(item, "met")
    assert set(met) == {"rectification_claim", "rectification_plan", "rectification_report"}
    assert all(row["next_at"] is None and row["ended_at"] for row in met.values())


def test_a_case_that_is_opened_writes_all_it_owes_at_once(desk: SmallOffice) -> None:
    desk.to("rectifying")

    item = desk.item()

    [entry] = desk.entries(item)
    assert entry["what"] == "open"
    assert {one["deadline"] for one in entry["armed"]} == set(desk.timers(item))
    told = {row["person_id"] for row in desk.notices(item)}
    assert told == {desk.who["head"], desk.who["liaison"]}
    assert entry["belongs"]["parent_id"] == desk.assignment
    [row] = desk.rows("SELECT fed_back_on FROM rectification_details")
    assert row["fed_back_on"] == FED_BACK


def test_an_unknown_kind_or_a_wrong_parent_opens_nothing(desk: SmallOffice) -> None:
    desk.to("draft")
    staff = desk.who["staff"]

    for command in (
        Open("dream", staff),
        Open("rectification", staff, {"problem": "甲"}, desk.round_id),
        Open("rectification", staff, {"problem": "甲"}),
    ):
        with pytest.raises(InvalidInput):
            open_case(desk.office, command)

    assert len(desk.rows("SELECT id FROM cases WHERE kind <> 'register'")) == 2
