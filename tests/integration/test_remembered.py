"""A move may rest on what the process remembers; it is written only if that is still so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Never

import pytest

from engine import people
from engine.audit import verify
from engine.work import Work
from kernel.errors import Conflict, NotFound
from rules.posts import Post
from store import moves, on_postgres, on_sqlite
from store.on_postgres import PostgresConnection
from store.on_sqlite import SqliteConnection
from tests.support.office import PLAN, WINDOW, SmallOffice, found
from tests.support.tampering import Record

_ACTIVITIES = "SELECT * FROM book_lines WHERE book = 'activities'"


@pytest.fixture
def pair(database_url: str, tmp_path: Path) -> tuple[SmallOffice, SmallOffice]:
    """Return one office in two processes; each remembers what it did itself."""
    first = found(database_url, tmp_path)
    first.to("preparing")
    return first, first.again()


def no_reading(_: object, *args: object, **values: object) -> Never:
    """Stand for every way to read."""
    raise AssertionError(f"{args} was read")


def release(desk: SmallOffice, name: str, post: Post) -> None:
    """Take a post from somebody."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.release_post(work, desk.who[name], post)
        work.finish()


def test_the_next_move_of_a_case_reads_nothing(
    desk: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.to("rectifying")
    item = desk.item(to="claimed")

    with monkeypatch.context() as patched:
        for connection in (SqliteConnection, PostgresConnection):
            for reading in ("rows", "row", "read_all"):
                patched.setattr(connection, reading, no_reading)
        desk.give(item, "plan", "liaison", **PLAN)

    assert desk.state(item) == "planned"


def test_a_case_that_another_process_has_moved_is_read_again(
    pair: tuple[SmallOffice, SmallOffice],
) -> None:
    first, second = pair
    first.no(first.round_id, "mobilise", "director")  # remembered by the first
    second.no(second.round_id, "mobilise", "director")  # the chain goes on elsewhere

    reasons = first.no(first.round_id, "mobilise", "director")

    assert reasons
    told = [(one["what"], one["event"]) for one in first.entries(first.round_id)[-3:]]
    assert told == [("refusal", "mobilise")] * 3
    assert verify(first.office.database).sound


def test_a_no_is_never_said_from_memory(pair: tuple[SmallOffice, SmallOffice]) -> None:
    first, second = pair
    second.give(second.round_id, "authorise_group", "secretary", group=second.group)
    first.no(first.round_id, "mobilise", "director")
    for name in ("leader", "member"):
        second.pledge(name)
        second.give(second.second(name), "record_training", "staff")

    assert first.give(first.round_id, "mobilise", "director").state == "mobilised"


def test_who_lost_the_post_in_another_process_moves_nothing(
    pair: tuple[SmallOffice, SmallOffice],
) -> None:
    first, second = pair
    first.no(first.round_id, "mobilise", "director")  # the case and the directory are remembered
    release(second, "secretary", Post.SECRETARY)

    with pytest.raises(NotFound):
        first.give(first.round_id, "authorise_group", "secretary", group=first.group)


def test_what_is_remembered_after_a_whole_round_is_what_is_stored(desk: SmallOffice) -> None:
    desk.to("rectifying")
    for state in ("planned", "written_off"):
        desk.item(to=state)
    desk.clue(to="handed_over")

    compared = set()
    for case in desk.rows("SELECT id, kind FROM cases"):
        kept = desk.office.memory.recall(case["id"])
        if kept is None:
            continue
        with desk.office.database.reading() as tx:
            [row] = tx.rows(moves.case_query(case["kind"]), id=case["id"])
        del row["directory_version"]
        assert kept.row == row
        assert {k: type(v) for k, v in kept.row.items()} == {k: type(v) for k, v in row.items()}
        compared.add(case["kind"])
    assert {"round", "assignment", "secondment", "rectification", "clue"} <= compared


def test_a_move_of_many_statements_is_decided_anew_as_one_of_few_is(
    pair: tuple[SmallOffice, SmallOffice], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pair
    first.no(first.round_id, "mobilise", "director")  # the case and the directory are remembered
    second.add_unit("u2", "单位02")
    monkeypatch.setattr(on_postgres, "_MOST_MERGED", 0)
    monkeypatch.setattr(on_sqlite, "_FEW", 0)

    first.give(first.round_id, "authorise_group", "secretary", group=first.group)

    told = [one["what"] for one in first.entries(first.round_id)]
    assert told.count("move") == len(told) - 2  # the opening and one no


def test_who_lost_the_post_ends_nobodys_access_either(
    pair: tuple[SmallOffice, SmallOffice],
) -> None:
    first, second = pair
    first.pledge("leader")
    secondment = first.second("leader")
    first.give(secondment, "record_training", "staff")  # it and the directory: remembered
    release(second, "staff", Post.OFFICE_STAFF)

    with pytest.raises(NotFound):  # the move itself changes the directory, and reads it anew
        first.give(secondment, "recuse", "staff", reason="亲属在该单位任职")


def test_a_unit_that_another_process_has_added_is_known_to_the_next_move(
    database_url: str, tmp_path: Path
) -> None:
    first = found(database_url, tmp_path)
    first.to("draft")
    second = first.again()
    first.no(first.round_id, "authorise", "secretary")  # the round and the directory: remembered
    unit = second.add_unit("u2", "单位02")
    second.open(
        "assignment", "staff", second.round_id, group_id=second.group, unit_id=unit,
        mode="routine", **WINDOW,
    )  # fmt: skip

    assert first.give(first.round_id, "approve_plan", "chief").state == "plan_approved"


@pytest.mark.parametrize("after", [0, 1, 2])
def test_what_is_remembered_is_not_built_upon_when_an_older_copy_took_over(
    pair: tuple[SmallOffice, SmallOffice], after: int
) -> None:
    first, second = pair
    copy = Record(first.office.database)
    first.no(first.round_id, "mobilise", "director")  # the copy has not heard of it
    copy.restore(first.round_id)
    for _ in range(after):
        second.no(second.round_id, "mobilise", "staff")  # the copy goes on, longer or as long

    first.give(first.round_id, "authorise_group", "secretary", group=first.group)

    assert verify(first.office.database).sound


def test_a_change_that_no_entry_tells_is_not_written(desk: SmallOffice) -> None:
    desk.to("preparing")
    before = desk.everything()

    def change() -> None:
        with desk.office.database.writing() as tx:
            work = Work(desk.office, tx, desk.office.now())
            work.load(desk.round_id).keep(focus="另定")
            work.finish()

    with pytest.raises(RuntimeError):
        change()

    assert desk.everything() == before


def test_threads_of_two_processes_move_one_case_at_once_and_nothing_is_lost(
    desk: SmallOffice,
) -> None:
    desk.to("on_site")
    desks = [desk, desk.again()] * 3
    before, lines = desk.case(desk.assignment)["revision"], len(desk.rows(_ACTIVITIES))

    def record(one: SmallOffice) -> int:
        done = 0
        while done < 10:
            try:
                one.work(hearings=1)
            except Conflict:  # the others were faster five times
                continue
            done += 1
        return done

    with ThreadPoolExecutor(len(desks)) as threads:
        done = sum(threads.map(record, desks))

    assert len(desk.rows(_ACTIVITIES)) - lines == done
    assert desk.case(desk.assignment)["revision"] == before + done
    desk.work(hearings=1)  # whatever is remembered now is still so, or is found not to be
    assert desk.case(desk.assignment)["revision"] == before + done + 1
