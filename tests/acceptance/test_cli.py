"""The terminal: what a person types, what comes back, and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from cli.main import app
from engine.office import Office
from kernel.clock import ManualClock
from kernel.ids import case_number
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from store.database import Database
from tests.support.office import PLANNING, POLICY, SmallOffice, found
from tests.support.terminal import Answer, ask, call, converse, finish, start

PEOPLE = """代码,姓名,单位,职务
sec,书记,县委,secretary
lg,领导小组组长,县纪委,lg_leader
staff,工作人员一,巡察办,office_staff
gl,组长一,县直,
gm,组员一,县直,
"""
ROUND = """round:
  name: 第二轮
  on_site_start: 2099-03-02
  on_site_end: 2099-04-15
  focus: 三个聚焦
  groups: [{code: g1, name: 第一组, leader: gl, members: [gm]}]
  units: [{code: u1, name: 单位01, type: department, group: g1}]
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


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallOffice]:
    monkeypatch.setenv("XUNCHENG_HOME", str(tmp_path))
    made = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    yield made
    made.close()


def prepared(home: Path) -> str:
    """Prepare an office as a person does and return the number of its round."""
    sheet, plan = home.with_suffix(".csv"), home.with_suffix(".yaml")
    sheet.write_text(PEOPLE, encoding="utf-8")
    plan.write_text(ROUND, encoding="utf-8")
    for words in (("init",), ("people", "import", sheet)):
        assert call(home, *words).code == 0
    opened = call(home, "round", "open", plan, "--as", "staff", "--json")
    assert opened.code == 0, opened.err
    return str(opened.document["number"])


# ── words and endings ──


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
        " 'transitions', 'sqlite3'} & set(sys.modules)))"
    )
    import subprocess  # noqa: PLC0415

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
        (["audit", "export", "/nowhere/at/all"], 2, "invalid_input"),
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
    broken.database.close()

    log = (tmp_path / "home" / "log" / "xuncheng.log").read_text(encoding="utf-8")
    assert answer.code == 70
    assert "DatabaseError" in answer.err
    assert "log" in answer.err
    assert "DatabaseError" in log
    assert "周某某" not in log + answer.err
    assert "Traceback" not in answer.err


# ── cases ──


def test_an_event_moves_a_case_and_tells_where_it_is(small: SmallOffice) -> None:
    small.to("draft")
    number = case_number(small.round_id)

    answer = ask(small.office, "case", "advance", number, "approve_plan", "--as", "chief", "--json")

    assert answer.code == 0
    assert (answer.document["number"], answer.document["state"]) == (number, "plan_approved")
    assert answer.document["revision"] == 2


def test_an_event_may_be_called_by_its_name(small: SmallOffice) -> None:
    small.to("draft")

    answer = ask(
        small.office,
        "case",
        "advance",
        case_number(small.round_id),
        "领导小组审定方案",
        "--as",
        "chief",
    )

    assert (answer.code, small.state(small.round_id)) == (0, "plan_approved")
    assert "方案已审" in answer.out


def test_a_refusal_ends_with_1_and_every_reason_and_is_recorded(small: SmallOffice) -> None:
    small.to("preparing")

    answer = ask(small.office, "case", "advance", case_number(small.round_id), "mobilise",
                 "--as", "director", "--lang", "en")  # fmt: skip

    assert answer.code == 1
    assert len(answer.err.splitlines()) > 2
    assert small.entries(small.round_id)[-1]["what"] == "refusal"


def test_a_stale_revision_ends_with_3(small: SmallOffice) -> None:
    small.to("preparing")

    answer = ask(small.office, "case", "advance", case_number(small.round_id), "cancel",
                 "--as", "chief", "--set", "reason=x", "--revision", 1, "--json")  # fmt: skip

    assert (answer.code, answer.document["error"]) == (3, "conflict")
    assert small.state(small.round_id) == "preparing"


def test_every_missing_and_wrong_field_is_told_at_once(small: SmallOffice) -> None:
    small.to("on_site")
    small.give(small.round_id, "convene_dispatch", "chief")

    answer = ask(small.office, "case", "advance", case_number(small.round_id), "hear_group",
                 "--as", "staff", "--set", "group=g9", "--set", "dream=1", "--set",
                 "problems_found=many", "--json")  # fmt: skip

    told = " ".join(reason["en"] for reason in answer.document["reasons"])
    assert answer.code == 2
    assert all(name in told for name in ("g9", "dream", "problems_found", "progress"))


def test_people_groups_and_units_are_given_by_code(small: SmallOffice) -> None:
    small.to("preparing")
    number = case_number(small.round_id)

    group = ask(small.office, "case", "advance", number, "authorise_group", "--as", "secretary",
                "--set", "group=g1")  # fmt: skip
    people = ask(small.office, "case", "advance", number, "clear_recusal", "--as", "staff",
                 "--set", "people=leader,member")  # fmt: skip

    assert (group.code, people.code) == (0, 0)
    assert small.entries(small.round_id)[-1]["inputs"]["people"] == [
        small.who["leader"], small.who["member"],
    ]  # fmt: skip


def test_the_same_key_twice_is_the_same_result(small: SmallOffice) -> None:
    small.to("preparing")
    words = ("case", "advance", case_number(small.round_id), "authorise_group", "--as",
             "secretary", "--set", "group=g1", "--key", "k1", "--json")  # fmt: skip

    first, second = ask(small.office, *words), ask(small.office, *words)

    assert (first.code, second.code) == (0, 0)
    assert first.document == second.document


def test_the_same_key_gives_its_result_when_the_case_has_moved_on(small: SmallOffice) -> None:
    small.to("draft")
    words = ("case", "advance", case_number(small.round_id), "approve_plan", "--as", "chief",
             "--key", "k2", "--json")  # fmt: skip

    first, second = ask(small.office, *words), ask(small.office, *words)

    assert (first.code, second.code) == (0, 0)
    assert first.document == second.document


def test_a_seconded_member_signs_the_pledges_without_seeing_the_round_before(
    small: SmallOffice,
) -> None:
    small.to("preparing")
    number = case_number(small.round_id)
    signs = [word for name in ("secrecy", "recusal", "discipline")
             for word in ("--set", f"pledge_{name}=是")]  # fmt: skip

    unseen = ask(small.office, "case", "show", number, "--as", "leader")
    signed = ask(small.office, "case", "advance", number, "sign_pledges", "--as", "leader", *signs)
    seen = ask(small.office, "case", "show", number, "--as", "leader")

    assert (unseen.code, signed.code, seen.code) == (1, 0, 0)


def test_a_stand_in_acts_for_a_person(small: SmallOffice) -> None:
    small.to("draft")
    number = case_number(small.round_id)
    appointed = ask(small.office, "people", "stand-in", "chief", "deputy", "--from", "2021-10-01",
                    "--to", "2021-10-31", "--reason", "出差", "--as", "chief")  # fmt: skip

    alone = ask(small.office, "case", "advance", number, "approve_plan", "--as", "deputy")
    acting = ask(small.office, "case", "advance", number, "approve_plan", "--as", "deputy", "--for",
                 "chief")  # fmt: skip

    assert (appointed.code, alone.code, acting.code) == (0, 1, 0)


def test_many_cases_are_moved_at_once_with_a_result_for_each(small: SmallOffice) -> None:
    small.to("draft")
    second = small.open(
        "assignment", "staff", small.round_id, group_id=small.group, unit_id=small.unit,
        mode="routine", on_site_start="2021-11-08", on_site_end="2021-12-20",
    )  # fmt: skip
    small.give(second, "start_gathering", "member")

    answer = ask(small.office, "case", "bulk", "start_gathering", "--kind", "assignment", "--as",
                 "member", "--json")  # fmt: skip

    results = {one["case"]: one["error"] for one in answer.document["results"]}
    assert answer.code == 1
    assert results == {small.assignment: None, second: "refused"}
    assert (answer.document["done"], answer.document["of"]) == (1, 2)


def test_a_case_is_opened_shown_listed_and_its_history_told(small: SmallOffice) -> None:
    small.to("mobilised")
    under = case_number(small.assignment)

    listed = ask(small.office, "case", "list", "--as", "staff", "--kind", "assignment", "--json")
    shown = ask(small.office, "case", "show", under, "--as", "staff", "--json")
    told = ask(small.office, "case", "history", under, "--as", "staff", "--json")

    assert [one["number"] for one in listed.document["cases"]] == [under]
    assert shown.document["details"]["mode"] == "routine"
    assert (shown.document["unit"], shown.document["group"]) == ("u1", "g1")
    assert [one["what"] for one in told.document["entries"]] == ["open"]
    for words in (("list",), ("show", under), ("history", under)):
        assert "巡察" in ask(small.office, "case", *words, "--as", "staff").out


def test_an_extension_is_asked_for_and_a_wrong_deadline_is_told(small: SmallOffice) -> None:
    small.to("on_site")
    number = case_number(small.assignment)
    rest = ("2022-01-05", "--reason", "工作量大", "--progress", "过半", "--as", "leader", "--json")
    running = ask(small.office, "case", "show", number, "--as", "leader", "--json").document
    name = running["deadlines"][0]["deadline"]

    asked = ask(small.office, "extend", number, name, *rest)
    wrong = ask(small.office, "extend", number, "dream", *rest)

    assert (asked.code, asked.document["state"]) == (0, "requested")
    assert wrong.code == 2


def test_a_case_is_suspended_with_those_below_and_resumed(small: SmallOffice) -> None:
    small.to("on_site")
    number = case_number(small.round_id)

    stopped = ask(small.office, "case", "suspend", number, "--reason", "疫情", "--as", "chief",
                  "--json")  # fmt: skip
    shown = ask(small.office, "round", "show", number, "--as", "staff")
    again = ask(
        small.office, "case", "resume", number, "--reason", "恢复", "--as", "chief", "--json"
    )

    assert (stopped.code, stopped.document["cases"]) == (0, 2)
    assert "已暂停" in shown.out
    assert (again.code, again.document["cases"]) == (0, 2)


# ── looking ──


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
    written = ask(small.office, "audit", "export", tmp_path / "record.jsonl", "--json")
    twice = ask(small.office, "audit", "export", tmp_path / "record.jsonl")
    small.office.database.close()
    with small.office.database.writing() as tx:
        tx.write("UPDATE entries SET body = replace(body, 'draft', 'drawn') WHERE seq = 1")
    broken = ask(small.office, "audit", "verify", "--json")

    assert (sound.code, sound.document["sound"]) == (0, True)
    assert (written.code, twice.code) == (0, 2)
    assert len((tmp_path / "record.jsonl").read_text().splitlines()) > 5
    assert (broken.code, broken.document["sound"]) == (1, False)


# ── policy, calendar, pictures ──


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


# ── real processes ──


def test_an_office_begins_from_nothing_and_opens_its_round(tmp_path: Path) -> None:
    home = tmp_path / "home"

    early = call(home, "case", "list", "--as", "staff")
    untouched = not home.exists()
    number = prepared(home)
    again = call(home, "init", "--json")
    shown = call(home, "round", "show", number, XUNCHENG_PERSON="staff", XUNCHENG_LANGUAGE="en")
    verified = call(home, "audit", "verify", "--json")

    assert (early.code, untouched) == (2, True)
    assert "xuncheng init" in early.err
    assert again.document["revision_before"] == again.document["revision"]
    assert shown.code == 0
    assert "Preparation" in shown.out
    assert (verified.code, verified.document["sound"]) == (0, True)


def test_of_two_processes_that_move_the_same_case_one_gets_a_conflict(tmp_path: Path) -> None:
    home = tmp_path / "home"
    number = prepared(home)
    words = ("case", "advance", number, "approve_plan", "--as", "lg", "--revision", 1, "--json")

    answers = [finish(process) for process in [start(home, *words) for _ in range(2)]]

    assert sorted(answer.code for answer in answers) == [0, 3], [one.err for one in answers]
    by_code = {answer.code: answer.document for answer in answers}
    assert by_code[0]["state"] == "plan_approved"
    assert by_code[3]["error"] == "conflict"


def test_the_exit_codes_of_a_process_are_0_1_2_and_3(tmp_path: Path) -> None:
    home = tmp_path / "home"
    number = prepared(home)

    def code(*words: object) -> int:
        answer: Answer = call(home, *words)
        assert "Traceback" not in answer.err
        return answer.code

    assert code("case", "show", number, "--as", "lg") == 0
    assert code("case", "advance", number, "authorise", "--as", "lg") == 1
    assert code("case", "advance", number, "dream", "--as", "lg") == 2
    assert code("case", "advance", number, "approve_plan", "--as", "lg", "--revision", 9) == 3
    assert code("--nonsense") == 2


def test_settings_that_are_wrong_are_told_without_their_values(tmp_path: Path) -> None:
    answer = call(tmp_path / "home", "sweep", XUNCHENG_DATABASE_URL="mysql://u:secret@h/d",
                  XUNCHENG_LANGUGE="en")  # fmt: skip

    assert answer.code == 2
    assert "XUNCHENG_DATABASE_URL" in answer.err
    assert "XUNCHENG_LANGUGE" in answer.err
    assert "secret" not in answer.err + answer.out


def test_a_person_at_a_terminal_is_asked_for_what_is_missing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    number = prepared(home)
    for event, who in (("approve_plan", "lg"), ("authorise", "sec")):
        assert call(home, "case", "advance", number, event, "--as", who).code == 0

    code, said = converse(
        home, ("case", "advance", number, "authorise_group", "--as", "sec"), ["g9", "g1"]
    )

    assert code == 0, said
    assert "g1  第一组" in said
    assert "没有代码为“g9”的" in said
