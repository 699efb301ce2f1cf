"""The shipped scenarios play, meet the published figures, and give the same bytes each time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console
from ruamel.yaml import YAML

from cli.timeline import show_play
from engine.scenario.loading import load_scenario
from engine.scenario.schema import schema_text
from kernel.errors import InvalidInput
from kernel.words import Language
from tests.support.playing import Played, empty_office, play
from tests.support.repository import ROOT

FOLDER = ROOT / "scenarios"
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.yaml"))
PLAY_AND_PRINT = """
import sys
from pathlib import Path
from tests.support.playing import play
sys.stdout.buffer.write("\\n".join(play(Path(sys.argv[1])).lines).encode())
"""
EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@cache
def played(name: str) -> Played:
    return play(FOLDER / f"{name}.yaml")


def example() -> str:
    found = EXAMPLE.search((ROOT / "docs/scenarios.md").read_text())
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_published_figure_of_a_shipped_round_is_met(name: str) -> None:
    summary = played(name).summary

    assert summary.published
    assert [figure for figure in summary.published if not figure.agrees] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_fits_the_schema(name: str) -> None:
    schema = json.loads((FOLDER / "scenario.schema.json").read_text())
    content = YAML(typ="safe", pure=True).load((FOLDER / f"{name}.yaml").read_text())

    jsonschema.validate(json.loads(json.dumps(content, default=str)), schema)


def test_the_schema_on_file_is_the_one_the_models_give() -> None:
    assert (FOLDER / "scenario.schema.json").read_text() == schema_text()


def test_the_main_round_tells_its_days_as_published() -> None:
    summary = played("rc1").summary

    assert summary.figures["days"] == {
        "on_site": 42,
        "leaving_to_feedback": 38,
        "feedback_to_hearing": 355,
    }
    assert summary.stages["feedback"] == date(2022, 1, 27)


def test_the_main_round_keeps_done_basically_done_and_not_done_apart() -> None:
    items = played("rc1").summary.figures["rectification"]

    assert (items["total"], items["done"], items["basically_done"]) == (697, 688, 4)
    assert (items["not_done"], items["ever_extended"], items["rate"]) == (5, 13, 98.71)


def test_two_months_after_the_feedback_roll_from_sunday_to_monday() -> None:
    reports = {
        (record.facts["due"], record.facts["nominal"])
        for record in played("rc1").told("timer")
        if record.facts["deadline"] == "rectification_report" and "original" not in record.facts
    }

    assert reports == {(date(2022, 3, 28), date(2022, 3, 27))}


def test_the_main_round_counts_extensions_and_balances_its_clues() -> None:
    figures = played("rc1").summary.figures

    assert figures["extensions"] == {
        "asked": 27, "granted": 26, "rejected": 1, "withdrawn": 0, "pending": 0, "late": 1,
    }  # fmt: skip
    assert figures["clues"]["balanced"]
    assert figures["clues"]["by_body"] == {"dc": 9, "od": 2}


def test_late_units_are_reminded_then_told_then_escalated() -> None:
    late = [
        (record.what, record.facts["unit"])
        for record in played("rc1").records
        if record.facts.get("deadline") == "unit_notice" and "step" in record.facts
        if record.what != "notice"
    ]

    assert [what for what, unit in late if unit == "u40"] == [
        "reminder", "overdue", "escalation", "escalation",
    ]  # fmt: skip
    assert {unit for _, unit in late} == {"u39", "u40"}


def test_every_notice_names_its_recipient_and_was_delivered_once() -> None:
    found = played("rc1")

    notices = found.told("notice")
    assert all(record.facts["to"] for record in notices)
    assert found.summary.figures["sent"] == len(notices)


def test_refusals_carry_their_reasons() -> None:
    refusals = played("rc1").told("refusal")

    assert all(record.reasons for record in refusals)
    assert any("三个不同的人" in record.reasons[0].zh for record in refusals)


def test_the_last_line_is_the_summary() -> None:
    last = json.loads(played("rc6").lines[-1])

    assert last["what"] == "summary"
    assert last["audit"]["head"] == played("rc6").summary.figures["audit"]["head"]


@pytest.mark.parametrize("name", ["rc1", "rc6"])
def test_the_same_file_gives_the_same_bytes_in_another_process(name: str) -> None:
    elsewhere = subprocess.run(
        [sys.executable, "-c", PLAY_AND_PRINT, str(FOLDER / f"{name}.yaml")],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )

    assert elsewhere.stdout.decode().splitlines() == played(name).lines


@pytest.mark.parametrize("name", ["rc6", "rc9"])
def test_both_databases_give_the_same_bytes(name: str, postgres_database: str) -> None:
    on_postgres = play(FOLDER / f"{name}.yaml", postgres_database)

    assert on_postgres.lines == played(name).lines


def test_the_example_of_the_page_plays_as_it_says(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(example())

    found = play(file)

    assert found.summary.agrees
    assert found.summary.figures["sums"] == {"talks": 50, "reports_heard": 6, "problems": 0}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("2025年3月24日（周一）", "动员进驻", "推演结果与公布数字", "三项承诺")),
        ("en", ("Mon 2025-03-24", "Mobilisation", "Computed beside published", "refused")),
    ],
)
def test_the_story_is_told_by_stage_and_date(language: Language, words: tuple[str, ...]) -> None:
    scenario = load_scenario(FOLDER / "rc6.yaml")
    screen = StringIO()

    with empty_office(scenario) as office:
        show_play(scenario, office, Console(file=screen, width=120), language)

    shown = screen.getvalue()
    assert [word for word in words if word not in shown] == []


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """Return the example of the page with one place changed."""
    text = example()
    assert old in text
    file = tmp_path / "changed.yaml"
    file.write_text(text.replace(old, new))
    return file


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("expect: refused, because: 三项承诺 }", "}", r"第 \d+ 行 script\[2\]：未料到被退回"),
        ("because: 三项承诺", "because: 天气", r"script\[2\]\.because：退回理由中没有“天气”"),
        ("do: enter_site, who: director }", "do: enter_site, who: director, expect: refused }",
         r"script\[7\]\.expect：本应被退回，却办成了"),
        ("who: group_member, case: { all: assignment },\n      with: { activities",
         "who: group_member, case: { all: assignment, first: 9 },\n      with: { activities",
         r"script\[9\]\.case：要选 9 项，此时只有 6 项符合"),
        ("do: enter_site, who: director }", "do: enter_site, who: lg_member }",
         r"script\[7\]\.who：此事项范围内没有人任领导小组成员"),
    ],
)  # fmt: skip
def test_what_goes_otherwise_than_expected_names_the_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    file = changed(tmp_path, old, new)

    with pytest.raises(InvalidInput) as refused:
        play(file)

    assert re.search(told, refused.value.reasons[0].zh)
