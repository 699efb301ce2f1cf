"""Templates of materials, subjects, tasks and the sealed identity in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from cli.main import app
from engine.complainants import ReadIdentity, read_identity
from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.terminal import ask

SHEET = "材料名称,份数,密级,原件或复印件\n会议记录,1,内部,原件\n"


def test_a_template_is_imported_listed_shown_and_asked_for(
    small: SmallOffice, tmp_path: Path
) -> None:
    small.to("on_site")
    path = tmp_path / "list.csv"
    path.write_text(SHEET, encoding="utf-8")
    number = case_number(small.assignment)

    taken = ask(small.office, "materials", "import", "department", path, "--as", "staff")
    listed = ask(small.office, "materials", "list", "--as", "leader", "--json")
    shown = ask(small.office, "materials", "show", "department", "--as", "leader")
    asked = ask(small.office, "materials", "request", number, "--as", "leader", "--json")

    assert [one.code for one in (taken, listed, shown, asked)] == [0, 0, 0, 0]
    assert listed.document["templates"][0]["version"] == 1
    assert "会议记录" in shown.out
    assert asked.document["state"] == "issued"


def test_subjects_and_tasks_are_listed(small: SmallOffice) -> None:
    small.to("on_site")
    number = case_number(small.assignment)

    tiers = ask(small.office, "onsite", "subjects", number, "--as", "leader", "--json")
    tasks = ask(small.office, "onsite", "tasks", number, "--as", "leader")
    closed = ask(small.office, "onsite", "subjects", number, "--as", "head")

    assert [(one["tier"], one["share"]) for one in tiers.document["tiers"]] == [("head", 100)]
    assert (tasks.code, closed.code) == (0, 1)


def test_who_complains_is_typed_in_and_never_an_argument(small: SmallOffice) -> None:
    small.to("on_site")
    letter = small.open("letter", "member", small.assignment, channel="call")
    given: dict[str, Any] = {"letter_number": "信1", "gist": "反映收费问题", "named": True}
    small.give(letter, "register", "member", **given)
    number = case_number(letter)

    typed = CliRunner().invoke(
        app, ["letter", "identity", "seal", number, "--as", "member"], obj=small.office,
        input="某人\n",
    )  # fmt: skip
    closed = ask(small.office, "letter", "identity", "read", number, "--reason", "回访",
                 "--as", "leader")  # fmt: skip
    leader = small.who["leader"]
    small.give(letter, "name_readers", "leader", readers=[leader], reason="需要回访")
    read = ask(small.office, "letter", "identity", "read", number, "--reason", "回访",
               "--as", "leader", "--json")  # fmt: skip

    assert (typed.exit_code, closed.code) == (0, 1)
    assert "某人" not in typed.output
    assert read.document == {"identity": "某人"}
    assert read_identity(small.office, ReadIdentity(letter, leader, "核对")) == "某人"
