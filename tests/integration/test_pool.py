"""The pool on a real database: vetted, held to policy, drawn, appraised, counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.drawing import draw_people, draws_of
from engine.own_record import feed, own_record
from engine.people_import import import_people
from engine.queries import list_cases
from engine.structure import structure
from kernel.errors import InvalidInput, NotPermitted, Refused
from tests.support.office import PROFILE, SmallOffice


def test_nobody_leaves_before_the_appraisal_is_signed_and_the_round_waits_for_all(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    desk.evaluate()
    desk.give(desk.round_id, "start_evaluation", "staff")
    second = desk.second("member")
    desk.give(second, "start_appraisal", "staff", leaves_on="2022-03-01")
    assert "appraisal" in desk.timers(second)
    assert desk.no(second, "release", "staff") == (
        "The person leaves once the appraisal is signed.",
    )
    [row] = desk.rows("SELECT id FROM cases WHERE parent_id = :id", id=second)
    sheet = int(row["id"])
    desk.give(sheet, "draft", "leader", appraisal_grade="excellent", remarks="作风扎实")
    desk.give(sheet, "check", "staff")
    desk.give(sheet, "sign", "vice")
    desk.give(second, "release", "staff")

    assert list_cases(desk.office, desk.who["member"]) == []
    assert "These people have not been appraised and released: leader." in desk.no(
        desk.round_id, "close", "chief"
    )
    desk.give(sheet, "send", "staff")
    desk.no(sheet, "file", "staff")
    desk.give(sheet, "receive_by_organisation", "staff")
    desk.give(sheet, "receive_by_home", "staff")
    desk.give(sheet, "file", "staff")
    assert own_record(desk.office, desk.who["member"])["appraisals"][0]["remarks"] == "作风扎实"
    assert own_record(desk.office, desk.who["leader"])["appraisals"] == []
    [line] = [one for one in feed(desk.office, desk.who["director"]) if one["code"] == "member"]
    assert (line["rounds"], len(line["appraisals"])) == (1, 1)
    assert "remarks" not in line["appraisals"][0]
    with pytest.raises(NotPermitted):
        feed(desk.office, desk.who["head"])


def test_a_group_with_people_of_the_pool_is_held_to_policy_unless_excepted(
    desk: SmallOffice,
) -> None:
    desk.to("preparing")
    desk.in_pool("member", rounds_before=2)
    desk.give(desk.round_id, "authorise_group", "secretary", group=desk.group)
    for name in ("leader", "member"):
        desk.pledge(name)
        desk.give(desk.second(name), "record_training", "staff")

    reasons = desk.no(desk.round_id, "mobilise", "director")

    assert any("lack skills" in one and "Rural work" in one for one in reasons)
    assert any("Rank or origin" in one for one in reasons)
    desk.give(desk.round_id, "except_group", "chief", group=desk.group, reason="本轮规模小")
    assert desk.give(desk.round_id, "mobilise", "director").state == "mobilised"


def test_people_are_drawn_from_the_pool_and_the_draw_can_be_checked(desk: SmallOffice) -> None:
    desk.to("draft")
    for name in ("stranger", "deputy", "clerk"):
        desk.in_pool(name)

    made = draw_people(desk.office, desk.round_id, "2021042", 2, desk.who["staff"], skill="审计")

    [told] = draws_of(desk.office, desk.round_id, desk.who["staff"])
    assert (told.drawn, told.holds, len(told.candidates)) == (made, True, 3)
    with pytest.raises(InvalidInput):
        draw_people(desk.office, desk.round_id, "2021042", 4, desk.who["staff"])
    with pytest.raises(Refused):
        desk.give(desk.round_id, "draw_people", "staff", seed="2021042", draw_count=1,
                  candidates=list(told.candidates), drawn=[made[1]])  # fmt: skip


def test_the_pool_is_vetted_reviewed_and_counted_by_its_make_up(desk: SmallOffice) -> None:
    made = desk.open("inspector", "staff", person_id=desk.who["member"], **PROFILE)
    with pytest.raises(Refused, match="already"):
        desk.open("inspector", "staff", person_id=desk.who["member"], **PROFILE)
    desk.give(made, "vet", "staff", basis="考察材料")
    desk.give(made, "admit", "chief")
    assert desk.timers(made)["pool_review"]["due_on"] == date(2022, 10, 8)
    desk.give(made, "commend", "chief", document="某发〔2021〕1号", merit="表现突出")

    found = structure(desk.office, desk.who["director"])

    assert (found.people, found.young, found.below_quota) == (1, 1, False)
    assert {label.zh for label in found.mixes["skills"]} == {"审计", "财务"}
    assert own_record(desk.office, desk.who["member"])["commendations"][0]["merit"] == "表现突出"
    with pytest.raises(NotPermitted):
        structure(desk.office, desk.who["member"])


def test_a_reminding_talk_and_the_yearly_outcome_are_lines_of_a_book(desk: SmallOffice) -> None:
    desk.to("on_site")
    second = desk.second("member")
    desk.give(second, "remind", "leader", matter="按时到岗")
    desk.no(desk.second("leader"), "remind", "leader", matter="按时到岗")
    [register] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    desk.give(register["id"], "record_outcome", "staff", year=2021, promoted_county=11,
              promoted_section=2)  # fmt: skip

    books = desk.rows("SELECT book, case_id FROM book_lines ORDER BY case_id")

    assert {(one["book"], one["case_id"]) for one in books} >= {
        ("reminding_talks", second), ("outcomes", register["id"]),
    }  # fmt: skip


def test_a_sheet_nominates_people_for_the_pool_once(desk: SmallOffice, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(
        "代码,姓名,职务,人才库类别,级别,来源,能力,出生年份\n"
        "p1,人员一,,人才库,乡科级正职,审计部门,审计、财务,1980\n"
        "p2,人员二,,,,,,\n",
        encoding="utf-8",
    )

    first = import_people(desk.office, sheet, desk.who["staff"])
    second = import_people(desk.office, sheet, desk.who["staff"])

    assert (first.nominated, first.added) == (["p1"], ["p1", "p2"])
    assert (second.nominated, second.changed) == ([], False)
    [made] = desk.rows("SELECT c.state, d.skills FROM cases c JOIN inspector_details d"
                       " ON d.case_id = c.id")  # fmt: skip
    assert made == {"state": "nominated", "skills": "审计、财务"}


def test_what_a_sheet_says_wrongly_for_the_pool_is_told_by_row_and_column(
    desk: SmallOffice, tmp_path: Path
) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text("代码,姓名,职务,级别,能力\np1,人员一,,皇帝,烹饪\n", encoding="utf-8")

    with pytest.raises(InvalidInput) as told:
        import_people(desk.office, sheet, desk.who["staff"])

    sentences = " ".join(one.zh for one in told.value.reasons)
    assert all(word in sentences for word in ("级别", "烹饪", "人才库类别", "来源"))
