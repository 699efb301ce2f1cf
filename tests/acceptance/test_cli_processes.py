"""The terminal as real processes: an office from nothing, two hands on one case, a conversation."""

from __future__ import annotations

from pathlib import Path

from tests.support.terminal import Answer, call, converse, finish, start

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
