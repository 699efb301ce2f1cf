"""Grades: their order, their marks, and what this host may hold."""

from __future__ import annotations

import pytest

from kernel.words import Text
from rules import grading
from rules.grades import LOWEST, Grade, Mark, highest, mark_in, years_fit, years_of
from tests.support.facts import LIMITS, No, Yes, assert_no, assert_yes, facts

INTERNAL, WORK, SECRET = ({"grade": one} for one in ("internal", "work_secret", "secret"))
ACCREDITED = {**LIMITS, "host_grade": 5}
YES: list[Yes] = [
    (grading.the_host_may_hold_it, facts(inputs={"documents": (INTERNAL, WORK)})),
    (grading.the_host_may_hold_it, facts(inputs=WORK)),
    (grading.the_host_may_hold_it, facts(inputs={"note": "无"})),
    (grading.the_host_may_hold_it, facts(inputs=SECRET, limits=ACCREDITED)),
    (grading.the_years_fit_the_grade, facts(inputs={**SECRET, "grade_years": 10})),
    (grading.the_years_fit_the_grade, facts(inputs={"documents": (SECRET, INTERNAL)})),
]
NO: list[No] = [
    (
        grading.the_host_may_hold_it,
        facts(inputs={"documents": (INTERNAL, SECRET)}),
        (Text("第 2 行", "row 2"),),
    ),
    (grading.the_host_may_hold_it, facts(inputs=SECRET), (Text("本件", "this one"),)),
    (
        grading.the_years_fit_the_grade,
        facts(inputs={**SECRET, "grade_years": 11}),
        (Text("本件", "this one"),),
    ),
    (
        grading.the_years_fit_the_grade,
        facts(inputs={"documents": ({**INTERNAL, "grade_years": 5},)}),
        (Text("第 1 行", "row 1"),),
    ),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_rule_says_yes(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_rule_says_no_and_names_what_is_missing(case: No) -> None:
    assert_no(case)


def test_a_mark_is_written_as_the_law_has_it() -> None:
    assert Mark(Grade.TOP_SECRET, 30).label == Text("绝密★30年", "Top secret ★ 30 years")
    assert Mark(Grade.WORK_SECRET).label == Text("工作秘密", "Work secret")


def test_the_highest_of_a_bundle_counts_and_among_equals_the_longest() -> None:
    marks = [Mark(Grade.SECRET, 5), Mark(Grade.WORK_SECRET), Mark(Grade.SECRET, 10)]

    assert highest(marks) == Mark(Grade.SECRET, 10)
    assert highest([]) == LOWEST


@pytest.mark.parametrize(
    ("grade", "most"), [(Grade.SECRET, 10), (Grade.CONFIDENTIAL, 20), (Grade.TOP_SECRET, 30)]
)
def test_a_state_secret_holds_for_its_years_and_no_longer(grade: Grade, most: int) -> None:
    assert years_of(grade, None, LIMITS) == most
    assert years_of(grade, 3, LIMITS) == 3
    assert years_fit(grade, most, LIMITS)
    assert not years_fit(grade, most + 1, LIMITS)
    assert not years_fit(grade, 0, LIMITS)


@pytest.mark.parametrize("grade", [Grade.PUBLIC, Grade.INTERNAL, Grade.WORK_SECRET])
def test_what_is_no_state_secret_has_no_years(grade: Grade) -> None:
    assert years_of(grade, None, LIMITS) is None
    assert not years_fit(grade, 1, LIMITS)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("封面：机密★20年", Grade.CONFIDENTIAL),
        ("绝 密 ★ 长期；附件秘密★", Grade.TOP_SECRET),
        ("须保守国家秘密和工作秘密", None),
        ("★重点", None),
    ],
)
def test_a_mark_of_secrecy_is_seen_in_a_text(words: str, found: Grade | None) -> None:
    assert mark_in(words) is found
