"""Grades, files that are due, and the links of rounds at the terminal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kernel.ids import case_number
from tests.support.closing import archived
from tests.support.office import WINDOW, SmallOffice
from tests.support.terminal import ask

WHY = ("--reason", "保密事项目录第三项")


def test_a_grade_is_set_shown_and_told_in_the_history(small: SmallOffice) -> None:
    small.to("on_site")
    place, whole = case_number(small.assignment), case_number(small.round_id)

    set_ = ask(small.office, "case", "grade", place, "工作秘密", *WHY, "--as", "staff")
    shown = ask(small.office, "case", "show", whole, "--as", "staff")
    told = ask(small.office, "case", "history", place, "--as", "staff")
    document = ask(small.office, "case", "show", whole, "--as", "staff", "--json").document

    assert (set_.code, set_.out) == (
        0, f"{place} 定为“工作秘密”，全卷按最高计为“工作秘密”。\n",
    )  # fmt: skip
    assert "工作秘密（本件 内部，按卷内最高）" in shown.out
    assert "定密" in told.out
    assert "密级：工作秘密" in told.out
    assert document["grade"] == {"zh": "工作秘密", "en": "Work secret"}
    assert document["own_grade"] == {"zh": "内部", "en": "Internal"}


def test_a_grade_that_may_not_be_set_is_refused_with_the_way_out(small: SmallOffice) -> None:
    small.to("draft")
    number = case_number(small.round_id)

    high = ask(small.office, "case", "grade", number, "机密", *WHY, "--as", "staff")
    wrong = ask(small.office, "case", "grade", number, "保密", *WHY, "--as", "staff")
    low = ask(small.office, "case", "grade", number, "公开", *WHY, "--as", "staff")

    assert (high.code, low.code) == (1, 1)
    assert "本系统未获准存放机密材料，不得录入、上传" in high.err
    assert "没有“保密”这一密级；有：公开（public）、内部（internal）" in wrong.err
    assert "降低密级或缩短保密期限只能由定密责任人决定" in low.err


def test_the_files_that_are_due_are_listed(small: SmallOffice) -> None:
    small.to("rectifying")
    archived(small, "第二轮案卷", retention="short")

    none = ask(small.office, "archive", "due", "--as", "staff")
    due = ask(small.office, "archive", "due", "--day", "2032-02-01", "--as", "staff", "--json")
    small.on(date(2033, 2, 1))
    run = ask(small.office, "routine", "run", "retention_review", "--as", "staff")
    after = ask(small.office, "archive", "due", "--as", "staff")

    assert none.out == "没有保管期满的案卷。\n"
    [one] = due.document["files"]
    assert (one["title"], one["review_on"], one["state"]) == (
        "第二轮案卷", "2032-01-27", "in_archive",
    )  # fmt: skip
    assert run.code == 0
    assert "保管期满待鉴定" in after.out


def test_a_sweep_reviews_the_files_once_a_year(small: SmallOffice) -> None:
    small.to("rectifying")
    file = archived(small, "第二轮案卷", retention="short")
    small.on(date(2033, 1, 5))

    ask(small.office, "sweep")
    ask(small.office, "sweep")

    assert small.state(file) == "due_for_review"
    runs = small.rows("SELECT period FROM routine_runs WHERE name = 'retention_review'")
    assert [row["period"] for row in runs] == ["2033"]
    assert len(small.rows("SELECT key FROM notices WHERE notice = 'files_due'")) == 3


def test_the_record_leaves_under_a_name_and_never_onto_a_file_that_exists(
    small: SmallOffice, tmp_path: Path
) -> None:
    small.to("draft")
    file = tmp_path / "record.jsonl"

    nobody = ask(small.office, "audit", "export", file)
    made = ask(small.office, "audit", "export", file, "--as", "director", "--lang", "en")
    twice = ask(small.office, "audit", "export", file, "--as", "director")

    assert "请说明由谁办理" in nobody.err
    assert made.code == 0
    assert "Exported by director at " in made.out
    assert "export no. 1." in made.out
    assert twice.code != 0
    assert "已存在" in twice.err


def test_a_round_shows_what_it_takes_over_and_hands_on(small: SmallOffice) -> None:
    small.to("rectifying")
    action = {"action": "统一底稿格式", "owner_post": "巡察办主任", "due_on": "2022-09-01"}
    made = small.open("retrospective", "staff", small.round_id)
    small.give(made, "hold_meeting", "staff", minutes="总结", actions=[action])
    small.give(small.round_id, "deploy_next", "secretary", next_plan_line="第三轮")
    following = small.open(
        "round", "staff", name="第三轮", focus="三个聚焦", plan_line="第三轮", **WINDOW
    )

    before = ask(small.office, "round", "show", case_number(small.round_id), "--as", "staff").out
    after = ask(small.office, "round", "show", case_number(following), "--as", "staff").out

    assert f"已部署下一轮：第三轮  {case_number(following)} 第三轮（拟制方案）" in before
    assert f"由上一轮部署：{case_number(small.round_id)} 第二轮（整改）" in after
    assert "结转的改进措施" in after
    assert "统一底稿格式" in after
    assert "结转落实中" in after
