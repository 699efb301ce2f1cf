"""How rectification is evaluated: parts, weights, grades. Rows K06, K15, §7 row 15.

The numbers are in `config/evaluation.toml`; a further part is a member of `Part` and its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kernel.words import Labelled, Text

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
    least_cell: int = 0
    """Counts below this are hidden in every output (§7 row 15)."""
    least_answers: int = 0
    """So many answers a survey needs."""

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


def suppressed(counts: Mapping[str, int], least: int) -> dict[str, int | None]:
    """Return counts with the small ones hidden (None), so that none can be worked out (§7 row 15).

    Where one count alone would be hidden, the next smallest is hidden with it: from the total and
    the others it could be worked out else. A count of nobody is no person and stays.

    Example:
        >>> suppressed({"satisfied": 40, "fairly_satisfied": 9, "dissatisfied": 1}, 3)
        {'satisfied': 40, 'fairly_satisfied': None, 'dissatisfied': None}
    """
    small = {name for name, n in counts.items() if 0 < n < least}
    if len(small) == 1:
        others = [name for name, n in counts.items() if n >= least]
        small |= set(sorted(others, key=lambda name: counts[name])[:1])
    return {name: None if name in small else n for name, n in counts.items()}
