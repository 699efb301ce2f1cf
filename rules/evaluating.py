"""How rectification is evaluated: parts, weights, grades. Rows K06, K15.

The numbers are in `config/evaluation.toml`; a further part is a member of `Part` and its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kernel.words import Labelled, Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

WHOLE = 100
"""What the weights of all parts add up to, and the highest score."""


class Part(Labelled):
    """What an evaluation is made of (K06)."""

    ORGANISATION = "organisation", "组织领导", "Leadership"
    DUTY = "duty", "责任落实", "Duties carried out"
    RESULTS = "results", "整改成效", "Results"
    SATISFACTION = "satisfaction", "群众满意度", "Satisfaction"


class Grade(Labelled):
    """The grades, best first; what the office calls them is in its policy (domain §8)."""

    GOOD = "good", "好", "Good"
    FAIRLY_GOOD = "fairly_good", "较好", "Fairly good"
    FAIR = "fair", "一般", "Fair"
    POOR = "poor", "差", "Poor"


class Answer(Labelled):
    """What somebody answers who is asked about the rectification."""

    SATISFIED = "satisfied", "满意", "Satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied", "基本满意", "Fairly satisfied"
    DISSATISFIED = "dissatisfied", "不满意", "Dissatisfied"


NO_OPINION = "no_opinion"
"""The answer that counts for nothing."""


@dataclass(frozen=True, slots=True)
class PartTerms:
    """One part of the evaluation: its name and its weight."""

    label: Text
    weight: int


@dataclass(frozen=True, slots=True)
class GradeTerms:
    """One grade: its name and the least score it takes."""

    label: Text
    least: int


@dataclass(frozen=True, slots=True)
class Scale:
    """The office's scale of evaluation."""

    parts: Mapping[Part, PartTerms] = field(default_factory=dict)
    grades: Mapping[Grade, GradeTerms] = field(default_factory=dict)
    answers: Mapping[Answer, int] = field(default_factory=dict)
    talk_grade: Grade = Grade.POOR
    """A grade of this or below brings the talk with the head (K15)."""
    talk_satisfaction: int = 0
    """A satisfaction below this does so, too."""

    def satisfaction(self, counts: Mapping[str, int]) -> int | None:
        """Return the satisfaction in per cent; None where nobody had an opinion."""
        known = {answer: counts.get(answer.value, 0) for answer in Answer}
        total = sum(known.values())
        if not total:
            return None
        return _rounded(sum(n * self.answers[answer] for answer, n in known.items()), total)

    def score(self, scores: Mapping[str, int]) -> int:
        """Return the weighted score, 0 to 100, of the scores of the parts."""
        weighted = sum(scores[part.value] * terms.weight for part, terms in self.parts.items())
        return _rounded(weighted, WHOLE)

    def grade(self, score: int) -> Grade:
        """Return the grade that `score` takes."""
        return next(grade for grade, terms in self.grades.items() if score >= terms.least)

    def calls_for_talk(self, grade: Grade, satisfaction: int | None) -> bool:
        """Say whether the head is to be talked to (K15)."""
        order = list(Grade)
        low = order.index(grade) >= order.index(self.talk_grade)
        return low or (satisfaction is not None and satisfaction < self.talk_satisfaction)


def _rounded(part: int, whole: int) -> int:
    """Return the quotient as a whole number, a half rounded up."""
    return (2 * part + whole) // (2 * whole)


@rule(
    "答卷太少，会认出答卷人：份数须达到规定的最低数，请补测后再登记。",
    "Too few answers would show who gave them: survey more people first.",
    row="K06, §7 row 15",
    form=True,
)
def enough_people_answered(facts: Facts) -> bool:
    """So many people answered that none of them can be recognised."""
    answers = sum(facts.inputs.get(name) or 0 for name in (*Answer, NO_OPINION))
    known = sum(facts.inputs.get(name) or 0 for name in Answer)
    return answers >= facts.limit("survey_answers") and known > 0


@rule(
    "尚未登记满意度测评，登记后才能评估。",
    "The survey of satisfaction is not recorded yet.",
    row="K06",
    cured_by=(Post.SUPERVISOR, *OFFICE),
)
def satisfaction_is_surveyed(facts: Facts) -> bool:
    """People were asked whether they are satisfied."""
    return facts.fields.get(Answer.SATISFIED.value) is not None


@rule(
    "单位的整改报告尚未审核通过，不合格的退回重报，通过后才能评估。",
    "The unit's report of its rectification is not accepted yet.",
    row="K21",
    needs=(Need.FAMILY,),
    cured_by=(Post.UNIT_HEAD, *OFFICE),
)
def the_report_of_the_unit_is_accepted(facts: Facts) -> bool:
    """The unit has reported its rectification, and the report was good enough."""
    return facts.count("rectification_report", "accepted") > 0
