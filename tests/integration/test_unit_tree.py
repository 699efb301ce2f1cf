"""The tree of units from a sheet: in one go, or every mistake with the number of its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.planning import universe_of
from engine.unit_tree import import_units
from kernel.errors import InvalidInput, NotPermitted
from tests.support.office import SmallOffice
from tests.support.planned import term

TREE = """代码,名称,类别,上级代码,应巡
v1,村01,village,t1,是
t1,镇01,township,,是
s1,所01,station,t1,否
"""


def sheet(folder: Path, words: str) -> Path:
    path = folder / "units.csv"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_tree_is_taken_in_once_down_to_the_village(desk: SmallOffice, tmp_path: Path) -> None:
    made = term(desk)
    path = sheet(tmp_path, TREE)

    first = import_units(desk.office, path, desk.who["staff"], made)
    again = import_units(desk.office, path, desk.who["staff"], made)

    assert (sorted(first.added), sorted(first.listed)) == (["s1", "t1", "v1"], ["t1", "v1"])
    assert (again.added, again.listed, len(again.left)) == ([], [], 3)
    with desk.office.database.reading() as tx:
        assert universe_of(tx, made) == {"u1": "department", "t1": "township", "v1": "village"}
    rows = desk.rows("SELECT c.code, p.code AS above FROM units c JOIN units p"
                     " ON p.id = c.parent_id ORDER BY c.code")  # fmt: skip
    assert [(row["code"], row["above"]) for row in rows] == [("s1", "t1"), ("v1", "t1")]


def test_every_mistake_is_told_at_once_with_its_line(desk: SmallOffice, tmp_path: Path) -> None:
    wrong = "代码,名称,类别,上级代码,应巡\na,甲,x,b,是\n,,,,\nb,乙,x,a,\nc,,x,zz,maybe\nc,丁,x,,\n"

    with pytest.raises(InvalidInput) as told:
        import_units(desk.office, sheet(tmp_path, wrong), desk.who["staff"])

    assert told.value.sentences("en") == (
        "Row 2: the units above lead back to it.",
        "Row 4: the units above lead back to it.",
        "Row 5: the name is missing.",
        'Row 5: the code "c" is there twice.',
        'Row 5: there is no unit "zz" above.',
        'Row 5: "to be inspected" is yes or no.',
        'Row 6: the code "c" is there twice.',
    )
    assert desk.rows("SELECT code FROM units") == [{"code": "u1"}]


def test_who_does_not_keep_the_register_imports_nothing(desk: SmallOffice, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        import_units(desk.office, sheet(tmp_path, TREE), desk.who["head"])
