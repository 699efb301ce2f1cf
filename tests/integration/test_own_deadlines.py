"""The deadlines of one's own calendar: as owner, as signer, as stand-in, and nobody else's."""

from __future__ import annotations

from engine.own_deadlines import own_deadlines
from engine.suspend import suspend
from kernel.ids import case_number
from tests.support.office import SmallOffice


def of(desk: SmallOffice, name: str) -> set[tuple[str, object]]:
    found = own_deadlines(desk.office, desk.who[name])
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    return {(one.number, one.due_on) for one in found}


def test_the_owner_has_every_deadline_of_the_case_that_they_read(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")

    wanted = {(case_number(item), one["due_on"]) for one in desk.timers(item).values()}

    assert wanted <= of(desk, "head")
    assert wanted <= of(desk, "liaison")


def test_who_has_to_sign_has_the_deadline_of_what_waits_for_them(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")
    asked = desk.open(
        "extension", "liaison", item, deadline="rectification_report", requested_on="2022-05-09",
        why="汛期", progress="已完成七成",
    )  # fmt: skip
    desk.give(asked, "check", "staff")

    numbers = {number for number, _ in of(desk, "head")}

    assert case_number(asked) in numbers
    assert case_number(asked) not in {number for number, _ in of(desk, "contact")}


def test_a_suspended_deadline_has_no_date(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="in_progress")

    suspend(desk.office, item, desk.who["chief"], "汛期")

    assert case_number(item) not in {number for number, _ in of(desk, "head")}


def test_the_key_of_a_deadline_stays_and_its_change_grows(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="in_progress")
    before = {one.key: one for one in own_deadlines(desk.office, desk.who["head"])}

    desk.sweep_each_due_time(desk.clock.now().replace(month=3, day=25))

    after = {one.key: one for one in own_deadlines(desk.office, desk.who["head"])}
    both = before.keys() & after.keys()
    assert both
    assert all(after[key].change >= before[key].change for key in both)
    assert any(after[key].changed_at > before[key].changed_at for key in both)


def test_who_stands_in_has_the_deadlines_of_the_other_person(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="in_progress")
    assert of(desk, "deputy") == set()

    desk.stand_in("head", "deputy")

    assert of(desk, "deputy") == of(desk, "head")
