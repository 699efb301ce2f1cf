"""What the terminal shows: rounds, reasons, inboxes, notices, policy, calendar, pictures, plays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.terminal import ask

PUBLISHED = """published:
  - {{ label: 单位, value: {value}, figure: units }}
"""
PLAY = """title: 一步
start: 2022-01-04 09:00
until: 2022-01-05 09:00
office:
  people:
    - {code: dir, name: 主任, posts: [director]}
    - {code: lg, name: 领导小组组长, posts: [lg_leader]}
    - {code: gl, name: 组长一}
round:
  name: 一轮
  on_site_start: 2022-02-08
  on_site_end: 2022-03-08
  focus: 聚焦
  groups: [{code: g1, name: 第一组, leader: gl}]
  units: [{code: u1, name: 单位01, type: department, group: g1}]
script:
  - {on: 2022-01-04 10:00, do: approve_plan, who: lg}
"""


def test_a_round_shows_its_stage_groups_deadlines_and_what_blocks_it(small: SmallOffice) -> None:
    small.to("preparing")

    answer = ask(small.office, "round", "show", case_number(small.round_id), "--as", "staff")

    assert "● 筹备：准备" in answer.out
    assert "○ 动员进驻" in answer.out
    assert "第一组" in answer.out
    assert "召开动员会" in answer.out
    assert "未签齐" in answer.out


def test_a_round_on_site_ticks_what_is_behind_and_shows_both_dates(small: SmallOffice) -> None:
    small.to("on_site")

    answer = ask(small.office, "round", "show", case_number(small.round_id), "--as", "staff")
    document = ask(
        small.office, "round", "show", case_number(small.round_id), "--as", "staff", "--json"
    ).document

    assert "✔ 筹备" in answer.out
    assert "了解环节：紧盯重点深入了解，实现问题突破" in answer.out
    assert document["goal"]["link"] == "understanding"
    assert "● 动员进驻：进驻" in answer.out
    assert document["deadlines"]
    assert {"due_on", "nominal_on"} <= set(document["deadlines"][0])


def test_explain_tells_what_is_open_what_is_closed_and_who_can_change_it(
    small: SmallOffice,
) -> None:
    small.to("preparing")
    number = case_number(small.round_id)

    words = ask(small.office, "explain", number, "--as", "director")
    document = ask(small.office, "explain", number, "--as", "director", "--json").document

    mobilise = next(one for one in document["events"] if one["event"] == "mobilise")
    assert not mobilise["is_open"]
    assert all(one["reason"]["en"] and one["row"] for one in mobilise["closed"])
    assert any(one["people"] for one in mobilise["closed"])
    assert "召开动员会" in words.out


def test_an_inbox_holds_what_waits_for_a_person(small: SmallOffice) -> None:
    small.to("draft")

    answer = ask(small.office, "inbox", "chief", "--json")

    waiting = [one["number"] for one in answer.document["waiting"]]
    assert case_number(small.round_id) in waiting
    assert "领导小组审定方案" in ask(small.office, "inbox", "chief").out


def test_a_notice_is_listed_and_acknowledged_once(small: SmallOffice) -> None:
    small.to("on_site")
    [first, second] = ask(small.office, "notices", "list", "leader", "--json").document["notices"][
        :2
    ]
    token = small.office.keyring.receipt_code(second["key"])

    by_key = ask(small.office, "notices", "ack", first["key"], "--as", "leader", "--json")
    by_token = ask(small.office, "notices", "ack", token, "--json")
    again = ask(small.office, "notices", "ack", token, "--json")
    others = ask(small.office, "notices", "ack", first["key"], "--as", "staff")

    assert (by_key.document["first"], by_token.document["first"]) == (True, True)
    assert (again.code, again.document["first"]) == (0, False)
    assert others.code == 1


def test_a_tick_and_a_delivery_tell_their_figures(small: SmallOffice) -> None:
    small.to("on_site")

    swept = ask(small.office, "sweep", "--json").document
    delivered = ask(small.office, "deliver", "--json").document

    assert {"spoken", "events", "next_due"} <= set(swept)
    assert {"sent", "failed", "unknown"} <= set(delivered)
    assert ask(small.office, "sweep").code == ask(small.office, "deliver").code == 0


def test_the_record_is_verified_and_written_out(small: SmallOffice, tmp_path: Path) -> None:
    small.to("preparing")

    sound = ask(small.office, "audit", "verify", "--json")
    leave = ("audit", "export", tmp_path / "record.jsonl", "--as", "director")
    written = ask(small.office, *leave, "--json")
    twice = ask(small.office, *leave)
    small.office.database.close()
    with small.office.database.writing() as tx:
        tx.write("UPDATE entries SET body = replace(body, 'draft', 'drawn') WHERE seq = 1")
    broken = ask(small.office, "audit", "verify", "--json")

    assert (sound.code, sound.document["sound"]) == (0, True)
    assert (written.code, twice.code) == (0, 2)
    assert len((tmp_path / "record.jsonl").read_text().splitlines()) > 5
    assert (broken.code, broken.document["sound"]) == (1, False)


def test_two_months_after_the_feedback_of_2022_is_a_sunday_and_rolls() -> None:
    answer = ask(None, "calendar", "due", "2022-01-27", "2", "months", "--json").document

    assert (answer["nominal"], answer["due"], answer["rolled"]) == (
        "2022-03-27",
        "2022-03-28",
        True,
    )
    assert [one["reason"]["en"] for one in answer["skipped"]] == ["weekend"]


@pytest.mark.parametrize(
    ("start_on", "amount", "due", "holiday"),
    [
        ("2022-01-27", 10, "2022-02-15", "春节"),
        ("2025-09-26", 5, "2025-10-10", "国庆节"),
        ("2022-02-15", -10, "2022-01-27", "春节"),
    ],
)
def test_working_days_are_counted_and_the_rest_days_named(
    start_on: str, amount: int, due: str, holiday: str
) -> None:
    answer = ask(None, "calendar", "due", start_on, amount, "workdays")

    assert answer.code == 0
    assert f"到期日：{due}" in answer.out
    assert holiday in answer.out


def test_a_year_shows_make_up_days_and_says_when_it_is_provisional() -> None:
    known = ask(None, "calendar", "show", "2025")
    later = ask(None, "calendar", "show", "2099", "--json").document

    assert "26班" in known.out.replace(" ", "")
    assert "暂定" not in known.out
    assert later["provisional"]
    assert "2024-09-29" in ask(None, "calendar", "show", "2024", "--json").document["make_up"]


def test_the_policy_is_checked_with_every_mistake_and_shown(tmp_path: Path) -> None:
    (tmp_path / "deadlines.toml").write_text("a = ", encoding="utf-8")

    wrong = ask(None, "policy", "check", tmp_path, "--json")
    right = ask(None, "policy", "check")
    shown = ask(None, "policy", "show", "--json").document

    assert (wrong.code, right.code) == (2, 0)
    assert len(wrong.document["reasons"]) > 3
    assert "feedback" in shown["deadlines"]


def test_a_life_cycle_is_drawn_in_both_forms_and_languages(tmp_path: Path) -> None:
    text = ask(None, "diagram", "巡察轮次")
    english = ask(None, "diagram", "round", "--lang", "en")
    picture = tmp_path / "round.svg"
    written = ask(None, "diagram", "round", "--format", "svg", "--out", picture)

    assert text.out.startswith("stateDiagram-v2")
    assert "拟制方案" in text.out
    assert "Draft" in english.out
    assert (written.code, written.out) == (0, "")
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_a_play_is_told_one_object_a_line(tmp_path: Path) -> None:
    play = tmp_path / "play.yaml"
    play.write_text(PLAY, encoding="utf-8")

    answer = ask(None, "simulate", play, "--json")
    again = ask(None, "simulate", play, "--json")

    told = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 0, answer.err
    assert [one["what"] for one in told if one["what"] == "move"] == ["move"]
    assert told[-1]["what"] == "summary"
    assert again.out == answer.out


def test_a_wrong_play_is_told_with_line_and_key(tmp_path: Path) -> None:
    play = tmp_path / "play.yaml"
    play.write_text(PLAY.replace("until: 2022", "till: 2022"), encoding="utf-8")

    answer = ask(None, "simulate", play)

    assert answer.code == 2
    assert "第 3 行" in answer.err


def test_dates_and_units_are_taken_as_people_write_them() -> None:
    answer = ask(None, "calendar", "due", "2026-9-1", "3", "工作日", "--json")

    assert (answer.code, answer.document["due"]) == (0, "2026-09-04")
    assert "顺延" in ask(None, "policy", "show").out
    assert "forward" not in ask(None, "policy", "show").out


@pytest.mark.parametrize(("value", "code"), [(1, 0), (2, 1)])
def test_a_play_ends_badly_when_a_published_figure_does_not_come_out(
    tmp_path: Path, value: int, code: int
) -> None:
    file = tmp_path / "play.yaml"
    file.write_text(PLAY + PUBLISHED.format(value=value))

    told = ask(None, "simulate", file, "--json")
    shown = ask(None, "simulate", file)

    assert told.code == shown.code == code
    assert json.loads(told.out.splitlines()[-1])["agrees"] is (code == 0)
