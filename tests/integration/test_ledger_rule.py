"""A ledger shows what the access rule allows, cell by cell; order and filter see nothing else.

The same cases as in `test_reach.py`, with details and deadlines drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.ledger.asking import Ask, Due
from engine.ledger.catalogue import LEDGERS
from engine.ledger.column import Column, Ledger, Source
from engine.ledger.selecting import Selection
from engine.queries import place_of
from engine.reach import visible_to
from engine.visible import find_sight
from kernel.ids import case_number
from rules.access import posts_here
from rules.posts import HeldPost, Post, Scope
from rules.sight import CaseView, Sight
from rules.views import VIEWS
from states.catalogue import NEWEST
from states.field_types import FieldType
from store import moves
from store.database import Database
from store.tables import Case
from tests.integration.test_reach import PLACES, every_case, fill, held
from tests.support.facts import NOW, TODAY
from tests.support.fresh import make_tables

FILLED = ("clues", "problems", "recommendations", "extensions")
"""The ledgers of which there are cases."""
MIXED = (
    [held(Post.UNIT_HEAD, Scope.UNIT, 21), held(Post.SUPERVISOR, Scope.OFFICE, 0)],
    [held(Post.UNIT_HEAD, Scope.UNIT, 21), held(Post.RECEIVER_CONTACT, Scope.BODY, 31)],
    [held(Post.GROUP_MEMBER, Scope.GROUP, 11), held(Post.RECEIVER_CONTACT, Scope.BODY, 31)],
)
"""People on two sides at once: each side opens other rows and other cells."""


def adorn(database: Database) -> None:
    """Give cases details and running deadlines at random."""
    draw = Random(7)  # noqa: S311 - examples, no secrets
    with database.writing() as tx:
        for ledger in (LEDGERS[name] for name in FILLED[:3]):
            names = [name for name in ledger.table.model_fields if name != "case_id"]
            known = {one.key: one for one in ledger.columns}
            for row in tx.rows("SELECT id FROM cases WHERE kind = :kind", kind=ledger.kind):
                values = {name: value_of(draw, ledger, name, known.get(name)) for name in names}
                sql, given = moves.insert(
                    str(ledger.table.__tablename__), {"case_id": row["id"], **values}
                )
                tx.write(sql, **given)
        for row in tx.rows("SELECT id, kind FROM cases WHERE id >= 100 ORDER BY id"):
            running = {one.name for one in NEWEST[row["kind"]].deadlines}
            for name in draw.sample(sorted(running), min(len(running), draw.randrange(3))):
                arm(tx, row["id"], name, draw.randrange(-20, 40))


def value_of(draw: Random, ledger: Ledger, name: str, column: Column | None) -> Any:
    """Return a value that fits a detail: nothing at times, where nothing is allowed."""
    field = ledger.table.model_fields[name]
    if not field.is_required() and draw.random() < 0.3:
        return None
    if column is not None and column.options and column.field.of is FieldType.CHOICE:
        return draw.choice(column.options)[0]
    kind = str(field.annotation)
    if "date" in kind:
        return TODAY + timedelta(days=draw.randrange(-30, 30))
    if "bool" in kind:
        return draw.random() < 0.5
    return draw.randrange(4) if "int" in kind else f"词{draw.randrange(9)}"


def arm(tx: Any, case_id: int, name: str, days: int) -> None:
    """Have a deadline run on a case."""
    day = TODAY + timedelta(days=days)
    tx.write(
        "INSERT INTO timers (case_id, deadline, armed_seq, status, anchor_on, nominal_on, due_on,"
        " due_at, original_on, ladder, policy, effective_from, provisional, extensions, step,"
        " spoken, acknowledged) VALUES (:id, :name, 1, 'armed', :day, :day, :day, :now, :day, 'l',"
        " 'p', :day, :no, 0, 0, -1, :no)",
        id=case_id, name=name, day=day, now=NOW, no=False,
    )  # fmt: skip


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """Return a database of cases with details."""
    del tmp_path
    made = Database(database_url, durable=False)
    make_tables(made)
    fill(made)
    adorn(made)
    yield made
    made.close()


def read(
    database: Database, name: str, posts: list[HeldPost], ask: Ask | None = None
) -> list[dict[str, Any]]:
    """Return the rows of a ledger as the database gives them."""
    query = Selection(LEDGERS[name], ask or Ask(), posts, visible_to(posts, TODAY), TODAY).rows()
    with database.session() as session:
        return [dict(row._mapping) for row in session.exec(query)]


def allowed(database: Database, posts: list[HeldPost], cases: list[Case]) -> dict[int, Sight]:
    """Return what the rule lets through, case by case."""
    found: dict[int, Sight] = {}
    with database.reading() as tx:
        for case in cases:
            place = place_of(case)
            view = CaseView(case.kind, case.state, place)
            sight = find_sight(tx, int(case.id or 0), view, posts_here(posts, place, TODAY))
            if sight is not None:
                found[int(case.id or 0)] = sight
    return found


def stored(database: Database, ledger: Ledger) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return the details and the running deadlines of the cases of a ledger, uncut."""
    with database.reading() as tx:
        details = tx.rows(f"SELECT * FROM {ledger.table.__tablename__}")  # noqa: S608 - a table
        due: dict[int, list[Any]] = {}
        for row in tx.rows("SELECT case_id, deadline, due_on FROM timers"):
            due.setdefault(row["case_id"], []).append(row)
    return {row["case_id"]: row for row in details}, due


def assert_cells(
    ledger: Ledger, row: Mapping[str, Any], sight: Sight, detail: Mapping[str, Any], due: list[Any]
) -> None:
    """Have a row hold what `sight` reads, and nothing else."""
    for column in ledger.columns:
        if column.source is Source.DETAIL:
            expected = detail.get(column.key) if sight.detail(column.key) else None
            assert row[column.name] == expected, column.name
    dates = [one["due_on"] for one in due if sight.deadline(one["deadline"])]
    assert row["due_on"] == min(dates, default=None)


def test_a_ledger_shows_what_the_rule_allows_cell_by_cell_to_every_post(
    database: Database,
) -> None:
    everybody = [[held(post, scope, PLACES[scope][0])] for post, scope in product(Post, Scope)]
    for name in FILLED:
        ledger = LEDGERS[name]
        cases = [one for one in every_case(database) if one.kind == ledger.kind]
        details, due = stored(database, ledger)
        for posts in [*everybody, *MIXED]:
            sights = allowed(database, posts, cases)
            rows = {row["case_id"]: row for row in read(database, name, posts)}
            assert rows.keys() == sights.keys(), (name, posts)
            for number, row in rows.items():
                assert_cells(
                    ledger, row, sights[number], details.get(number, {}), due.get(number, [])
                )


def test_the_states_of_what_ledgers_list_are_shown_to_nobody_as_others() -> None:
    kinds = {ledger.kind for ledger in LEDGERS.values()}
    shown = [view.states for (_, kind), view in VIEWS.items() if kind in kinds and view.states]

    assert all(real == told for states in shown for real, told in states.items())


def test_no_ledger_has_a_column_of_what_may_be_read_only_with_an_entry() -> None:
    logged = [one for one in LEDGERS.values() if one.cycle.reads_logged]
    words = {
        column.name
        for one in logged
        for column in one.columns
        if column.source is Source.DETAIL and column.field.of is FieldType.TEXT
    }

    assert {one.kind for one in logged} == {"clue", "letter"}
    assert words == {"letter_number", "receipt_number"}


READERS = (
    [held(Post.DIRECTOR, Scope.OFFICE, 0)], [held(Post.UNIT_HEAD, Scope.UNIT, 21)],
    [held(Post.GROUP_MEMBER, Scope.GROUP, 11)], MIXED[0],
)  # fmt: skip


@st.composite
def asks(draw: st.DrawFn) -> tuple[str, Ask]:
    """Return a ledger and something that may be asked of it."""
    name = draw(st.sampled_from(FILLED))
    ledger = LEDGERS[name]
    picked = draw(st.lists(st.sampled_from([one for one in ledger.columns if one.options]),
                           max_size=1))  # fmt: skip
    chosen = {one.name: draw(st.sampled_from(one.options))[0] for one in picked}
    number = draw(st.sampled_from(["", case_number(150), "ZZ"]))
    return name, Ask(
        draw(st.sampled_from([None, None, 1, 2])), draw(st.sampled_from([None, None, 11, 13])),
        draw(st.sampled_from([None, None, 21])), draw(st.sampled_from([None, *Due])), number,
        150 if number == case_number(150) else None, chosen,
        draw(st.sampled_from([one.name for one in ledger.columns if one.sortable])),
        draw(st.booleans()),
        draw(st.sampled_from(["", *(one.name for one in ledger.columns if one.groupable)])),
    )  # fmt: skip


def fits(ask: Ask, ledger: Ledger, row: Mapping[str, Any]) -> bool:
    """Say whether a row is what is asked for: the filter, written down plainly."""
    places = {"in_round_id": ask.round_id, "in_group_id": ask.group_id, "in_unit_id": ask.unit_id}
    if any(value not in (None, row[name]) for name, value in places.items()):
        return False
    for name, code in ask.chosen.items():
        flag = ledger.by_name[name].field.of is FieldType.YES_NO
        if row[name] is None or row[name] != ((code == "yes") if flag else code):
            return False
    if ask.number and ask.case_id != row["case_id"]:
        return False
    return ask.due is None or due_fits(ask.due, row["due_on"])


def due_fits(due: Due, day: Any) -> bool:
    """Say whether a deadline ends when it is asked for; TODAY is known to the tests of days."""
    if due is Due.NONE or day is None:
        return day is None and due is Due.NONE
    if due is Due.OVERDUE:
        return bool(day < TODAY)
    same_week = day.isocalendar()[:2] == TODAY.isocalendar()[:2]
    same_month = (day.year, day.month) == (TODAY.year, TODAY.month)
    return bool(day >= TODAY and (same_week if due is Due.WEEK else same_month))


def in_order(rows: list[dict[str, Any]], column: Column, *, down: bool) -> list[dict[str, Any]]:
    """Return rows in the order of a column: what is empty comes last, rows alike stay."""
    sign = -1 if down else 1
    return sorted(
        rows, key=lambda row: (row[column.name] is None, sign * _place(column, row[column.name]))
    )


def _place(column: Column, value: Any) -> int:
    """Return a value as a number that is in the order of its column."""
    if value is None:
        return 0
    if column.field.choices:
        return [code for code, _ in column.options].index(value)
    return int(value.toordinal()) if hasattr(value, "toordinal") else int(value)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(asked=asks(), posts=st.sampled_from(READERS))
def test_filters_order_groups_and_counts_are_those_of_a_plain_list(
    database: Database, asked: tuple[str, Ask], posts: list[HeldPost]
) -> None:
    name, ask = asked
    ledger = LEDGERS[name]
    every = sorted(read(database, name, posts), key=lambda row: row["case_id"])
    expected = [row for row in every if fits(ask, ledger, row)]
    counted: dict[Any, int] = {}
    for row in in_order(expected, ledger.by_name[ask.by or "number"], down=False):
        counted[row[ask.by or "number"]] = counted.get(row[ask.by or "number"], 0) + 1
    expected = in_order(expected, ledger.by_name[ask.sort], down=ask.down)
    if ask.by:
        expected = in_order(expected, ledger.by_name[ask.by], down=False)

    found = read(database, name, posts, ask)

    assert [row["case_id"] for row in found] == [row["case_id"] for row in expected]
    selection = Selection(ledger, ask, posts, visible_to(posts, TODAY), TODAY)
    with database.session() as session:
        run: Any = session.exec
        assert run(selection.counted()).one() == len(expected)
        groups = [tuple(row) for row in run(selection.counted_by(ask.by or "number"))]
        assert groups == list(counted.items())
        paged = [
            row.case_id
            for start in range(0, len(expected) + 7, 7)
            for row in run(selection.rows(limit=7, offset=start))
        ]
    assert paged == [row["case_id"] for row in expected]


def test_what_is_hidden_from_a_reader_is_found_by_no_filter(database: Database) -> None:
    unit = [held(Post.UNIT_HEAD, Scope.UNIT, 21)]
    body = [held(Post.RECEIVER_CONTACT, Scope.BODY, 31)]
    ask = replace(Ask(), chosen={"important": "yes"})

    assert read(database, "clues", body, ask)
    assert {row["supplements"] for row in read(database, "clues", body)} == {None}
    assert read(database, "clues", unit, ask) == []
