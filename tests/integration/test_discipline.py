"""The text of discipline goes to people of the unit at entry, and each receipt is tracked."""

from __future__ import annotations

import pytest

from engine import people
from engine.onsite.discipline import discipline_of
from engine.receipts import acknowledge
from engine.work import Work
from kernel.errors import NotFound
from rules.posts import Post, Scope
from tests.support.office import SINCE, SmallOffice


def receipts(desk: SmallOffice, who: str = "leader") -> list[tuple[str, bool, bool]]:
    """Return who was told and who has acknowledged, as somebody reads it."""
    lines = discipline_of(desk.office, desk.assignment, desk.who[who])
    return [(one.person, one.told_at is not None, one.acknowledged_at is not None) for one in lines]


def sign_for(desk: SmallOffice, name: str) -> None:
    [notice, *_] = desk.rows(
        "SELECT key FROM notices WHERE notice = 'unit_discipline' AND person_id = :person",
        person=desk.who[name],
    )
    acknowledge(desk.office, key=notice["key"], person_id=desk.who[name])


def join_the_unit(desk: SmallOffice, name: str) -> None:
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        desk.who[name] = people.add_person(work, name, name)
        people.give_post(
            work, desk.who[name], Post.UNIT_LEADER, scope=Scope.UNIT, scope_id=desk.unit,
            valid_from=SINCE,
        )  # fmt: skip
        work.finish()


def test_the_unit_is_told_of_the_discipline_at_entry_and_each_receipt_is_tracked(
    desk: SmallOffice,
) -> None:
    desk.to("mobilised")
    join_the_unit(desk, "vice_head")
    desk.to("on_site", after="mobilised")

    sign_for(desk, "liaison")

    assert receipts(desk) == [
        ("head", True, False),
        ("vice_head", True, False),
        ("liaison", True, True),
    ]
    assert receipts(desk, "staff") == receipts(desk)
    assert {
        row["wants_receipt"]
        for row in desk.rows("SELECT * FROM notices WHERE notice = 'unit_discipline'")
    } == {True}


def test_who_comes_later_is_told_when_the_group_tells_it_again_and_old_receipts_count(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    sign_for(desk, "head")
    join_the_unit(desk, "newcomer")
    before = receipts(desk)

    desk.give(desk.assignment, "tell_discipline", "member")

    assert ("newcomer", False, False) in before
    assert ("newcomer", True, False) in receipts(desk)
    assert ("head", True, True) in receipts(desk)


def test_the_receipts_are_for_the_group_and_the_office(desk: SmallOffice) -> None:
    desk.to("on_site")

    for stranger in ("head", "contact"):
        with pytest.raises(NotFound):
            discipline_of(desk.office, desk.assignment, desk.who[stranger])
