"""Two weeks before a stay ends the gaps are listed, and the group wraps up when they are closed."""

from __future__ import annotations

from datetime import date, timedelta

from engine.books import read_book
from engine.routines.gap_lists import gap_lists
from tests.support.office import SmallOffice

END = date(2021, 12, 20)
TWO_WEEKS = END - timedelta(days=14)
PLAN = ({"position": "岗位一", "tier": "public", "planned_on": "2021-12-10"},)


def on_site(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.give(desk.assignment, "plan_interviews", "leader", interviews=PLAN)
    desk.to("fieldwork", after="on_site")


def test_gaps_are_listed_once_and_told_to_the_leader(desk: SmallOffice) -> None:
    on_site(desk)

    early = gap_lists.run(desk.office, TWO_WEEKS - timedelta(days=1))
    first = gap_lists.run(desk.office, TWO_WEEKS)
    again = gap_lists.run(desk.office, TWO_WEEKS)

    assert (early["listed"], first["listed"], again["listed"]) == (0, 1, 0)
    book = read_book(desk.office, desk.assignment, "gaps", desk.who["leader"])
    [line] = book.lines
    assert dict(line.values) == {"gap_kind": "interviews", "what": "服务对象、群众 0/1"}
    told = [one for one in desk.notices(desk.assignment) if one["notice"] == "gaps_listed"]
    assert [one["person_id"] for one in told] == [desk.who["leader"]]


def test_the_group_wraps_up_when_it_has_settled_its_gaps(desk: SmallOffice) -> None:
    on_site(desk)
    gap_lists.run(desk.office, TWO_WEEKS)

    told = desk.no(desk.assignment, "wrap_up", "leader")
    desk.give(desk.assignment, "settle_gaps", "leader", gap=1, how="已补谈")
    desk.no(desk.assignment, "settle_gaps", "leader", gap=1, how="再补")
    desk.give(desk.assignment, "wrap_up", "leader")

    assert any("The gap list has open lines: line 1" in sentence for sentence in told)
    assert desk.state(desk.assignment) == "wrapping"


def test_the_leader_of_the_leading_group_accepts_what_stays_open(desk: SmallOffice) -> None:
    on_site(desk)
    gap_lists.run(desk.office, TWO_WEEKS)

    desk.give(desk.assignment, "accept_gaps", "chief", reason="对象外出")
    desk.give(desk.assignment, "wrap_up", "leader")

    [line] = read_book(desk.office, desk.assignment, "gap_decisions", desk.who["leader"]).lines
    assert line.values["reason"] == "对象外出"


def test_a_unit_with_nothing_missing_gets_no_list(desk: SmallOffice) -> None:
    desk.to("fieldwork")

    assert gap_lists.run(desk.office, TWO_WEEKS) == {"looked_at": 1, "listed": 0}
    desk.give(desk.assignment, "wrap_up", "leader")
