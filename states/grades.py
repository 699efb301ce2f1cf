"""Asking for the grade of a document or a piece of evidence (§7 row 1).

A further form that lists things with a grade takes these fields, and the guards of
`rules/grading.py`.
"""

from __future__ import annotations

from dataclasses import replace

from rules.grades import Grade
from states.inputs import choice, number

GRADED = (
    choice("grade", "密级", "Grade", Grade, stored=False),
    number(
        "grade_years", "保密期限（年，仅国家秘密）", "For how many years (state secrets)",
        required=False, stored=False,
    ),
)  # fmt: skip
"""The grade of each thing that is listed."""
OWN_GRADE = (replace(GRADED[0], required=False), GRADED[1])
"""The grade where it may be left out: then it is that of the case."""
