"""A round from a file is opened whole, with groups, posts, units and assignments, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from config.policy import load_policy
from engine import people
from engine.office import Office
from engine.scenario.plan import RoundPlan
from engine.scenario.registering import open_round
from engine.work import Work
from kernel.clock import ManualClock, office_moment
from kernel.errors import InvalidInput, NotPermitted
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from rules.posts import Post
from store.database import Database
from tests.support.fresh import make_tables

PLAN = RoundPlan.model_validate(
    {
        "name": "第一轮", "on_site_start": "2022-04-06", "on_site_end": "2022-05-13",
        "groups": [{"code": "g1", "name": "第一组", "leader": "gl", "members": ["gm"]}],
        "units": [
            {"code": "v1", "name": "村一", "type": "village", "parent": "t1", "group": "g1"},
            {"code": "t1", "name": "乡镇一", "type": "township"},
            {"code": "old", "name": "改不了的名称", "type": "bureau", "group": "g1", "head": "uh"},
        ],
    }
)  # fmt: skip


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    database = Database(database_url)
    make_tables(database)
    clock = ManualClock(office_moment(date(2022, 3, 1), time(9)))
    made = Office(
        database, clock, load_policy(), RecordingSender(), Keyring.open(tmp_path / "office.key")
    )
    with database.writing() as tx:
        work = Work(made, tx, made.now())
        director = people.add_person(work, "director", "巡察办主任")
        people.give_post(work, director, Post.DIRECTOR, valid_from=date(2022, 1, 1))
        people.add_unit(work, "old", "老单位", "bureau")
        work.finish()
    yield made
    database.close()


def register(office: Office, *codes: str) -> None:
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        for code in codes:
            people.add_person(work, code, code)
        work.finish()


def director(office: Office) -> int:
    with office.database.reading() as tx:
        return office.directory(tx).person("director").id


def counted(office: Office, table: str) -> int:
    with office.database.reading() as tx:
        row = tx.row(f"SELECT count(*) AS n FROM {table}")  # noqa: S608
    return int((row or {})["n"])


def test_a_round_is_opened_with_groups_people_units_and_assignments(office: Office) -> None:
    register(office, "gl", "gm", "uh")

    opened = open_round(office, PLAN, director(office))

    assert opened.state == "draft"
    with office.database.reading() as tx:
        directory = office.directory(tx)
        assignments = tx.rows("SELECT unit_id FROM cases WHERE kind = 'assignment' ORDER BY id")
    units = {unit.code: unit for unit in directory.units.values()}
    assert [directory.units[row["unit_id"]].code for row in assignments] == ["v1", "old"]
    assert units["v1"].belongs_to == units["t1"].id
    assert units["old"].name == "老单位"
    assert directory.posts_of(directory.person("uh").id)[0].scope_id == units["old"].id
    assert directory.posts_of(directory.person("gl").id)[0].dormant


def test_unknown_people_are_all_named_and_nothing_is_opened(office: Office) -> None:
    register(office, "gm")
    before = counted(office, "cases")

    with pytest.raises(InvalidInput) as told:
        open_round(office, PLAN, director(office))

    assert [reason.en.partition('"')[2].partition('"')[0] for reason in told.value.reasons] == [
        "gl", "uh",
    ]  # fmt: skip
    assert (counted(office, "cases"), counted(office, "groups")) == (before, 0)


def test_a_round_is_not_for_everybody_to_open(office: Office) -> None:
    register(office, "gl", "gm", "uh")
    with office.database.reading() as tx:
        stranger = office.directory(tx).person("gl").id

    with pytest.raises(NotPermitted):
        open_round(office, PLAN, stranger)

    assert counted(office, "units") == 1


def test_a_stand_in_opens_a_round_for_the_person_stood_in_for(office: Office) -> None:
    register(office, "gl", "gm", "uh", "deputy")
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        principal, deputy = (work.directory.person(code).id for code in ("director", "deputy"))
        people.add_stand_in(
            work, principal, deputy, valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31),
            reason="出差",
        )  # fmt: skip
        work.finish()
    with pytest.raises(NotPermitted):
        open_round(office, PLAN, deputy)

    opened = open_round(office, PLAN, deputy, principal)

    by_people = [one for one in opened.entries if one["by"]]
    assert {(one["by"], one["for"]) for one in by_people} == {(deputy, principal)}
    assert {one["kind"] for one in opened.entries if not one["by"]} == {"secondment"}
