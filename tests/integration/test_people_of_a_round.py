"""People of a round on a real database: selected, removed, recused, appraised, drawn."""

from __future__ import annotations

from datetime import date

import pytest

from engine import people
from engine.people_doors import appoint, release
from engine.people_placing import Appointment
from engine.queries import list_cases
from engine.recusal import conflicts_with
from engine.relating import Declaration, declare, relations_of
from engine.work import Work
from kernel.errors import NotFound, NotPermitted, Refused
from rules.posts import Post, Scope
from rules.recusal import Relationship
from tests.support.office import SINCE, SmallOffice


def join(desk: SmallOffice, name: str, post: str = "group_member") -> None:
    """Have the director appoint somebody to the group of the round."""
    wanted = Appointment(desk.who[name], post, round_id=desk.round_id, group="g1", valid_from=SINCE)
    appoint(desk.office, wanted, desk.who["director"])


def relate(desk: SmallOffice, name: str, kind: Relationship, **ends: int) -> None:
    declare(desk.office, Declaration(desk.who[name], kind, **ends), desk.who["director"])


def test_who_is_removed_loses_access_at_that_moment_and_what_they_did_stays(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    member, second = desk.who["member"], desk.second("member")
    clue = desk.clue()
    assert list_cases(desk.office, member)

    desk.give(second, "remove", "chief", removal_ground="leak", reason="泄露谈话内容")

    assert list_cases(desk.office, member) == []
    with pytest.raises(NotFound):
        desk.give(desk.assignment, "record_activity", "member", talks=1)
    [post] = desk.rows("SELECT released_at FROM posts WHERE person_id = :id", id=member)
    assert post["released_at"] == desk.office.now()
    assert desk.entries(clue)[0]["by"] == member
    assert {one["notice"] for one in desk.notices(second)} == {"person_removed"}
    assert set(desk.timers(second)) == {"removal_told"}
    desk.give(second, "record_told", "staff", home_told_on="2021-11-09",
              organisation_told_on="2021-11-09")  # fmt: skip
    assert desk.timers(second) == {}


def test_removal_may_take_somebody_from_the_pool_and_nobody_selects_them_again(
    desk: SmallOffice,
) -> None:
    desk.to("draft")
    listed = desk.in_pool("member")

    desk.give(desk.second("member"), "remove", "chief", removal_ground="inactive",
              reason="不服从安排", excluded=True)  # fmt: skip

    assert desk.state(listed) == "excluded"
    with pytest.raises(Refused, match="excluded"):
        join(desk, "member")


def test_taking_the_post_removes_the_person_from_the_round(desk: SmallOffice) -> None:
    desk.to("on_site")

    release(desk.office, desk.who["member"], desk.who["director"], round_id=desk.round_id)

    assert desk.state(desk.second("member")) == "removed"


def test_a_relation_to_the_unit_keeps_somebody_from_being_selected(desk: SmallOffice) -> None:
    desk.to("draft")
    relate(desk, "stranger", Relationship.NATIVE, unit=desk.unit)

    with pytest.raises(Refused, match="native place"):
        join(desk, "stranger")

    assert desk.rows("SELECT 1 FROM posts WHERE person_id = :id", id=desk.who["stranger"]) == []
    with pytest.raises(NotPermitted):
        relations_of(desk.office, desk.who["stranger"], desk.who["leader"])
    assert len(relations_of(desk.office, desk.who["stranger"], desk.who["staff"])) == 1


def test_a_group_gets_no_unit_its_people_must_keep_away_from(desk: SmallOffice) -> None:
    desk.to("draft")
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        other = people.add_unit(work, "u2", "单位02", "department")
        work.finish()
    relate(desk, "member", Relationship.POST, unit=other)

    with pytest.raises(Refused, match="keep away from the unit: member"):
        desk.open("assignment", "staff", desk.round_id, group_id=desk.group, unit_id=other,
                  mode="routine", on_site_start="2021-11-08",
                  on_site_end="2021-12-20")  # fmt: skip


def test_a_new_head_of_the_unit_puts_kin_in_the_group_on_notice(desk: SmallOffice) -> None:
    desk.to("on_site")
    second = desk.second("member")
    relate(desk, "member", Relationship.KIN_OF, kin=desk.who["stranger"])
    assert desk.case(second)["state"] == "on_site"
    assert desk.notices(second) == []

    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.give_post(work, desk.who["stranger"], Post.UNIT_HEAD, scope=Scope.UNIT,
                         scope_id=desk.unit, valid_from=SINCE)  # fmt: skip
        work.finish()

    [detail] = desk.rows("SELECT conflict FROM secondment_details WHERE case_id = :id", id=second)
    assert "近亲属" in detail["conflict"]
    told = {one["person_id"] for one in desk.notices(second)}
    assert {desk.who["leader"], desk.who["chief"], desk.who["staff"]} <= told
    desk.give(second, "settle_conflict", "chief", reason="该组不再承担此单位")
    [detail] = desk.rows("SELECT conflict FROM secondment_details WHERE case_id = :id", id=second)
    assert detail["conflict"] is None


def test_a_conflict_found_late_stops_the_mobilisation(desk: SmallOffice) -> None:
    desk.to("preparing")
    relate(desk, "member", Relationship.SPOUSE, unit=desk.unit)

    assert any("keep" in one or "conflict" in one
               for one in desk.no(desk.round_id, "mobilise", "director"))  # fmt: skip
    desk.give(desk.second("member"), "recuse", "staff", reason="配偶在该单位")

    assert desk.state(desk.second("member")) == "recused"
    with desk.office.database.reading() as tx:
        found = conflicts_with(Work(desk.office, tx, desk.office.now()), desk.who["member"],
                               [desk.unit])  # fmt: skip
    assert len(found) == 1


def test_nobody_serves_in_two_rounds_that_overlap(desk: SmallOffice) -> None:
    desk.to("draft")
    first = desk.round_id
    second = desk.open("round", "staff", name="第三轮", focus="三个聚焦",
                       on_site_start="2021-12-01", on_site_end="2022-01-20")  # fmt: skip
    later = desk.open("round", "staff", name="第四轮", focus="三个聚焦",
                      on_site_start="2022-03-01", on_site_end="2022-04-20")  # fmt: skip
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for number in (second, later):
            people.add_group(work, number, "g1", "第一组")
        work.finish()

    desk.round_id = second
    with pytest.raises(Refused, match="overlaps"):
        join(desk, "member")
    desk.round_id = later
    join(desk, "member")

    assert desk.state(desk.second("member")) == "selected"
    assert first != later


def test_who_joins_late_catches_up_with_the_round(desk: SmallOffice) -> None:
    desk.to("on_site")
    join(desk, "stranger")

    desk.pledge("stranger")
    desk.give(desk.assignment, "record_activity", "stranger", activities=[{"method": "hearing"}])
    desk.give(desk.second("stranger"), "record_training", "staff")

    assert desk.state(desk.second("stranger")) == "on_site"


def test_a_new_leader_is_authorised_anew(desk: SmallOffice) -> None:
    desk.to("preparing")
    desk.give(desk.round_id, "authorise_group", "secretary", group=desk.group)
    join(desk, "stranger", "group_deputy")

    assert any("not authorised" in one for one in desk.no(desk.round_id, "mobilise", "director"))
    desk.give(desk.round_id, "authorise_group", "secretary", group=desk.group)

    [row] = desk.rows("SELECT authorised_on FROM secondment_details WHERE case_id = :id",
                      id=desk.second("stranger"))  # fmt: skip
    assert row["authorised_on"] == date(2021, 10, 8)
