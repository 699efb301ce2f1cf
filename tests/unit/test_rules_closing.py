"""Guards of publications, complaints about the group, files and clearing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kernel.words import Text
from rules import archiving, complaining, releasing
from rules.facts import Line
from rules.posts import Post
from tests.support.facts import (
    LIMITS,
    NOW,
    TODAY,
    No,
    Yes,
    actor,
    assert_no,
    assert_yes,
    facts,
    signed,
)


def line(seq: int, **values: Any) -> Line:
    return Line(seq, NOW, 1, values)


SAFE = {name: False for name, _, _ in releasing.QUESTIONS}
TEXT_LINE, LATER_TEXT = line(2, release_text="aa"), line(5, release_text="bb")
ANSWERS = line(3, **SAFE)
RELEASE = {releasing.TEXTS: (TEXT_LINE,), releasing.CHECKS: (ANSWERS,)}
UNSAFE = {**RELEASE, releasing.CHECKS: (line(3, **{**SAFE, "tells_clues": True}),)}
ISSUED = line(2, item="电脑01", count=2)
BACK = line(3, item="电脑01", given_back=1, destroyed=1)
BOTH = {"item": "电脑01", "counted_by": (1, 2)}
OFFICER = actor(1, Post.OFFICE_STAFF)
DOCUMENT = {"title": "决定", "document": "decision", "grade": "internal", "retention": "permanent"}

YES: list[Yes] = [
    (releasing.it_is_a_milestone_that_may_be_published, facts(fields={"milestone": "feedback"})),
    (releasing.there_is_a_text_to_release, facts(lines=RELEASE)),
    (releasing.the_five_questions_are_answered, facts(lines=RELEASE)),
    (releasing.no_question_is_answered_with_yes, facts(lines=RELEASE)),
    (releasing.the_checker_did_not_answer, facts(signoffs=(signed(releasing.ANSWERED, 2),))),
    (
        releasing.the_published_text_is_the_approved_one,
        facts(lines=RELEASE, inputs={"published_text": "aa"}),
    ),
    (
        complaining.who_answers_did_not_look_into_it,
        facts(signoffs=(signed(complaining.LOOKED_INTO, 2),)),
    ),
    (
        complaining.the_complaint_is_about_others,
        facts(signoffs=(signed(complaining.ABOUT, 9, about=2),)),
    ),
    (archiving.what_is_permanent_is_kept_for_good, facts(inputs={"documents": (DOCUMENT,)})),
    (archiving.documents_are_listed, facts(lines={archiving.DOCUMENTS: (line(2),)})),
    (archiving.the_file_is_checked_by_another, facts(signoffs=(signed("filed", 2),))),
    (archiving.the_file_is_not_on_hold, facts()),
    (archiving.the_file_is_on_hold, facts(fields={"held_since": TODAY})),
    (
        archiving.the_second_signer_is_another,
        facts(signoffs=(signed(archiving.DESTRUCTION, 2),)),
    ),
    (
        archiving.two_people_signed_the_destruction,
        facts(signoffs=(signed(archiving.DESTRUCTION, 1), signed(archiving.DESTRUCTION, 2))),
    ),
    (archiving.the_review_is_later, facts(inputs={"review_on": date(2030, 1, 1)})),
    (archiving.two_people_counted_each_line, facts(inputs={"issued": (BOTH,)})),
    (archiving.what_was_issued_is_listed, facts(lines={archiving.ISSUED: (ISSUED,)})),
    (
        archiving.every_line_is_settled,
        facts(lines={archiving.ISSUED: (ISSUED,), archiving.RETURNED: (BACK,)}),
    ),
]
NO: list[No] = [
    (releasing.it_is_a_milestone_that_may_be_published, facts(fields={"milestone": "other"}), ()),
    (releasing.there_is_a_text_to_release, facts(), ()),
    (releasing.the_five_questions_are_answered, facts(), ()),
    (
        releasing.the_five_questions_are_answered,
        facts(lines={**RELEASE, releasing.TEXTS: (TEXT_LINE, LATER_TEXT)}),
        (),
    ),
    (
        releasing.no_question_is_answered_with_yes,
        facts(lines=UNSAFE),
        (Text("是否泄露问题线索", "Does it tell of clues"),),
    ),
    (
        releasing.the_checker_did_not_answer,
        facts(signoffs=(signed(releasing.ANSWERED, 1),)),
        (),
    ),
    (
        releasing.the_published_text_is_the_approved_one,
        facts(lines=RELEASE, inputs={"published_text": "bb"}),
        (),
    ),
    (
        complaining.who_answers_did_not_look_into_it,
        facts(signoffs=(signed(complaining.LOOKED_INTO, 1),)),
        (),
    ),
    (
        complaining.the_complaint_is_about_others,
        facts(signoffs=(signed(complaining.ABOUT, 9, about=1),)),
        (),
    ),
    (
        archiving.what_is_permanent_is_kept_for_good,
        facts(inputs={"documents": ({**DOCUMENT, "retention": "short"},)}),
        ("决定",),
    ),
    (archiving.documents_are_listed, facts(), ()),
    (archiving.the_file_is_checked_by_another, facts(signoffs=(signed("filed", 1),)), ()),
    (archiving.the_file_is_not_on_hold, facts(fields={"held_since": TODAY}), ()),
    (archiving.the_file_is_on_hold, facts(), ()),
    (
        archiving.the_second_signer_is_another,
        facts(OFFICER, signoffs=(signed(archiving.DESTRUCTION, 1),)),
        (),
    ),
    (
        archiving.two_people_signed_the_destruction,
        facts(signoffs=(signed(archiving.DESTRUCTION, 1),)),
        (),
    ),
    (archiving.the_review_is_later, facts(inputs={"review_on": TODAY}), ()),
    (
        archiving.two_people_counted_each_line,
        facts(inputs={"returned": (BOTH, {**BOTH, "counted_by": (1, 1)})}),
        ("2",),
    ),
    (archiving.what_was_issued_is_listed, facts(), ()),
    (archiving.every_line_is_settled, facts(lines={archiving.ISSUED: (ISSUED,)}), ("电脑01 +2",)),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_rule_says_yes(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_rule_says_no_and_names_what_is_missing(case: No) -> None:
    assert_no(case)


def test_a_file_is_kept_as_long_as_the_document_that_is_kept_longest() -> None:
    filed = date(2024, 2, 29)

    assert archiving.review_day(("short", "long"), filed, LIMITS) == date(2054, 2, 28)
    assert archiving.review_day(("short",), filed, LIMITS) == date(2034, 2, 28)
    assert archiving.review_day(("long", "permanent"), filed, LIMITS) is None
