"""Guards of the work on site: activities, channels, materials, incidents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from config.policy import load_policy
from kernel.words import Text
from rules import activities, channels, incidents, materials
from rules.facts import Facts, Line, Roster
from rules.methods import FORBIDDEN, TERMS, Method
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import (
    NOW,
    TEAM,
    TODAY,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
)

LIMITS = load_policy().limits
PAIR = (1, 2)
OTHERS = Roster({12: "第二组"})


def done(*rows: dict[str, Any], **more: Any) -> Facts:
    return facts(inputs={"activities": rows}, roster=TEAM, limits=LIMITS, **more)


def line(method: Method, **values: Any) -> dict[str, Any]:
    return {"method": method.value, "held_on": date(2022, 1, 27), **values}


def wrong(method: Method, number: int = 1) -> Text:
    label = method.label
    return Text(f"第 {number} 行（{label.zh}）", f"line {number} ({label.en})")


def book(name: str, *bodies: dict[str, Any]) -> dict[str, tuple[Line, ...]]:
    return {name: tuple(Line(seq, NOW, 1, body) for seq, body in enumerate(bodies, 1))}


def item(what: str = "会议纪要", **changes: Any) -> dict[str, Any]:
    return {
        "what": what, "period_from": date(2020, 1, 1), "period_to": date(2021, 12, 31),
        "copies": 2, "grade": "internal", "form": "copy", **changes,
    }  # fmt: skip


def listed(*rows: dict[str, Any], **more: Any) -> Facts:
    return facts(inputs={"items": rows}, limits=LIMITS, **more)


def on_list(*supplies: dict[str, int], form: str = "copy", **more: Any) -> Facts:
    lines = book("items", item(form=form), item("账册", copies=1, form=form))
    return facts(lines=lines, inputs={"supplies": supplies}, **more)


HEARD, TALKED = line(Method.HEARING), line(Method.INTERVIEW, inspectors=PAIR)
STAY = {"on_site_start": date(2022, 1, 4), "on_site_end": date(2022, 1, 28)}
DUTY = {"day": date(2022, 1, 10), "person": 2}
BOXES = book("boxes", {"box": "一号"}, {"box": "二号"})
OPENED = {"box": "一号", "second_person": 2}
ANSWER = {"question": "一", "answer": "好", "count": 20}
USED = book("activities", HEARD, TALKED)


def imported(earlier: str | None, before: str = "2021-01-01", **more: Any) -> Facts:
    """Return the import of a template for departments, after one for a kind of unit."""
    values = {"unit_type": earlier, "effective_from": before, "what": "账册"}
    lines = book("material_templates", values) if earlier else {}
    inputs = {"unit_type": "department", "effective_from": TODAY, **more}
    return facts(inputs=inputs, lines=lines)


YES: list[Yes] = [
    (activities.no_method_is_forbidden, done(HEARD, TALKED)),
    (activities.two_inspectors_were_present, done(HEARD, TALKED)),
    (activities.the_unit_has_invited, done(line(Method.ATTENDING, basis="邀请函一"))),
    (
        activities.the_other_method_is_approved,
        done(line(Method.OTHER, basis="批复一", approved_by="committee")),
    ),
    (activities.the_source_stays_protected, done(line(Method.ASKING, note_ref="一"))),
    (activities.the_source_stays_protected, done(line(Method.VISIT, place="学校"))),
    (activities.each_activity_ends_after_it_begins, done(HEARD)),
    (
        activities.each_activity_ends_after_it_begins,
        done(line(Method.VISIT, from_time="09:00", to_time="10:30")),
    ),
    (activities.the_methods_were_used, facts(lines=USED, limits=LIMITS)),
    (
        activities.no_survey_count_is_too_small,
        facts(inputs={"answers": (ANSWER, {**ANSWER, "count": 0})}, limits=LIMITS),
    ),
    (activities.no_survey_count_is_too_small, facts(limits=LIMITS)),
    (channels.two_people_open_the_box, facts(inputs=OPENED, roster=TEAM)),
    (channels.the_box_is_registered, facts(inputs=OPENED, lines=BOXES)),
    (channels.duty_lies_within_the_stay, facts(fields=STAY, inputs={"duties": (DUTY,)})),
    (channels.the_group_is_on_duty, facts(inputs={"duties": (DUTY,)}, roster=TEAM)),
    (
        channels.duty_has_its_day,
        facts(inputs={"duties": (DUTY, {"whole_stay": True, "person": 2})}),
    ),
    (materials.a_revised_template_says_what_changed, imported(None)),
    (materials.a_revised_template_says_what_changed, imported("town")),
    (materials.a_revised_template_says_what_changed, imported("department", changed="加账册")),
    (materials.templates_follow_one_another, imported("town", before="2022-02-01")),
    (materials.templates_follow_one_another, imported("department", before="2022-01-27")),
    (materials.the_list_is_within_the_look_back, listed(item())),
    (
        materials.the_list_is_within_the_look_back,
        listed(item(period_from=date(2015, 1, 1)), fields={"exception_reason": "同一项目"}),
    ),
    (materials.each_period_is_in_order, listed(item())),
    (materials.copies_are_counted, listed(item())),
    (materials.only_listed_items_are_named, on_list({"item": 2, "copies": 1})),
    (
        materials.everything_is_handed_in,
        on_list({"item": 1, "copies": 2}, {"item": 2, "copies": 1}),
    ),
    (materials.truth_is_declared, facts(inputs={"truthful": True})),
    (materials.two_people_return_it, facts(inputs={"second_person": 2}, roster=TEAM)),
    (materials.no_original_is_kept, on_list(state="checked")),
    (materials.no_original_is_kept, on_list(form="original", state="returned")),
    (materials.every_request_is_settled, facts(family={"material_request": {"closed": 2}})),
    (
        materials.every_request_is_settled,
        facts(family={"material_request": {"issued": 1}}, inputs={"requests_reason": "已移交"}),
    ),
    (
        incidents.the_unit_reports_public_opinion_only,
        facts(actor(1, Post.UNIT_LIAISON), fields={"incident_kind": "public_opinion"}),
    ),
    (
        incidents.the_unit_reports_public_opinion_only,
        facts(actor(1, Post.GROUP_LEADER), fields={"incident_kind": "obstruction"}),
    ),
    (
        incidents.the_unit_reports_public_opinion_only,
        facts(actor(0), fields={"incident_kind": "obstruction"}),
    ),
]

NO: list[No] = [
    (materials.a_revised_template_says_what_changed, imported("department"), ()),
    (materials.templates_follow_one_another, imported("department", before="2022-01-28"), ()),
    *(
        (activities.no_method_is_forbidden, done(HEARD, line(method)), (method.label,))
        for method in sorted(FORBIDDEN)
    ),
    (
        activities.two_inspectors_were_present,
        done(HEARD, line(Method.INTERVIEW, inspectors=(1,)), line(Method.VISIT)),
        (wrong(Method.INTERVIEW, 2), wrong(Method.VISIT, 3)),
    ),
    (
        activities.two_inspectors_were_present,
        facts(inputs={"activities": (TALKED,)}, roster=OTHERS),
        (wrong(Method.INTERVIEW),),
    ),
    (activities.the_unit_has_invited, done(line(Method.ATTENDING)), (wrong(Method.ATTENDING),)),
    (
        activities.the_other_method_is_approved,
        done(line(Method.OTHER, basis="批复一")),
        (wrong(Method.OTHER),),
    ),
    (
        activities.the_source_stays_protected,
        done(line(Method.ASKING, place="家中")),
        (wrong(Method.ASKING),),
    ),
    (
        activities.each_activity_ends_after_it_begins,
        done(
            line(Method.VISIT, from_time="09:00"),
            line(Method.VISIT, to_time="09:00"),
            line(Method.VISIT, from_time="09:00", to_time="09:00"),
        ),
        tuple(wrong(Method.VISIT, number) for number in (1, 2, 3)),
    ),
    (
        activities.the_methods_were_used,
        facts(limits=LIMITS, lines=book("activities", HEARD)),
        (Text("个别谈话（0/1）", "Interview (0/1)"),),
    ),
    (
        activities.no_survey_count_is_too_small,
        facts(
            inputs={"answers": (
                {**ANSWER, "count": 1},
                {"question": "二", "answer": "好", "count": 20}, {"question": "二", "answer": "差"},
            )},
            limits=LIMITS,
        ),
        ("一", "二"),
    ),
    (channels.two_people_open_the_box, facts(inputs={"second_person": 1}, roster=TEAM), ()),
    (channels.two_people_open_the_box, facts(inputs={"second_person": 7}, roster=TEAM), ()),
    (channels.the_box_is_registered, facts(inputs={"box": "三号"}, lines=BOXES), ("一号", "二号")),
    (
        channels.duty_lies_within_the_stay,
        facts(
            fields=STAY,
            inputs={"duties": ({**DUTY, "day": date(2022, 1, 3)},
                               {**DUTY, "until": date(2022, 1, 29)})},
        ),
        ("2022-01-03", "2022-01-29"),
    ),
    (channels.the_group_is_on_duty, facts(inputs={"duties": ({**DUTY, "person": 7},)}), ()),
    (channels.duty_has_its_day, facts(inputs={"duties": ({"person": 2},)}), ()),
    (
        materials.the_list_is_within_the_look_back,
        listed(item(), item("旧账", period_from=date(2019, 1, 26))),
        ("旧账",),
    ),
    (
        materials.each_period_is_in_order,
        listed(item(period_to=date(2019, 12, 31))),
        ("会议纪要",),
    ),
    (materials.copies_are_counted, listed(item(copies=0)), ("会议纪要",)),
    (materials.only_listed_items_are_named, on_list({"item": 3, "copies": 1}), ("3",)),
    (materials.everything_is_handed_in, on_list({"item": 1, "copies": 1}), ("会议纪要", "账册")),
    (materials.truth_is_declared, facts(inputs={"truthful": False}), ()),
    (materials.two_people_return_it, facts(inputs={"second_person": 1}, roster=TEAM), ()),
    (
        materials.no_original_is_kept,
        on_list(form="original", state="checked"),
        ("会议纪要", "账册"),
    ),
    (
        materials.every_request_is_settled,
        facts(family={"material_request": {"issued": 1, "checked": 1, "closed": 3}}),
        (Text("2 件", "2"),),
    ),
    (
        incidents.the_unit_reports_public_opinion_only,
        facts(actor(1, Post.UNIT_HEAD), fields={"incident_kind": "obstruction"}),
        (),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_of_the_work_on_site_is_tested() -> None:
    rules = {
        one
        for module in (activities, channels, materials, incidents)
        for one in vars(module).values()
        if isinstance(one, Rule)
    }

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


def test_what_was_supplied_before_counts_too() -> None:
    before = book("supplies", {"item": 1, "copies": 2})
    lines = {**book("items", item(), item("账册", copies=1)), **before}

    about = facts(lines=lines, inputs={"supplies": ({"item": 2, "copies": 1},)})

    assert materials.everything_is_handed_in.check(about) is None


def test_there_are_twelve_methods_one_more_that_is_approved_and_six_that_are_forbidden() -> None:
    assert len(TERMS) == 12 + 1
    assert len(FORBIDDEN) == 6
    assert {*TERMS, *FORBIDDEN} == {*Method}
