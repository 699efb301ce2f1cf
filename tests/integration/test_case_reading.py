"""What the page of a case asks for: lists by page, notices, openings, what stand-ins read."""

from __future__ import annotations

import pytest

from engine import people
from engine.books import list_books, read_book
from engine.case_choices import choices
from engine.case_list import Order, Wanted, page_of_cases
from engine.case_notices import Status, notices_of
from engine.explain import explain
from engine.openable import openable
from engine.queries import history, show_case
from engine.reading import read_content
from engine.suspend import suspend
from engine.work import Work
from kernel.errors import Conflict, NotFound
from tests.support.office import SmallOffice


def test_a_page_is_counted_and_sorted_by_what_is_due_first(desk: SmallOffice) -> None:
    desk.to("rectifying")
    who = desk.who["staff"]
    item = desk.item()

    found = page_of_cases(desk.office, who, Wanted(parent_id=desk.assignment), order=Order.DUE)

    dates = [one.due_on for one in found.lines if one.due_on]
    assert dates == sorted(dates)
    assert found.total == len(found.lines)
    assert item in [one.case_id for one in found.lines]
    assert page_of_cases(desk.office, who, Wanted(kind="round"), page=9).page == 1


def test_there_is_nothing_to_filter_by_but_what_the_person_sees(desk: SmallOffice) -> None:
    desk.to("on_site")
    desk.clue()

    seen = choices(desk.office, desk.who["head"])

    assert "clue" not in seen.kinds
    assert seen.rounds == {}
    assert choices(desk.office, desk.who["staff"]).rounds == {desk.round_id: "第二轮"}


def test_who_reads_only_a_part_of_a_case_reads_only_their_own_notices(desk: SmallOffice) -> None:
    desk.to("on_site")

    whole, _ = notices_of(desk.office, desk.assignment, desk.who["staff"])
    own, total = notices_of(desk.office, desk.assignment, desk.who["head"])

    assert {one.person_id for one in own} == {desk.who["head"]}
    assert total == len(own) < len(whole)


def test_the_outcome_of_a_delivery_is_told(desk: SmallOffice) -> None:
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.add_channel(work, desk.who["head"], "json://localhost/hook")
        work.finish()
    desk.to("on_site")

    own, _ = notices_of(desk.office, desk.assignment, desk.who["head"])

    assert [way.status for way in own[-1].ways] == [Status.OWED]


def test_kinds_are_offered_by_post_and_by_where_the_case_above_is(desk: SmallOffice) -> None:
    desk.to("on_site")

    def offered(name: str) -> set[str]:
        found = openable(desk.office, desk.who[name], parent_id=desk.assignment)
        return {one.kind for one in found}

    assert "clue" in offered("member")
    assert "clue" not in offered("staff")
    assert "clue" not in offered("head")
    suspend(desk.office, desk.round_id, desk.who["chief"], "汛情")
    assert offered("member") == set()
    with pytest.raises(NotFound):
        openable(desk.office, desk.who["stranger"], parent_id=desk.assignment)


def test_clocks_are_not_stopped_on_a_case_that_has_moved_since(desk: SmallOffice) -> None:
    desk.to("preparing")

    with pytest.raises(Conflict):
        suspend(desk.office, desk.round_id, desk.who["chief"], "汛情", revision=1)

    assert desk.case(desk.round_id)["suspended_at"] is None


def test_only_who_may_stop_the_clocks_is_told_so(desk: SmallOffice) -> None:
    desk.to("preparing")

    assert explain(desk.office, desk.round_id, desk.who["chief"]).may_hold
    assert not explain(desk.office, desk.round_id, desk.who["staff"]).may_hold


def test_who_hears_of_the_next_step_is_told_to_who_reads_the_whole_case(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()

    [claim, *_] = explain(desk.office, item, desk.who["staff"]).deadlines
    assert "liaison" in claim.hears or "head" in claim.hears
    assert all(one.hears == () for one in explain(desk.office, item, desk.who["head"]).deadlines)


def test_a_stand_in_reads_what_the_person_lends_and_the_reading_says_for_whom(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    clue = desk.clue()
    desk.stand_in("chief", "deputy")
    deputy, chief = desk.who["deputy"], desk.who["chief"]
    with pytest.raises(NotFound):
        show_case(desk.office, clue, deputy)

    assert show_case(desk.office, clue, deputy, chief).id == clue
    assert history(desk.office, clue, deputy, chief)
    assert list_books(desk.office, clue, deputy, chief)
    reads = [one for one in desk.entries(clue) if one["what"] == "read"]
    assert [(one["by"], one["for"]) for one in reads] == [(deputy, chief)]


def test_books_of_interviews_and_texts_kept_apart_are_read_with_an_entry(
    desk: SmallOffice,
) -> None:
    desk.to("reporting")
    unit, director = desk.assignment, desk.who["director"]
    [drafted] = [one for one in desk.entries(unit) if one.get("event") == "draft_report"]
    read_book(desk.office, unit, "boxes", director)
    assert all(one["what"] != "read" for one in desk.entries(unit))

    read_book(desk.office, unit, "工作登记簿（12+N）", director)
    read_content(desk.office, unit, drafted["inputs"]["interview_report"], desk.who["chief"])

    readers = [one["by"] for one in desk.entries(unit) if one["what"] == "read"]
    assert readers == [director, desk.who["chief"]]


def test_a_history_counts_the_rows_of_interviews_and_the_book_opens_them(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    plan = [{"position": "窗口甲岗", "tier": "head", "planned_on": "2021-11-10"}] * 2
    desk.give(desk.assignment, "plan_interviews", "member", interviews=plan)

    told = {
        one["event"]: one.get("inputs", {})
        for one in history(desk.office, desk.assignment, desk.who["leader"])
        if one["what"] == "move"
    }

    assert told["plan_interviews"] == {"interviews": 2}
    assert isinstance(told["record_activity"]["activities"], int)
    assert told["set_channels"]["box_list"][0]["box"]
    assert all(one["what"] != "read" for one in desk.entries(desk.assignment))
