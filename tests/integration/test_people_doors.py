"""Posts, people, stand-ins and channels are changed at once, by those who may, on record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine import people, people_doors
from engine.inbox import inbox
from engine.people_doors import appoint, deactivate, end_stand_in, release
from engine.people_placing import Appointment
from engine.queries import list_cases
from engine.registrar import Substitution, register_stand_in, registrar
from engine.work import Work
from kernel.errors import InvalidInput, NotFound, NotPermitted, Refused
from tests.support.office import SINCE, UNTIL, SmallOffice

CANARY = "canary0token"


def register_entries(desk: SmallOffice) -> list[dict[str, Any]]:
    [row] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    return desk.entries(row["id"])


def stands_in(desk: SmallOffice, person: str, stand_in: str, by: str) -> None:
    wanted = Substitution(desk.who[person], desk.who[stand_in], SINCE, UNTIL, "出差")
    register_stand_in(desk.office, wanted, desk.who[by])


# ── posts ──


def test_somebody_joins_a_group_after_the_round_was_opened_and_pledges_first(
    desk: SmallOffice,
) -> None:
    desk.to("mobilised")
    new = desk.who["stranger"]
    wanted = Appointment(new, "巡察组成员", round_id=desk.round_id, group="g1")

    appoint(desk.office, wanted, desk.who["staff"])

    entry = register_entries(desk)[-1]
    assert (entry["by"], entry["table"]) == (desk.who["staff"], "posts")
    assert list_cases(desk.office, new) == []
    desk.pledge("stranger")
    assert {line.kind for line in list_cases(desk.office, new)} == {
        "round", "assignment", "secondment",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("post", "more", "mistakes"),
    [
        ("dreamer", {}, 1),
        ("group_member", {}, 1),
        ("group_member", {"group": "g9", "place": "u1"}, 2),
        ("unit_head", {}, 1),
        ("unit_head", {"place": "u9", "group": "g1"}, 2),
        ("director", {"place": "u1", "group": "g1"}, 2),
        ("director", {"valid_from": date(2022, 1, 2), "valid_to": date(2022, 1, 1)}, 1),
    ],
)
def test_a_post_in_the_wrong_place_is_refused_with_every_mistake(
    desk: SmallOffice, post: str, more: dict[str, Any], mistakes: int
) -> None:
    desk.to("draft")

    with pytest.raises(InvalidInput) as wrong:
        appoint(desk.office, Appointment(desk.who["stranger"], post, **more), desk.who["staff"])

    assert len(wrong.value.reasons) == mistakes


def test_a_post_is_not_given_twice_nor_in_a_round_that_is_over(desk: SmallOffice) -> None:
    desk.to("draft")
    staff, stranger = desk.who["staff"], desk.who["stranger"]
    with pytest.raises(InvalidInput):
        appoint(desk.office, Appointment(desk.who["clerk"], "office_staff"), staff)
    desk.give(desk.round_id, "approve_plan", "chief")
    desk.give(desk.round_id, "cancel", "chief", reason="任务调整")

    wanted = Appointment(stranger, "group_member", round_id=desk.round_id, group="g1")
    with pytest.raises(Refused):
        appoint(desk.office, wanted, staff)


def test_nobody_gives_themselves_a_post_and_only_registrars_give_any(desk: SmallOffice) -> None:
    who = desk.who
    with pytest.raises(Refused, match="themselves"):
        appoint(desk.office, Appointment(who["staff"], "secretary"), who["staff"])
    for name in ("leader", "secretary", "head", "stranger"):
        with pytest.raises(NotPermitted):
            appoint(desk.office, Appointment(who["deputy"], "office_staff"), who[name])
        with pytest.raises(NotPermitted):
            release(desk.office, who["clerk"], who[name])
        with pytest.raises(NotPermitted):
            deactivate(desk.office, who["clerk"], who[name])
    refused = [one["event"] for one in register_entries(desk) if one["what"] == "refusal"]
    assert refused == ["appoint", *("appoint", "release", "deactivate") * 4]


def test_a_removed_member_sees_and_does_nothing_from_that_moment(desk: SmallOffice) -> None:
    desk.to("mobilised")
    other = desk.again()
    other.give(desk.assignment, "start_gathering", "member")

    release(desk.office, desk.who["member"], desk.who["director"], round_id=desk.round_id)

    assert list_cases(other.office, desk.who["member"]) == []
    with pytest.raises(NotFound):
        other.give(desk.assignment, "ready_plan", "member")
    entry = register_entries(desk)[-1]
    assert (entry["table"], set(entry["values"])) == ("posts", {"released_at"})


def test_one_post_may_be_taken_and_the_others_stay(desk: SmallOffice) -> None:
    who = desk.who
    appoint(desk.office, Appointment(who["clerk"], "supervisor"), who["staff"])

    release(desk.office, who["clerk"], who["director"], post="office_staff")

    held = desk.rows(
        "SELECT post FROM posts WHERE person_id = :id AND released_at IS NULL", id=who["clerk"]
    )
    assert [row["post"] for row in held] == ["supervisor"]
    with pytest.raises(InvalidInput):
        release(desk.office, who["clerk"], who["director"], post="office_staff")


def test_who_is_released_from_everything_acts_for_nobody_either(desk: SmallOffice) -> None:
    desk.to("draft")
    stands_in(desk, "chief", "clerk", "chief")

    release(desk.office, desk.who["clerk"], desk.who["director"])

    with pytest.raises(NotFound):
        desk.give(desk.round_id, "approve_plan", "clerk", acting_for="chief")


def test_the_last_who_keep_the_register_stay(desk: SmallOffice) -> None:
    who = desk.who
    for name in ("clerk", "staff"):
        release(desk.office, who[name], who["director"])

    for last in (release, deactivate):
        with pytest.raises(Refused, match="last person"):
            last(desk.office, who["director"], who["director"])
    assert desk.rows("SELECT active FROM people WHERE code = 'director'")[0]["active"]


# ── people ──


def test_who_is_deactivated_lists_does_and_lends_nothing_whatever_the_tables_still_say(
    desk: SmallOffice,
) -> None:
    desk.to("draft")
    chief, vice = desk.who["chief"], desk.who["vice"]
    desk.stand_in("chief", "deputy")
    assert list_cases(desk.office, vice)
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for person in (chief, vice):  # only this: their posts and stand-ins are still there
            people.change(work, registrar(work, desk.who["staff"]), "people", person,
                          {"active": False})  # fmt: skip
        work.finish()

    for person in (chief, vice):
        assert list_cases(desk.office, person) == []
        assert inbox(desk.office, person) == []
    assert inbox(desk.office, desk.who["deputy"]) == []
    for who, principal in (("chief", None), ("deputy", "chief")):
        with pytest.raises(NotFound):
            desk.give(desk.round_id, "approve_plan", who, acting_for=principal)


def test_deactivating_ends_posts_stand_ins_and_channels_and_keeps_the_record(
    desk: SmallOffice,
) -> None:
    who = desk.who
    people_doors.add_channel(desk.office, who["clerk"], "json://a", who["staff"])
    desk.stand_in("vice", "clerk")
    desk.stand_in("secretary", "clerk")

    deactivate(desk.office, who["clerk"], who["director"])

    told = [one["table"] for one in register_entries(desk)[-5:]]
    assert told == ["posts", "stand_ins", "stand_ins", "channels", "people"]
    kept = desk.rows("SELECT name, active FROM people WHERE code = 'clerk'")
    assert kept == [{"name": "clerk", "active": False}]
    with pytest.raises(NotFound):
        deactivate(desk.office, who["clerk"], who["director"])


# ── stand-ins ──


@pytest.mark.parametrize("stand_in", ["head", "contact"])
def test_units_and_bodies_stand_in_for_nobody_who_inspects(
    desk: SmallOffice, stand_in: str
) -> None:
    desk.to("draft")
    for principal in ("director", "chief", "leader"):
        with pytest.raises(Refused, match="holds no post at a unit"):
            stands_in(desk, principal, stand_in, "director")
    assert desk.rows("SELECT id FROM stand_ins") == []


def test_a_stand_in_gets_no_post_that_does_not_go_with_it(desk: SmallOffice) -> None:
    stands_in(desk, "chief", "deputy", "chief")
    wanted = Appointment(desk.who["deputy"], "unit_head", "u1")
    with pytest.raises(Refused, match="holds no post at a unit"):
        appoint(desk.office, wanted, desk.who["staff"])

    end_stand_in(desk.office, desk.who["chief"], desk.who["deputy"], desk.who["chief"])
    appoint(desk.office, wanted, desk.who["staff"])


def test_staff_register_a_stand_in_for_a_colleague_but_not_themselves_nor_for_leaders(
    desk: SmallOffice,
) -> None:
    with pytest.raises(Refused, match="registers themselves"):
        stands_in(desk, "clerk", "staff", "staff")
    with pytest.raises(Refused, match="by the director"):
        stands_in(desk, "secretary", "deputy", "staff")

    stands_in(desk, "clerk", "deputy", "staff")
    stands_in(desk, "secretary", "stranger", "director")


def test_an_ended_stand_in_acts_no_more(desk: SmallOffice) -> None:
    desk.to("draft")
    who = desk.who
    stands_in(desk, "chief", "deputy", "chief")
    with pytest.raises(NotPermitted):
        end_stand_in(desk.office, who["chief"], who["deputy"], who["leader"])

    end_stand_in(desk.office, who["chief"], who["deputy"], who["staff"])

    with pytest.raises(NotFound):
        desk.give(desk.round_id, "approve_plan", "deputy", acting_for="chief")
    with pytest.raises(InvalidInput):
        end_stand_in(desk.office, who["chief"], who["deputy"], who["staff"])


# ── channels ──


def test_a_channel_is_added_listed_and_dropped_without_its_address(desk: SmallOffice) -> None:
    who, staff = desk.who["clerk"], desk.who["staff"]
    for host in ("a", "b"):
        people_doors.add_channel(desk.office, who, f"json://{host}/{CANARY}", staff)
    assert people_doors.channels_of(desk.office, who, staff) == [(0, "json"), (1, "json")]

    people_doors.drop_channel(desk.office, who, 0, staff)

    assert people_doors.channels_of(desk.office, who, who) == [(1, "json")]
    assert CANARY not in str(register_entries(desk))
    with pytest.raises(NotFound):
        people_doors.drop_channel(desk.office, who, 0, staff)
    with pytest.raises(NotPermitted):
        people_doors.channels_of(desk.office, who, desk.who["leader"])
