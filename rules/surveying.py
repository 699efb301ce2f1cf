"""Surveys in which nobody is recognised: their questions and guards. Rows E23, §7 row 10."""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts
from rules.rule import rule

QUESTIONS = (
    ("manner", Text("语气态度", "Manner")),
    ("discipline", Text("遵守纪律", "Discipline")),
    ("work", Text("工作质量", "Work")),
)
"""What the unit is asked about the group; manner is E23."""
ANSWERS = (
    ("good", Text("好", "Good")),
    ("fair", Text("一般", "Fair")),
    ("poor", Text("差", "Poor")),
)


@rule(
    "每一问的答卷都须达到规定的最低份数，否则会认出答卷人；不足的有：{missing}。",
    "Too few answers would show who gave them: {missing}.",
    row="E23, §7 row 10",
    form=True,
)
def every_question_is_answered_by_enough(facts: Facts) -> tuple[Text, ...]:
    """Every question, the group's manner among them, is answered by enough people."""
    least = facts.limit("survey_answers")
    return tuple(
        label
        for question, label in QUESTIONS
        if sum(facts.inputs.get(f"{question}_{answer}") or 0 for answer, _ in ANSWERS) < least
    )
