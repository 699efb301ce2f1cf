"""The record can be checked outside the office, by whoever has the file and Python."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import verifier
from engine.audit import verify
from engine.export import export_record, write_record
from engine.seal import seal
from kernel.errors import NotPermitted
from kernel.ids import case_number
from store.database import Row
from tests.support.office import SmallOffice, found
from tests.support.repository import ROOT
from tests.support.story import play
from tests.support.tampering import Record


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    made = found(database_url, tmp_path, durable=False)
    play(made)
    yield made
    made.office.database.close()


def test_the_verifier_runs_alone_on_any_python(desk: SmallOffice, tmp_path: Path) -> None:
    seal(desk.office)
    record = Record(desk.office.database)
    write_record(desk.office.database, tmp_path / "sound.jsonl", {})
    record.store(2, record.chain(2)[:3])
    write_record(desk.office.database, tmp_path / "cut.jsonl", {})
    alone = tmp_path / "verifier.py"
    alone.write_text((ROOT / "engine/verifier.py").read_text())

    sound, cut = (
        subprocess.run(
            [sys.executable, "-I", "-S", alone, tmp_path / name],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )
        for name in ("sound.jsonl", "cut.jsonl")
    )  # fmt: skip

    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout.endswith(f"{verify(desk.office.database).last_seal}\n")
    assert (cut.returncode, cut.stderr) == (1, "")
    assert cut.stdout.startswith(
        f"{case_number(2)} 第 4 条记录缺失。\n{case_number(2)} Entry 4 is missing.\n"
    )


def test_the_record_leaves_marked_and_counted_like_every_list(
    desk: SmallOffice, tmp_path: Path
) -> None:
    seal(desk.office)
    for nth in (1, 2):
        made = export_record(desk.office, tmp_path / f"{nth}.jsonl", desk.who["director"])
        assert made.number == nth

    lines = (tmp_path / "2.jsonl").read_text(encoding="utf-8").splitlines()
    head, last = json.loads(lines[0]), json.loads(lines[-1])
    [register] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    entry = desk.entries(register["id"])[-1]
    assert (head["export"], head["by"], head["grade"]) == (2, "director", "work_secret")
    assert head["mark"][0].startswith("工作秘密，不得外传。导出人：director；时间：")
    assert f"共 {last['entries']} 条；第 2 次导出" in head["mark"][0]
    assert (entry["what"], entry["list"], entry["nth"], entry["rows"]) == (
        "export", "audit", 2, last["entries"],
    )  # fmt: skip
    assert verifier.check(lines).faults == []
    assert verify(desk.office.database).sound


@pytest.mark.parametrize("who", ["staff", "secretary", "leader", "head", "stranger"])
def test_the_record_is_exported_by_who_answers_for_the_office_alone(
    desk: SmallOffice, tmp_path: Path, who: str
) -> None:
    with pytest.raises(NotPermitted, match="The record is exported by"):
        export_record(desk.office, tmp_path / "record.jsonl", desk.who[who])

    assert list(tmp_path.glob("*.jsonl*")) == []


def test_the_verifier_is_short_enough_to_be_read() -> None:
    assert len((ROOT / "engine/verifier.py").read_text().splitlines()) < 200


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("exported")
    desk = found(f"sqlite:///{folder}/office.db", folder, durable=False)
    play(desk)
    seal(desk.office)
    desk.no(desk.round_id, "close", "chief")  # an entry that is not sealed yet
    write_record(desk.office.database, folder / "export.jsonl", {})
    desk.office.database.close()
    return (folder / "export.jsonl").read_text(encoding="utf-8")


@given(data=st.data())
def test_an_export_that_is_cut_off_anywhere_is_found_out(
    exported: str, data: st.DataObject
) -> None:
    end = data.draw(st.integers(0, len(exported) - 2))

    faults = verifier.check(exported[:end].splitlines()).faults

    assert faults[-1].code == "damaged"


@given(data=st.data())
def test_an_export_that_is_changed_anywhere_is_found_out(
    exported: str, data: st.DataObject
) -> None:
    lines = exported.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1), "line")
    place = data.draw(st.integers(0, len(lines[at]) - 1), "place")
    digit = data.draw(st.sampled_from("0123456789"), "digit")
    changed = lines[at][:place] + digit + lines[at][place + 1 :]

    lines[at], before = changed, lines[at]

    told, was = _without_label(changed), _without_label(before)
    assert bool(verifier.check(lines).faults) == (told != was)


def _without_label(line: str) -> object:
    """Return what a line tells, without the number of the case: it is only there to be read."""
    try:
        told: Row = json.loads(line)
    except ValueError:
        return line
    return {name: value for name, value in told.items() if name != "number"}


def test_an_export_is_for_nobody_else_to_read(desk: SmallOffice, tmp_path: Path) -> None:
    write_record(desk.office.database, tmp_path / "export.jsonl", {})

    assert (tmp_path / "export.jsonl").stat().st_mode & 0o077 == 0
    assert not (tmp_path / "export.jsonl.part").exists()
