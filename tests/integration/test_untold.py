"""What a table holds beside the entries is checked too: who hears, when, and who may come in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from engine import people
from engine.audit import verify
from engine.work import Work
from rules.posts import Post, Scope
from store.database import Database
from tests.support import postgres
from tests.support.acting import POLICY
from tests.support.office import SmallOffice, found
from tests.support.story import halfway, play
from tests.support.tampering import without_references

Fresh = Callable[[str], Database]
"""Gives a database of its own on which a round was played: `halfway` or to the `end`."""

MOMENTS = {"begun": datetime(2021, 10, 8, 1, tzinfo=UTC), "never": datetime(2099, 1, 1, tzinfo=UTC)}
NOTICE = (
    "INSERT INTO notices (key, case_id, seq, notice, person_id, tone, wants_receipt, created_at)"
)
TOUCHED = {
    "a clock that never wakes": (
        "UPDATE timers SET next_at = NULL WHERE deadline = 'mid_term_dispatch'",
        "mid_term_dispatch, armed by N, does not wake.",
    ),
    "a clock that wakes in another century": (
        "UPDATE timers SET next_at = :never WHERE deadline = 'mid_term_dispatch'",
        "mid_term_dispatch, armed by N, does not wake.",
    ),
    "a clock that has not spoken and never will": (
        "UPDATE timers SET next_at = NULL WHERE deadline = 'on_site_window'",
        "on_site_window, armed by N, does not wake.",
    ),
    "a ladder without its next steps": (
        "UPDATE timers SET step = 9 WHERE deadline = 'on_site_window'",
        "on_site_window, armed by N, does not wake.",
    ),
    "a ladder that starts anew": (
        "UPDATE timers SET step = 0 WHERE deadline = 'mid_term_dispatch'",
        "contradict entry N: timers.mid_term_dispatch.N.step.",
    ),
    "a time that is up on another day": (
        "UPDATE timers SET due_at = :never WHERE deadline = 'intake_close'",
        "contradict entry N: timers.intake_close.N.due_at.",
    ),
    "an event that is not given any more": (
        "UPDATE timers SET event = NULL WHERE deadline = 'intake_close'",
        "contradict entry N: timers.intake_close.N.event.",
    ),
    "an event that nobody ordered": (
        "UPDATE timers SET event = 'close_intake' WHERE deadline = 'assignment_window'",
        "contradict entry N: timers.assignment_window.N.event.",
    ),
    "the day a notice names": (
        "UPDATE notices SET due_on = '2022-12-09' WHERE deadline = 'mid_term_dispatch'",
        "contradict entry N: notices.N.deadline_reminder.5.due_on.",
    ),
    "the tone of a notice": (
        "UPDATE notices SET tone = 'overdue' WHERE deadline = 'mid_term_dispatch'",
        "contradict entry N: notices.N.deadline_reminder.5.tone.",
    ),
    "the deadline of a notice": (
        "UPDATE notices SET deadline = 'on_site_window' WHERE deadline = 'mid_term_dispatch'",
        "contradict entry N: notices.N.deadline_reminder.5.deadline.",
    ),
    "a receipt that is not asked for any more": (
        "UPDATE notices SET wants_receipt = FALSE WHERE notice = 'unit_notified'",
        "contradict entry N: notices.N.unit_notified.11.wants_receipt.",
    ),
    "the moment of a notice": (
        "UPDATE notices SET created_at = :never WHERE deadline IS NOT NULL",
        "contradict entry N: notices.N.deadline_reminder.5.created_at.",
    ),
    "a notice that no entry owes": (
        f"{NOTICE} VALUES ('forged', 2, 5, 'plan_returned', 1, '', FALSE, :begun)",
        "notices.5.plan_returned.1.",
    ),
    "deliveries that are gone": (
        "DELETE FROM deliveries WHERE channel_id = 3",
        "contradict entry N: deliveries.N.plan_approved.6.3.",
    ),
    "a delivery to somebody else": (
        "UPDATE deliveries SET channel_id = 1 WHERE channel_id = 3",
        "contradict entry N: deliveries.N.plan_approved.6.",
    ),
    "a channel that was closed": ("UPDATE channels SET active = FALSE", "channels.1.active."),
    "the order of channels": ("UPDATE channels SET position = 7 WHERE id = 1", ".1.position."),
    "a stand-in that has ended": (
        "UPDATE stand_ins SET ended_at = :begun",
        "stand_ins.1.ended_at.",
    ),
    "a post that sleeps again": (
        "UPDATE posts SET pledged_at = NULL WHERE post = 'group_leader'",
        "posts.13.pledged_at.",
    ),
    "a post that nobody's pledges woke": (
        "UPDATE posts SET pledged_at = :begun WHERE post = 'director'",
        "posts.5.pledged_at.",
    ),
    "a post that was taken and given back": (
        "UPDATE posts SET released_at = NULL WHERE post = 'group_member'",
        "posts.14.released_at.",
    ),
    "a post that nobody took": (
        "UPDATE posts SET released_at = :begun WHERE post = 'group_leader'",
        "posts.13.released_at.",
    ),
}
"""What somebody changes halfway through a round → the statement, and what the first fault says.

N is the number of an entry, the same one wherever it stands in the sentence.
"""


def _says(told: str, sentence: str) -> bool:
    """Say whether a sentence holds `told`, with one number for every N."""
    first, *others = re.escape(told).split("N")
    numbered = first + "".join(
        (r"(\d+)" if at == 0 else r"\1") + part for at, part in enumerate(others)
    )
    return re.search(numbered, sentence) is not None


def _halfway(desk: SmallOffice) -> None:
    halfway(desk)
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.release_post(
            work, desk.who["member"], Post.GROUP_MEMBER, scope=Scope.GROUP, scope_id=desk.group
        )
        work.finish()


_PLAYS = {"halfway": _halfway, "end": play}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def fresh(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fresh]:
    home = tmp_path_factory.mktemp("played")
    on_sqlite = request.param == "sqlite"
    server = "" if on_sqlite else request.getfixturevalue("postgres_url")
    mark = uuid4().hex
    played: set[str] = set()
    copies: list[Database] = []

    def template(name: str) -> str:
        if on_sqlite:
            return f"sqlite:///{home}/{name}.db"
        return postgres.database_on(server, f"{name}_{mark}")

    def give(name: str) -> Database:
        if name not in played:
            if not on_sqlite:
                postgres.create_database(server, f"{name}_{mark}")
            with closing(found(template(name), home, durable=False)) as desk:
                _PLAYS[name](desk)
            played.add(name)
        copy = f"copy{len(copies)}_{mark}"
        if on_sqlite:
            shutil.copy(home / f"{name}.db", home / f"{copy}.db")
            url = f"sqlite:///{home}/{copy}.db"
        else:
            url = postgres.create_database(server, copy, f"{name}_{mark}")
        copies.append(Database(url, durable=False))
        return copies[-1]

    yield give
    for number, database in enumerate(copies):
        database.close()
        if not on_sqlite:
            postgres.drop_database(server, f"copy{number}_{mark}")
    for name in played if not on_sqlite else ():
        postgres.drop_database(server, f"{name}_{mark}")


def _change(database: Database, sql: str) -> None:
    values = {name: at for name, at in MOMENTS.items() if f":{name}" in sql}
    with database.writing() as tx:
        assert tx.write(sql, **values) > 0


def test_what_is_played_halfway_is_sound(fresh: Fresh) -> None:
    report = verify(fresh("halfway"), POLICY)

    assert report.reasons == ()
    assert report.ladders


@pytest.mark.parametrize("what", TOUCHED)
def test_a_change_beside_the_entries_is_named(fresh: Fresh, what: str) -> None:
    sql, told = TOUCHED[what]
    database = fresh("halfway")
    _change(database, sql)

    reasons = verify(database, POLICY).reasons

    assert _says(told, reasons[0].en)


def test_whoever_left_with_the_round_does_not_come_back_unseen(fresh: Fresh) -> None:
    database = fresh("end")
    _change(database, "UPDATE posts SET released_at = NULL WHERE post = 'group_leader'")

    [fault] = verify(database, POLICY).faults

    assert (fault.code, fault.about) == ("replay", "posts.13.released_at")


def test_without_a_policy_the_steps_of_ladders_are_left_out_and_the_report_says_so(
    fresh: Fresh,
) -> None:
    database = fresh("halfway")
    _change(database, "UPDATE timers SET next_at = NULL WHERE deadline = 'mid_term_dispatch'")

    report = verify(database)

    assert (report.ladders, report.sound) == (False, True)
    assert report.to_json()["ladders"] is False


def test_an_event_that_is_overslept_is_found_without_a_policy(fresh: Fresh) -> None:
    database = fresh("halfway")
    _change(database, "UPDATE timers SET next_at = NULL WHERE deadline = 'intake_close'")

    [fault] = verify(database).faults

    assert (fault.code, fault.about) == ("asleep", "intake_close")


def test_a_limit_of_an_older_policy_may_wake_a_little_later_than_today_s_says(
    fresh: Fresh,
) -> None:
    database = fresh("halfway")
    newer = replace(POLICY, digest="0" * 64)
    with database.reading() as tx:
        [timer] = tx.rows("SELECT * FROM timers WHERE deadline = 'on_site_window'")

    def verified(days: int) -> bool:
        with database.writing() as tx:
            tx.write(
                "UPDATE timers SET next_at = :at WHERE deadline = 'on_site_window'",
                at=timer["next_at"] + timedelta(days=days),
            )
        return verify(database, newer).sound

    assert [verified(0), verified(3), verified(60)] == [True, True, False]
    assert date(2021, 12, 13) == timer["next_at"].date()


@pytest.mark.parametrize("kind", ["extension", "round"])
def test_a_case_of_which_only_traces_are_left_is_missing(fresh: Fresh, kind: str) -> None:
    database = fresh("halfway")
    with database.reading() as tx:
        [case] = tx.rows("SELECT id FROM cases WHERE kind = :kind", kind=kind)
    which = f"case_id = {case['id']}"
    without_references(
        database,
        f"DELETE FROM deliveries WHERE notice_key IN (SELECT key FROM notices WHERE {which})",  # noqa: S608
        *(
            f"DELETE FROM {table} WHERE {which}"  # noqa: S608
            for table in ("notices", "timers", "signoffs", f"{kind}_details", "entries")
        ),
        f"DELETE FROM cases WHERE id = {case['id']}",  # noqa: S608
    )

    [reason] = verify(database, POLICY).reasons

    assert reason.en.endswith("Entry 1 is missing.")
