"""Reads `evaluation.toml`: weights, grades, satisfaction, and when the head is talked to.

A new key of the file is read here and is a field of `rules.evaluating.Scale`.
"""

from __future__ import annotations

from itertools import pairwise

from config.reading import Sheet
from rules.evaluating import WHOLE, Answer, Grade, GradeTerms, Part, PartTerms, Scale


def read_evaluation(sheet: Sheet) -> Scale:
    """Return the office's scale; what is wrong is noted on `sheet`."""
    parts = _parts(sheet.table("parts"))
    grades = _grades(sheet.table("grades"))
    said = sheet.table("answers")
    answers = {answer: said.whole(answer.value, 0, WHOLE) for answer in Answer}
    said.close()
    talk = sheet.table("talk")
    grade, satisfaction = talk.member("grade", Grade), talk.whole("satisfaction", 0, WHOLE)
    talk.close()
    sheet.close()
    return Scale(parts, grades, answers, grade, satisfaction)


def _parts(listed: Sheet) -> dict[Part, PartTerms]:
    found: dict[Part, PartTerms] = {}
    for part in Part:
        one = listed.table(part.value)
        found[part] = PartTerms(one.label(), one.whole("weight", 0, WHOLE))
        one.close()
    listed.close()
    total = sum(terms.weight for terms in found.values())
    if total != WHOLE:
        listed.wrong(
            "weight",
            f"各部分权重之和为 {total}，应为 {WHOLE}；请调整。",
            f"the weights add up to {total}, not {WHOLE}: adjust them.",
        )
    return found


def _grades(listed: Sheet) -> dict[Grade, GradeTerms]:
    found: dict[Grade, GradeTerms] = {}
    for grade in Grade:
        one = listed.table(grade.value)
        found[grade] = GradeTerms(one.label(), one.whole("least", 0, WHOLE))
        one.close()
    listed.close()
    steps = [terms.least for terms in found.values()]
    if steps[-1] != 0 or any(low >= high for high, low in pairwise(steps)):
        listed.wrong(
            "least",
            "各等次的最低分须由高到低，最后一个为 0；请调整。",
            "the least scores must fall from grade to grade, down to 0: adjust them.",
        )
    return found
