"""Letters through the real engine: scope, cut-off, conflict, transfer, leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.books import read_book
from engine.complainants import SealIdentity, seal_identity
from engine.queries import history, list_cases, show_case
from kernel.errors import InvalidInput, NotFound, Refused
from kernel.ids import case_number
from tests.support.office import SmallOffice

REGISTERED: dict[str, Any] = {"letter_number": "信1", "gist": "反映收费问题", "named": False}
IN_SCOPE: dict[str, Any] = {"tier": "leadership", "matter": "integrity", "mass_incident": False}
OUT: dict[str, Any] = {**IN_SCOPE, "matter": "personal_claim"}


def letter(desk: SmallOffice, **more: Any) -> int:
    """Register a call and return its letter."""
    made = desk.open("letter", "member", desk.assignment, channel="call")
    desk.give(made, "register", "member", **{**REGISTERED, **more})
    return made


def test_a_letter_is_screened_assigned_looked_into_and_becomes_a_clue(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = letter(desk)
    desk.give(made, "screen", "member", **IN_SCOPE)
    assert desk.no(made, "find_out_of_scope", "leader")
    assert desk.no(made, "accept", "leader")  # anonymous: checked first
    desk.give(made, "check_anonymous", "leader")
    team = [desk.who["leader"], desk.who["member"]]
    assert desk.no(made, "assign", "leader", handlers=team[:1])
    desk.give(made, "assign", "leader", handlers=team)
    assert "letter_looking" in desk.timers(made)
    desk.give(made, "look_into", "member", found="属实")

    clue = desk.open(
        "clue", "member", desk.assignment, clue_kind="discipline", summary="摘要",
        letter_id=case_number(made),
    )  # fmt: skip
    desk.give(made, "make_clue", "leader", clue_id=case_number(clue))
    desk.give(made, "conclude", "leader", outcome="已转线索")

    assert desk.state(made) == "concluded"
    assert show_case(desk.office, made, desk.who["leader"]).row["clue_id"] == clue


def test_a_letter_out_of_scope_is_transferred_with_a_receipt_and_bears_no_work(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    made = letter(desk)
    desk.give(made, "screen", "member", **OUT)
    assert desk.no(made, "check_anonymous", "leader")
    desk.give(made, "find_out_of_scope", "leader")
    with pytest.raises(Refused, match="no work may rest on it"):
        desk.open(
            "clue", "member", desk.assignment, clue_kind="other", summary="摘要",
            letter_id=case_number(made),
        )  # fmt: skip
    assert set(desk.timers(made)) == {"letter_transfer"}

    desk.give(made, "transfer", "leader", body_id=desk.body, transfer_note="请按职责办理")
    assert set(desk.timers(made)) == {"petition_acceptance"}
    seen = show_case(desk.office, made, desk.who["contact"])
    assert seen.row["gist"] == "反映收费问题"
    assert "tier" not in seen.row
    desk.give(made, "send_back", "contact", reason="不属本单位职责")
    with pytest.raises(NotFound):
        show_case(desk.office, made, desk.who["contact"])
    desk.give(made, "transfer", "leader", body_id=desk.body, transfer_note="请再核对职责")
    desk.give(made, "acknowledge", "contact", receipt_number="收1")

    assert desk.state(made) == "acknowledged"


def test_no_activity_rests_on_a_letter_that_is_not_taken_up(desk: SmallOffice) -> None:
    desk.to("on_site")
    stray, ours = letter(desk), letter(desk)
    desk.give(stray, "screen", "member", **OUT)
    desk.give(ours, "screen", "member", **IN_SCOPE)
    desk.give(ours, "check_anonymous", "leader")
    desk.give(ours, "assign", "leader", handlers=[desk.who["leader"], desk.who["member"]])

    def talks(*letters: int) -> dict[str, Any]:
        pair = [desk.who["leader"], desk.who["member"]]
        plain = {"method": "interview", "inspectors": pair, "subject": 1}
        return {"activities": [{**plain, "letter_id": case_number(one)} for one in letters]}

    [reason] = desk.no(desk.assignment, "record_activity", "member", **talks(ours, stray))
    assert "no work may rest on it" in reason
    with pytest.raises(InvalidInput, match="names no such case of this group"):
        desk.give(desk.assignment, "record_activity", "member", **talks(ours, desk.round_id))
    desk.give(desk.assignment, "record_activity", "member", **talks(ours))

    book = read_book(desk.office, desk.assignment, "activities", desk.who["leader"])
    assert book.lines[-1].values["letter_id"] == ours


def test_a_letter_counts_by_its_postmark_and_a_late_call_is_passed_on(desk: SmallOffice) -> None:
    desk.to("on_site")  # the intake closes on 15 December
    desk.on(date(2021, 12, 17))
    posted = desk.open(
        "letter", "member", desk.assignment, channel="letter", postmark_on="2021-12-14"
    )
    called = desk.open("letter", "member", desk.assignment, channel="call")
    for made in (posted, called):
        desk.give(made, "register", "member", **REGISTERED)
        desk.give(made, "screen", "member", **IN_SCOPE)

    desk.give(posted, "check_anonymous", "leader")
    reasons = desk.no(called, "check_anonymous", "leader")
    desk.give(called, "find_out_of_scope", "leader")

    assert reasons == (
        "It came after the intake closed (letters count by postmark, with a grace): transfer it.",
    )
    assert desk.state(called) == "out_of_scope"


def test_whoever_is_complained_of_neither_handles_nor_sees_nor_hears_of_the_letter(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    desk.stand_in("director", "deputy")
    made = letter(desk, complained_of=[desk.who["leader"]], related=[desk.who["director"]])
    desk.give(made, "screen", "member", **OUT)

    for name in ("leader", "director"):
        assert desk.no(made, "name_involved", name, complained_of=[desk.who["member"]])
        assert made not in {line.case_id for line in list_cases(desk.office, desk.who[name])}
        for look in (show_case, history):
            with pytest.raises(NotFound):
                look(desk.office, made, desk.who[name])
    moved = {one["seq"] for one in desk.entries(made) if one["what"] == "move"}
    told = {one["person_id"] for one in desk.notices(made) if one["seq"] in moved}
    assert told.isdisjoint({desk.who["leader"], desk.who["director"]})


def test_no_unit_ever_sees_a_letter(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = letter(desk)

    for name in ("head", "liaison", "supervisor", "contact"):
        with pytest.raises(NotFound):
            show_case(desk.office, made, desk.who[name])
        assert made not in {line.case_id for line in list_cases(desk.office, desk.who[name])}


def test_the_group_leaves_once_every_letter_is_concluded_or_handed_on(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = letter(desk)
    desk.give(made, "screen", "member", **IN_SCOPE)
    desk.on(date(2021, 12, 20))
    desk.give(desk.assignment, "wrap_up", "leader")

    reasons = desk.no(desk.assignment, "leave", "leader")
    desk.give(made, "hand_on", "leader", body_id=desk.body, transfer_note="移交", reason="时间已到")
    desk.give(desk.assignment, "leave", "leader")

    assert reasons == (
        "Some letters are neither concluded nor handed on: settle each before leaving.",
    )


def test_a_sign_of_a_mass_incident_is_reported_before_the_letter_ends(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = letter(desk)
    desk.give(made, "screen", "member", **{**OUT, "mass_incident": True})
    desk.give(made, "find_out_of_scope", "leader")
    sheet: dict[str, Any] = {"body_id": desk.body, "transfer_note": "转办"}

    assert desk.no(made, "transfer", "leader", **sheet) == (
        "Flagged as a possible mass incident: send an express report from it first.",
    )
    desk.open("express_report", "member", made, occasion="mass_incident", gist="苗头", urgent=True)
    desk.give(made, "transfer", "leader", **sheet)


def test_a_letter_to_the_office_goes_to_the_group_that_is_named(desk: SmallOffice) -> None:
    desk.to("on_site")
    with pytest.raises(Refused, match="Say which group"):
        desk.open("letter", "staff", desk.round_id, channel="call")

    made = desk.open("letter", "staff", desk.round_id, channel="call", group_id=desk.group)

    assert made in {line.case_id for line in list_cases(desk.office, desk.who["member"])}


def test_a_clue_can_only_name_a_letter_of_its_own_group(desk: SmallOffice) -> None:
    desk.to("on_site")
    for number in (case_number(desk.assignment), "22222A", "没有"):
        with pytest.raises(InvalidInput):
            desk.open(
                "clue", "member", desk.assignment, clue_kind="other", summary="摘要",
                letter_id=number,
            )  # fmt: skip


def test_a_named_complainant_is_told_of_the_acceptance_in_time(desk: SmallOffice) -> None:
    desk.to("on_site")
    made = letter(desk, named=True)
    assert desk.no(made, "screen", "member", **IN_SCOPE) == (
        "Seal the identity of a named complainant before screening.",
    )
    seal_identity(desk.office, SealIdentity(made, desk.who["member"], "某甲"))
    desk.give(made, "screen", "member", **IN_SCOPE)
    desk.give(made, "accept", "leader")
    assert desk.timers(made)["complaint_acceptance"]["due_on"] == date(2021, 11, 29)

    desk.give(made, "tell_acceptance", "member")

    assert "complaint_acceptance" not in desk.timers(made)
