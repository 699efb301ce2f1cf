"""A process that makes one move loads only what a move needs (docs/performance.md, W4)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.commands import Open
from engine.opening import open_case
from tests.support.office import WINDOW, SmallOffice
from tests.support.repository import ROOT

ONE_MOVE = """
import sys
from pathlib import Path
from config.settings import Settings
from config.wiring import build_office
from engine.advance import advance
from engine.commands import Advance

home, url, case_id, person_id = sys.argv[1:]
office = build_office(Settings(home=Path(home), database_url=url))
moved = advance(office, Advance(int(case_id), "revise", int(person_id), {"focus": "重点"}))
assert moved.entries[-1]["what"] == "move"
print("\\n".join(sys.modules))
"""
A_TICK = """
import sys
import config.wiring, engine.routines.run, engine.ticks, engine.timers

print("\\n".join(sys.modules))
"""
LISTS = {"sqlalchemy", "sqlmodel", "alembic"}
FORMS = {"pydantic", "pydantic_core", "pydantic_settings"}
DOORS = {"fastapi", "starlette", "jinja2", "prefect", "typer", "rich"}
DELIVERY = {"apprise", "requests", "urllib3"}
SEALING = {"cryptography"}
COMPARING = {"rapidfuzz"}
DRIVER = {"psycopg"}


@pytest.fixture
def loaded(desk: SmallOffice, tmp_path: Path) -> list[str]:
    """Return every module of a process that has made one move."""
    opened = open_case(desk.office, Open("round", desk.who["staff"], {"name": "一轮", **WINDOW}))
    told = tmp_path / "home", desk.office.database.url, opened.case_id, desk.who["staff"]
    made = subprocess.run(
        [sys.executable, "-c", ONE_MOVE, *map(str, told)],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    return made.stdout.decode().split()


def test_what_a_sweep_needs_loads_no_library_of_lists_doors_or_delivery() -> None:
    made = subprocess.run([sys.executable, "-c", A_TICK], cwd=ROOT, check=True, capture_output=True)

    libraries = {name.partition(".")[0] for name in made.stdout.decode().split()}

    assert libraries & (LISTS | FORMS | DOORS | DELIVERY | SEALING | COMPARING | DRIVER) == set()


def test_a_move_loads_no_library_of_lists_doors_or_delivery(
    loaded: list[str], database_url: str
) -> None:
    libraries = {name.partition(".")[0] for name in loaded}

    assert libraries & (LISTS | FORMS | DOORS | DELIVERY | SEALING | COMPARING) == set()
    assert ("psycopg" in libraries) == database_url.startswith("postgresql")


def test_a_move_loads_the_life_cycle_of_its_own_kind_alone(loaded: list[str]) -> None:
    assert "states.round" in loaded
    assert {"states.clue", "states.letter", "states.working_paper"} & set(loaded) == set()
