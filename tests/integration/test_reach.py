"""Lists and single cases follow one rule: the database's condition agrees with `may_see`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from engine.queries import place_of
from engine.reach import visible_to
from engine.visible import find_sight
from rules.access import posts_here
from rules.posts import ADMIN_POSTS, HeldPost, Post, Scope
from rules.sight import CaseView
from states.catalogue import NEWEST
from store.database import Database
from store.tables import Case
from tests.support.facts import NOW, TODAY
from tests.support.fresh import make_tables

SINCE = date(2021, 1, 1)
ROUNDS = (1, 2)
GROUPS = {11: 1, 12: 1, 13: 2}
UNITS, BODIES = (21, 22), (31, 32)
PLACES: dict[Scope, tuple[int, ...]] = {
    Scope.OFFICE: (0,), Scope.GROUP: tuple(GROUPS), Scope.UNIT: UNITS, Scope.BODY: BODIES,
}  # fmt: skip
OPENED = tuple(kind for kind in NEWEST if kind != "register")


def places() -> Iterator[dict[str, int | None]]:
    """Return every place a case may have, those without group, unit or body among them."""
    for group, unit, body in product((None, 11, 12, 13), (None, *UNITS), (None, *BODIES)):
        yield {
            "round_id": GROUPS.get(group or 0, 2), "group_id": group, "unit_id": unit,
            "body_id": body,
        }  # fmt: skip


def fill(database: Database) -> None:
    """Put cases of every kind into every state and, one state a kind, into every place."""
    with database.writing() as tx:
        for person in (1, 2, 3):
            tx.write(
                "INSERT INTO people (id, code, name, organisation, language, active)"
                " VALUES (:id, :code, 'n', '', 'zh', :yes)", id=person, code=str(person), yes=True,
            )  # fmt: skip
        for person, scope, place in ((1, "unit", 21), (2, "body", 31), (3, "group", 11)):
            tx.write(
                "INSERT INTO posts (person_id, post, scope, scope_id, valid_from)"
                " VALUES (:person, 'any', :scope, :place, :since)",
                person=person, scope=scope, place=place, since=SINCE,
            )  # fmt: skip
        for number in ROUNDS:
            _case(tx, number, "round", "feedback", None, {})
        number = 100
        spread = list(places())
        for kind in OPENED:
            states = [state.value for state in NEWEST[kind].states]
            for at, state in enumerate(states):
                for where in spread if at == len(states) // 2 else spread[-1:]:
                    number += 1
                    own = {} if kind == "round" else where
                    _case(tx, number, kind, state, 1 if own else None, own)
                    if kind == "extension":
                        _wish(tx, number, number % 4)
                    if kind == "clue":
                        _name(tx, number, number % 3)
                    _withhold(tx, number, NEWEST[kind].withheld_from, number % 3)
        above = {row["kind"]: row["id"] for row in tx.rows("SELECT kind, id FROM cases")}
        for parent, where, asker in product(
            ("round", "assignment", "clue", "rectification"), spread, range(4)
        ):
            number += 1
            _case(tx, number, "extension", "requested", above[parent], where)
            _wish(tx, number, asker)


def _case(
    tx: Any, number: int, kind: str, state: str, parent: int | None, place: dict[str, Any]
) -> None:
    tx.write(
        "INSERT INTO cases (id, kind, version, state, revision, seq, head, parent_id, round_id,"
        " group_id, unit_id, body_id, grade, opened_at, moved_at) VALUES (:id, :kind, 1, :state, 1,"
        " 1, :head, :parent, :round_id, :group_id, :unit_id, :body_id, 'internal', :now, :now)",
        id=number, kind=kind, state=state, head=bytes(32), parent=parent, now=NOW,
        **{name: place.get(name) for name in ("round_id", "group_id", "unit_id", "body_id")},
    )  # fmt: skip


def _wish(tx: Any, number: int, asker: int) -> None:
    """Have somebody ask for an extension: people 1 to 3, or person 9 for person 1."""
    tx.write(
        "INSERT INTO extension_details (case_id, deadline, present_on, requested_on, asked_on, why,"
        " progress, earlier_extensions) VALUES (:id, 'd', :day, :day, :day, 'w', 'p', 0)",
        id=number, day=TODAY,
    )  # fmt: skip
    tx.write(
        "INSERT INTO signoffs (case_id, seq, topic, subject_id, person_id, acting_for)"
        " VALUES (:id, 1, 'extension_requested', 0, :person, :for_)",
        id=number, person=asker or 9, for_=None if asker else 1,
    )  # fmt: skip


def _name(tx: Any, number: int, way: int) -> None:
    """Have person 1 registered as who found a clue, named on it, or neither."""
    topic, subject, signer = (
        ("clue_registered", 0, 1), ("need_to_know", 1, 9), ("need_to_know", 2, 9),
    )[way]  # fmt: skip
    tx.write(
        "INSERT INTO signoffs (case_id, seq, topic, subject_id, person_id, acting_for)"
        " VALUES (:id, 1, :topic, :subject, :person, NULL)",
        id=number, topic=topic, subject=subject, person=signer,
    )  # fmt: skip


def _withhold(tx: Any, number: int, topics: tuple[str, ...], about: int) -> None:
    """Have a case be about person 1, about person 2, or about somebody unknown."""
    for topic in topics[number % 2 :] or topics:
        tx.write(
            "INSERT INTO signoffs (case_id, seq, topic, subject_id, person_id, acting_for)"
            " VALUES (:id, 1, :topic, :about, 9, NULL)", id=number, topic=topic, about=about or 9,
        )  # fmt: skip


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Iterator[Database]:
    """Return a database with cases of every kind; nobody gave them a history."""
    del tmp_path
    made = Database(database_url, durable=False)
    make_tables(made)
    fill(made)
    yield made
    made.close()


def held(post: Post, scope: Scope, place: int, *, pledged: bool = True) -> HeldPost:
    """Return a post held for years."""
    return HeldPost(
        1, post, scope, place, SINCE, GROUPS.get(place), None, NOW if pledged else None
    )  # fmt: skip


def listed(database: Database, posts: list[HeldPost], state: str | None = None) -> set[int]:
    """Return what the database's condition lets through."""
    with database.session() as session:
        condition = visible_to(posts, TODAY, state=state)
        return {int(one or 0) for one in session.exec(select(col(Case.id)).where(condition))}


def seen(database: Database, posts: list[HeldPost], cases: list[Case]) -> dict[int, str]:
    """Return what the rule lets through, case by case, with the state that is shown."""
    found: dict[int, str] = {}
    with database.reading() as tx:
        for case in cases:
            scope = place_of(case)
            view = CaseView(case.kind, case.state, scope)
            sight = find_sight(tx, int(case.id or 0), view, posts_here(posts, scope, TODAY))
            if sight is not None and not about(tx, case, {one.person_id for one in posts}):
                found[int(case.id or 0)] = sight.state(case.state) or ""
    return found


def about(tx: Any, case: Case, people: set[int]) -> bool:
    """Say whether a case is about one of `people`, who then may not know of it."""
    topics = NEWEST[case.kind].withheld_from
    rows = tx.rows("SELECT topic, subject_id FROM signoffs WHERE case_id = :id", id=case.id)
    return any(row["topic"] in topics and row["subject_id"] in people for row in rows)


def every_case(database: Database) -> list[Case]:
    """Return the cases."""
    with database.session() as session:
        return list(session.exec(select(Case)))


def test_the_condition_of_lists_agrees_with_the_rule_for_every_post(database: Database) -> None:
    cases = every_case(database)

    for post, scope in product(Post, Scope):
        for place in PLACES[scope][:1]:
            posts = [held(post, scope, place)]
            found = seen(database, posts, cases)
            assert listed(database, posts) == set(found), (post, scope)
            for state in ("left", "report_drafted", "feedback", "requested"):
                shown = {number for number, at in found.items() if at == state}
                assert listed(database, posts, state) == shown, (post, scope, state)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_the_condition_of_lists_agrees_with_the_rule_for_whoever_holds_several_posts(
    database: Database, data: st.DataObject
) -> None:
    one = st.sampled_from(list(Scope)).flatmap(
        lambda scope: st.builds(
            held, st.sampled_from(Post), st.just(scope), st.sampled_from(PLACES[scope]),
            pledged=st.booleans(),
        )
    )  # fmt: skip
    posts = data.draw(st.lists(one, max_size=3))

    assert listed(database, posts) == set(seen(database, posts, every_case(database)))


def test_whoever_holds_no_post_now_is_shown_nothing(database: Database) -> None:
    later = HeldPost(1, Post.DIRECTOR, Scope.OFFICE, 0, date(2022, 2, 1))
    admins = [held(post, Scope.OFFICE, 0) for post in ADMIN_POSTS]

    assert listed(database, []) == listed(database, [later]) == listed(database, admins) == set()
