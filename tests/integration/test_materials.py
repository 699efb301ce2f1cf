"""Material requests from the signed list to the return, with everything that goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from engine.books import read_book
from engine.explain import explain
from engine.onsite.lateness import lateness
from kernel.clock import office_moment
from kernel.errors import Refused
from tests.support.office import SmallOffice

ITEMS = (
    {"what": "会议纪要", "period_from": "2019-01-01", "period_to": "2021-10-31", "copies": 3,
     "grade": "internal", "form": "original"},
    {"what": "账册", "period_from": "2020-01-01", "period_to": "2021-10-31", "copies": 2,
     "grade": "work_secret", "form": "copy"},
)  # fmt: skip
ALL = [{"item": 1, "copies": 3}, {"item": 2, "copies": 2}]


def ask(desk: SmallOffice, items: object = ITEMS, **more: Any) -> int:
    """Open a material request on site."""
    return desk.open("material_request", "leader", desk.assignment, items=items, **more)


def on_site(desk: SmallOffice) -> int:
    """Return a request that the leader has just signed, on Monday 8 November."""
    desk.to("on_site")
    return ask(desk)


def books_of(desk: SmallOffice, case: int, book: str, who: str) -> list[Mapping[str, Any]]:
    """Return what the lines of a book hold, as somebody reads it."""
    return [line.values for line in read_book(desk.office, case, book, desk.who[who]).lines]


def test_a_list_goes_from_the_leader_to_the_unit_and_back(desk: SmallOffice) -> None:
    request = on_site(desk)

    desk.give(request, "acknowledge", "liaison")
    part = [{"item": 1, "copies": 3}]
    desk.give(request, "supply_part", "liaison", supplies=part, truthful=True)
    desk.give(request, "supply", "head", supplies=[{"item": 2, "copies": 2}], truthful=True)
    copies = [{"item": 1, "copies": 1, "purpose": "附底稿"}]
    desk.give(request, "record_copies", "member", copies_made=copies)
    desk.give(request, "check", "member")
    kept = desk.no(request, "close", "member")
    alone = desk.no(request, "hand_back", "member", second_person=desk.who["member"])
    desk.give(request, "hand_back", "member", second_person=desk.who["leader"])
    desk.give(request, "close", "liaison")

    assert desk.state(request) == "closed"
    assert "originals" in kept[0]
    assert "two different people" in alone[0]
    [signed] = desk.rows("SELECT * FROM signoffs WHERE case_id = :id", id=request)
    assert (signed["topic"], signed["person_id"]) == ("material_list", desk.who["leader"])


def test_what_was_supplied_is_in_the_activity_log_once_it_is_checked(desk: SmallOffice) -> None:
    request = on_site(desk)

    desk.give(request, "supply", "liaison", supplies=ALL, truthful=True)
    desk.give(request, "check", "member")

    [row] = desk.rows("SELECT documents FROM assignment_details")
    last = books_of(desk, desk.assignment, "activities", "leader")[-1]
    assert row["documents"] == 5
    assert (last["method"], last["count"]) == ("materials", 5)


def test_the_unit_reads_its_list_and_nothing_of_what_was_copied(desk: SmallOffice) -> None:
    request = on_site(desk)
    desk.give(request, "supply", "liaison", supplies=ALL, truthful=True)
    copies = [{"item": 1, "copies": 1, "purpose": "附底稿"}]
    desk.give(request, "record_copies", "member", copies_made=copies)

    told = explain(desk.office, request, desk.who["head"])

    assert [one["what"] for one in books_of(desk, request, "items", "head")] == ["会议纪要", "账册"]
    assert len(books_of(desk, request, "supplies", "liaison")) == 2
    assert "record_copies" not in str(told)


def test_a_list_that_is_too_old_uncounted_or_upside_down_is_refused_all_at_once(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    old = {**ITEMS[0], "period_from": "2018-01-01", "period_to": "2017-12-31", "copies": 0}

    try:
        ask(desk, [old])
    except Refused as refused:
        told = refused.sentences("en")

    assert [sentence.partition(",")[0].partition(":")[0] for sentence in told] == [
        "These materials are older than the look-back window",
        "These periods end before they begin",
        "Say how many copies are wanted",
    ]
    made = ask(desk, [{**ITEMS[0], "period_from": "2010-01-01"}], exception_reason="同一项目")
    assert desk.state(made) == "issued"


def test_materials_without_the_declaration_or_off_the_list_are_refused(desk: SmallOffice) -> None:
    request = on_site(desk)

    silent = desk.no(request, "supply", "liaison", supplies=ALL, truthful=False)
    beside = desk.no(
        request, "supply", "liaison", supplies=[{"item": 9, "copies": 1}], truthful=True
    )

    assert "declaration" in silent[0]
    assert "9" in beside[0]
    assert "handed in completely" in beside[1]


def test_a_request_climbs_day_by_day_to_an_obstruction(desk: SmallOffice) -> None:
    request = on_site(desk)

    desk.sweep_each_due_time(office_moment(date(2021, 11, 17), time(12)))

    steps = [
        (notice["tone"], notice["person_id"])
        for notice in desk.notices(request)
        if notice["deadline"] == "material_request"
    ]
    who = desk.who
    assert ("overdue", who["liaison"]) in steps
    escalated = {person for tone, person in steps if tone == "escalation"}
    assert {who["liaison"], who["leader"], who["head"], who["chief"]} <= escalated
    [incident] = desk.rows(
        "SELECT c.*, d.incident_kind FROM cases c JOIN incident_details d ON d.case_id = c.id"
    )
    assert (incident["incident_kind"], incident["parent_id"]) == ("obstruction", desk.assignment)
    assert incident["unit_id"] == desk.unit


def test_lateness_is_computed_and_stays_though_the_materials_come_and_are_sent_back(
    desk: SmallOffice,
) -> None:
    request = on_site(desk)
    desk.sweep_each_due_time(office_moment(date(2021, 11, 12), time(12)))

    desk.give(request, "supply", "liaison", supplies=ALL, truthful=True)
    desk.give(request, "send_back", "member", reason="缺页")

    desk.sweep_each_due_time(office_moment(date(2021, 11, 16), time(12)))
    [unit] = lateness(desk.office, desk.round_id, desk.who["staff"])
    [late] = unit.requests
    assert (late.overdue_on, late.times, late.days) == (date(2021, 11, 11), 1, 1)
    assert not desk.rows("SELECT id FROM cases WHERE kind = 'incident'")


def test_false_material_is_an_incident_that_climbs_to_the_leading_group(desk: SmallOffice) -> None:
    request = on_site(desk)
    desk.give(request, "supply", "liaison", supplies=ALL, truthful=True)

    desk.give(request, "find_false", "leader", finding="倒签日期")

    [row] = desk.rows("SELECT * FROM incident_details")
    incident = row["case_id"]
    assert row["incident_kind"] == "false_material"
    desk.give(incident, "inform_office", "leader")
    desk.give(incident, "inform_leading_group", "staff", advice="建议约谈")
    desk.give(incident, "settle", "chief", outcome="已约谈")
    assert desk.state(incident) == "settled"


def test_the_group_wraps_up_only_when_every_request_is_settled_or_explained(
    desk: SmallOffice,
) -> None:
    request = on_site(desk)
    desk.to("fieldwork", after="on_site")

    told = desk.no(desk.assignment, "wrap_up", "leader")
    desk.give(request, "record_refusal", "leader", reason="拒不提供")
    desk.give(desk.assignment, "wrap_up", "leader")

    assert any("Material requests are open: 1" in sentence for sentence in told)
    assert desk.state(desk.assignment) == "wrapping"
    assert desk.rows("SELECT id FROM cases WHERE kind = 'incident'")
