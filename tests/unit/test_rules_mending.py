"""Guards of feedback, evaluation, surveys, accountability and look-backs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.policy import load_policy
from kernel.words import Text
from rules import accounting, evaluating, feedback, looking_back, surveying
from rules.evaluating import Grade
from rules.facts import Facts, Parent, Unit
from rules.rule import Rule
from rules.small_cells import suppressed
from tests.support.facts import No, Yes, assert_no, assert_yes, below_round, facts, signed

TOWNSHIP = 20
VILLAGE = Unit("village", TOWNSHIP)
PRESENT = dict.fromkeys(feedback.PRESENT, True)
THREE = {"discipline_present": True, "organisation_present": True, "office_present": True}
ANSWERS = {"satisfied": 8, "fairly_satisfied": 1, "dissatisfied": 1}
SURVEY = {f"{one}_{answer}": 4 for one, _ in surveying.QUESTIONS for answer, _ in surveying.ANSWERS}


def units(*states: str) -> Facts:
    return facts(family={"assignment": dict.fromkeys(states, 1)})


def step(before: str | None, measure: str) -> Facts:
    return facts(fields={"last_measure": before}, inputs={"measure": measure})


def checks(**states: int) -> Facts:
    return facts(family={"look_back_check": states})


YES: list[Yes] = [
    (feedback.every_unit_is_fed_back, units("fed_back", "rectifying", "cancelled")),
    (
        feedback.the_parent_unit_was_told,
        facts(unit=Unit("department"), parent=below_round("feedback")),
    ),
    (
        feedback.the_parent_unit_was_told,
        facts(
            unit=VILLAGE,
            parent=below_round("feedback", [signed("parent_unit_told", 1, TOWNSHIP)]),
        ),
    ),
    (feedback.the_head_is_there_in_person, facts(inputs={"head_in_person": True})),
    (feedback.the_head_was_told_first, facts(signoffs=(signed("head_told"),))),
    (feedback.the_meeting_is_complete, facts(inputs=PRESENT)),
    (feedback.all_three_parties_meet, facts(inputs=THREE)),
    (evaluating.enough_people_answered, facts(inputs=ANSWERS)),
    (evaluating.satisfaction_is_surveyed, facts(fields={"satisfied": 0})),
    (
        evaluating.the_report_of_the_unit_is_accepted,
        facts(family={"rectification_report": {"accepted": 1}}),
    ),
    (surveying.every_question_is_answered_by_enough, facts(inputs=SURVEY)),
    (accounting.the_measure_is_heavier, step("talk", "circular")),
    (accounting.the_measure_is_heavier, step("talk", "handling")),
    (looking_back.every_old_item_is_checked, checks(held=2, rebounded=1, dropped=1)),
    (looking_back.the_look_back_is_under_way, facts(parent=Parent("look_back", "under_way"))),
]

NO: list[No] = [
    (feedback.every_unit_is_fed_back, units("fed_back", "leading_group_accepted"), ()),
    (
        feedback.the_parent_unit_was_told,
        facts(unit=VILLAGE, parent=below_round("feedback", [signed("parent_unit_told", 1, 99)])),
        (),
    ),
    (feedback.the_head_is_there_in_person, facts(inputs={"head_in_person": False}), ()),
    (feedback.the_head_was_told_first, facts(), ()),
    *(
        (feedback.the_meeting_is_complete, facts(inputs={**PRESENT, name: False}), ())
        for name in PRESENT
    ),
    *((feedback.all_three_parties_meet, facts(inputs={**THREE, one: False}), ()) for one in THREE),
    (evaluating.enough_people_answered, facts(inputs={**ANSWERS, "satisfied": 7}), ()),
    (evaluating.enough_people_answered, facts(inputs={"no_opinion": 30}), ()),
    (evaluating.satisfaction_is_surveyed, facts(), ()),
    (
        evaluating.the_report_of_the_unit_is_accepted,
        facts(family={"rectification_report": {"returned": 1}}),
        (),
    ),
    (
        surveying.every_question_is_answered_by_enough,
        facts(inputs={**SURVEY, "manner_good": 1}),
        (Text("语气态度", "Manner"),),
    ),
    (accounting.the_measure_is_heavier, step("circular", "talk"), ()),
    (accounting.the_measure_is_heavier, step("talk", "talk"), ()),
    (accounting.the_measure_is_heavier, step(None, "talk"), ()),
    (looking_back.every_old_item_is_checked, checks(held=2, to_check=1), ()),
    (
        looking_back.the_look_back_is_under_way,
        facts(parent=Parent("look_back", "ordered")),
        (),
    ),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_of_these_subjects_is_tested() -> None:
    subjects = (accounting, evaluating, feedback, looking_back, surveying)
    rules = {one for module in subjects for one in vars(module).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules


@pytest.mark.parametrize(
    ("score", "grade"),
    [(100, Grade.GOOD), (90, Grade.GOOD), (89, Grade.FAIRLY_GOOD), (60, Grade.FAIR),
     (59, Grade.POOR), (0, Grade.POOR)],
)  # fmt: skip
def test_a_grade_begins_at_its_least_score(score: int, grade: Grade) -> None:
    assert load_policy().evaluation.grade(score) is grade


def test_the_shipped_weights_are_those_of_the_published_scale() -> None:
    weights = [terms.weight for terms in load_policy().evaluation.parts.values()]

    assert weights == [15, 15, 60, 10]


def test_a_poor_grade_or_a_low_satisfaction_calls_for_the_talk() -> None:
    scale = load_policy().evaluation

    assert scale.calls_for_talk(Grade.POOR, 100)
    assert scale.calls_for_talk(Grade.GOOD, 59)
    assert not scale.calls_for_talk(Grade.FAIR, 60)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 9), min_size=2), st.integers(1, 5))
def test_no_small_count_is_shown_or_can_be_worked_out(counts: dict[str, int], least: int) -> None:
    shown = suppressed(counts, least)
    hidden = [name for name, n in shown.items() if isinstance(n, str)]

    assert all(shown[name] in (0, f"<{least}") for name, n in counts.items() if n < least)
    assert len(hidden) != 1 or not any(n >= least for n in counts.values())
    assert {n: v for n, v in shown.items() if n not in hidden}.items() <= counts.items()
