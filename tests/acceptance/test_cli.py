"""The terminal: what a person types wrongly is told in words, and every ending has its code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from cli.main import app
from engine.office import Office
from kernel.clock import ManualClock
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from store.database import Database
from tests.support.office import PLANNING, POLICY, SmallOffice
from tests.support.terminal import ask


def test_every_command_tells_what_it_does_in_both_languages() -> None:
    commands = dict(_commands(typer.main.get_command(app)))

    assert len(commands) > 30
    assert {name for name, (told, _) in commands.items() if " · " not in told} == set()


def test_every_command_that_prints_knows_json() -> None:
    commands = dict(_commands(typer.main.get_command(app)))

    assert {name for name, (_, options) in commands.items() if "--json" not in options} == set()


def _commands(group: object, above: str = "") -> Iterator[tuple[str, tuple[str, set[str]]]]:
    for name, one in getattr(group, "commands", {}).items():
        if hasattr(one, "commands"):
            yield from _commands(one, f"{above}{name} ")
        else:
            yield (
                f"{above}{name}",
                (one.help, {word for param in one.params for word in param.opts}),
            )


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom cli.main import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print(sorted({'rich', 'pydantic', 'sqlmodel', 'apprise', 'prefect', 'openpyxl',"
        " 'transitions', 'sqlite3', 'opentelemetry'} & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert said.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["case", "show"], "缺少参数", "Missing argument"),
        (["cases"], "没有“cases”这个命令", "No such command"),
        (["case", "list", "--colour"], "没有 --colour 这个选项", "No such option"),
        (["case", "history", "A", "B"], "多了参数", "unexpected extra argument"),
        (["case", "suspend", "A"], "缺少选项", "Missing option"),
        (["sweep", "--lang", "fr"], "--lang 的值不对", "Invalid value"),
        (["people", "list", "--as"], "--as 后面要写一个值", "requires an argument"),
    ],
)
def test_a_wrong_command_line_is_told_in_both_languages(
    small: SmallOffice, words: list[str], zh: str, en: str
) -> None:
    chinese, english = ask(small.office, *words), ask(small.office, "--lang", "en", *words)

    assert (chinese.code, english.code) == (2, 2)
    assert (chinese.out, english.out) == ("", "")
    assert zh.replace("--lang 的值不对", "的值不对") in chinese.err
    if "--lang" not in words:
        assert en in english.err


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (["case", "show", "ZZZZZZ", "--as", "staff"], 1, "not_found"),
        (["case", "show", "not a number", "--as", "staff"], 1, "not_found"),
        (["case", "list", "--as", "nobody"], 1, "not_found"),
        (["case", "list"], 2, "invalid_input"),
        (["case", "list", "--as", "staff", "--kind", "dream"], 2, "invalid_input"),
        (["case", "list", "--as", "staff", "--state", "dreaming"], 2, "invalid_input"),
        (["case", "bulk", "cancel", "--as", "staff"], 2, "invalid_input"),
        (["case", "open", "round", "--as", "staff", "--set", "name"], 2, "invalid_input"),
        (["case", "open", "clue", "--as", "staff"], 2, "invalid_input"),
        (["calendar", "due", "tomorrow", "x", "weeks"], 2, "invalid_input"),
        (["calendar", "due", "2022-01-27", "99999999", "days"], 2, "invalid_input"),
        (["calendar", "show", "twenty"], 2, "invalid_input"),
        (["diagram", "dream"], 2, "invalid_input"),
        (["diagram", "round", "--format", "pdf"], 2, "invalid_input"),
        (["notices", "ack", "forged.token"], 2, "invalid_input"),
        (["notices", "ack", "nokey", "--as", "staff"], 1, "not_found"),
        (["notices", "test", "staff"], 1, "not_found"),
        (["people", "import", "nowhere.csv", "--as", "staff"], 1, "not_found"),
        (["people", "list", "--as", "leader"], 1, "refused"),
        (["round", "open", "nowhere.yaml", "--as", "staff"], 2, "invalid_input"),
        (["simulate", "nowhere.yaml"], 1, "not_found"),
        (["policy", "check", "/nowhere"], 2, "definition"),
        (["audit", "export", "/nowhere/at/all", "--as", "director"], 2, "invalid_input"),
    ],
)
def test_bad_input_of_any_kind_is_a_sentence_and_a_code(
    small: SmallOffice, words: list[str], code: int, error: str
) -> None:
    answer = ask(small.office, *words, "--json")

    assert (answer.code, answer.document["error"]) == (code, error)
    assert answer.document["exit_code"] == code
    assert all(reason["zh"] and reason["en"] for reason in answer.document["reasons"])
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_the_language_is_chosen_before_or_after_the_command(small: SmallOffice) -> None:
    before = ask(small.office, "--lang", "en", "inbox", "staff")
    after = ask(small.office, "inbox", "staff", "--lang", "en")
    neither = ask(small.office, "inbox", "staff")

    assert before.out == after.out == "Nothing waits.\n"
    assert neither.out == "没有待办事项。\n"


def test_something_unexpected_ends_with_70_and_logs_no_content(tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_text("周某某 is no database " * 100)
    broken = Office(
        Database(f"sqlite:///{tmp_path / 'broken.db'}"), ManualClock(PLANNING), POLICY,
        RecordingSender(), Keyring.open(tmp_path / "keys"),
    )  # fmt: skip

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XUNCHENG_HOME", str(tmp_path / "home"))
        answer = ask(broken, "sweep")
        logs = tmp_path / "home" / "log"
        log = (logs / "xuncheng.log").read_text(encoding="utf-8")
        with (logs / "xuncheng.log").open("ab") as long:
            long.truncate(10_000_001)
        ask(broken, "sweep")
    broken.database.close()

    assert (logs / "xuncheng.log.1").stat().st_size > 10_000_000
    assert (logs / "xuncheng.log").read_text(encoding="utf-8").count("DatabaseError") == log.count(
        "DatabaseError"
    )
    assert answer.code == 70
    assert "DatabaseError" in answer.err
    assert "log" in answer.err
    assert "DatabaseError" in log
    assert "周某某" not in log + answer.err
    assert "Traceback" not in answer.err
