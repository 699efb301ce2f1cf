"""What a case was at any moment: its entries alone tell it, cut by what the reader may see."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from engine.as_of import CaseThen, case_as_of, read_moment
from engine.suspend import resume, suspend
from kernel.clock import office_moment
from kernel.errors import InvalidInput, NotFound
from tests.support.office import SmallOffice, found
from tests.support.story import play


def then(desk: SmallOffice, case: int, who: str, words: str) -> CaseThen:
    return case_as_of(desk.office, case, desk.who[who], read_moment(words))


def test_a_case_is_told_as_it_was_on_each_day(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.on(date(2022, 2, 8), 9)
    item = desk.item()
    desk.on(date(2022, 2, 9), 9)
    desk.give(item, "claim", "liaison")
    desk.on(date(2022, 2, 9), 15)
    desk.give(item, "plan", "liaison", measures="措施", leader_post="副局长",
              planned_on="2022-03-01", head_vouches=True)  # fmt: skip

    first = then(desk, item, "staff", "2022-02-08")
    noon = then(desk, item, "staff", "2022-02-09 12:00")
    last = then(desk, item, "staff", "2022年2月9日")

    assert (first.state, noon.state, last.state) == ("issued", "claimed", "planned")
    assert (first.revision, noon.revision, last.revision) == (1, 2, 3)
    assert "rectification_claim" in {one.deadline for one in first.running}
    assert "rectification_claim" not in {one.deadline for one in noon.running}
    assert "measures" not in {field.name for field, _ in noon.details}
    assert {field.name: value for field, value in last.details}["measures"] == "措施"


def test_clocks_that_stood_still_are_told_so(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.on(date(2022, 2, 8))
    item = desk.item()
    desk.on(date(2022, 2, 10))
    suspend(desk.office, item, desk.who["chief"], "上级巡视")
    desk.on(date(2022, 2, 20))
    resume(desk.office, item, desk.who["chief"], "巡视结束")

    told = [then(desk, item, "staff", f"2022-02-{day}") for day in ("08", "15", "20")]

    assert [one.suspended for one in told] == [False, True, False]
    assert [{limit.suspended for limit in one.running} for one in told] == [
        {False},
        {True},
        {False},
    ]


def test_before_it_was_there_there_is_nothing(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()

    with pytest.raises(NotFound):
        then(desk, item, "staff", "2021-01-01")


def test_who_may_not_see_a_case_learns_nothing_of_its_past_and_the_unit_reads_its_own_share(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    desk.on(date(2022, 2, 8))
    item = desk.item(to="handed_in")
    desk.give(item, "check_on_paper", "supervisor")

    with pytest.raises(NotFound):
        then(desk, item, "stranger", "2022-02-08")
    whole = then(desk, item, "staff", "2022-02-08")
    share = then(desk, item, "liaison", "2022-02-08")
    assert {one.deadline for one in share.running} <= {one.deadline for one in whole.running}
    assert {f.name for f, _ in share.details} <= {f.name for f, _ in whole.details}


def test_now_it_is_what_the_tables_say_for_every_case_of_a_round(tmp_path: Path) -> None:
    desk = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    play(desk)
    now = office_moment(date(2099, 1, 1), time())
    seen = 0
    for row in desk.rows("SELECT * FROM cases WHERE kind <> 'register'"):
        try:
            told = case_as_of(desk.office, row["id"], desk.who["chief"], now)
        except NotFound:
            continue
        seen += 1
        running = {**desk.timers(row["id"]), **desk.timers(row["id"], "suspended")}
        assert (told.revision, told.suspended) == (row["revision"], row["suspended_at"] is not None)
        assert {one.deadline: one.due_on for one in told.running}.items() <= {
            name: timer["due_on"] for name, timer in running.items()
        }.items()
    assert seen > 5
    desk.close()


@pytest.mark.parametrize("words", ["soon", "2022-13-01", "2022-03-01 25:00", "", "1500-01-01"])
def test_a_moment_that_is_none_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_moment(words)

    assert "2022-03-01 10:30" in refused.value.reasons[0].zh
