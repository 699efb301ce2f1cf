"""Guards of grades: what is filed or listed bears a grade that this host may hold (§7 row 1).

A further form that asks for a grade takes these guards; the grades are in `rules/grades.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts
from rules.grades import YEARS, Grade, rank, years_fit
from rules.rule import rule

NOT_HERE = Text(
    "本系统未获准存放{grade}材料，不得录入、上传。请立即停止录入，把材料移到经保密部门核准的系统保管，"
    "并告知安全保密管理员；这里只登记不涉密的目录。",
    "This host is not accredited for {grade} material: no classified upload. Stop entering it, keep"
    " it in a system that is accredited, and tell the security administrator; list here only what"
    " is not secret.",
)
"""What is said wherever something is too secret for this host."""


def not_here(grade: Grade) -> Text:
    """Return the sentence that refuses what has `grade`."""
    label = grade.label
    return Text(NOT_HERE.zh.format(grade=label.zh), NOT_HERE.en.format(grade=label.en.lower()))


def _graded(facts: Facts) -> Iterator[tuple[Text, Mapping[str, Any]]]:
    """Give what is entered with a grade of its own: the form itself, or each row of it."""
    if facts.inputs.get("grade") is not None:
        yield Text("本件", "this one"), facts.inputs
    for rows in facts.inputs.values():
        for number, row in enumerate(rows if isinstance(rows, tuple) else (), 1):
            if isinstance(row, Mapping) and row.get("grade") is not None:
                yield Text(f"第 {number} 行", f"row {number}"), row


@rule(
    "本系统未获准存放这一密级的材料，不得录入、上传；请按保密规定另行保管，只登记不涉密的目录：{missing}。",
    "This host is not accredited for that grade: no classified upload, keep it elsewhere;"
    " list here only what is not secret: {missing}.",
    row="§7 row 1",
    form=True,
)
def the_host_may_hold_it(facts: Facts) -> tuple[Text, ...]:
    """Nothing is graded higher than the host is accredited for."""
    most = facts.limit("host_grade")
    return tuple(where for where, one in _graded(facts) if rank(one["grade"]) > most)


@rule(
    "保密期限只用于绝密、机密、秘密，且不超过各自的最长年限，请改正：{missing}。",
    "Years go with state secrets only, and no more than each may have; mend: {missing}.",
    row="§7 row 1",
    form=True,
)
def the_years_fit_the_grade(facts: Facts) -> tuple[Text, ...]:
    """A mark holds for no more years than the law allows its grade."""
    limits = {name: facts.limit(name) for name in YEARS.values()}
    return tuple(
        where
        for where, one in _graded(facts)
        if not years_fit(Grade(one["grade"]), one.get("grade_years"), limits)
    )


MAY_BE_HERE = (the_host_may_hold_it, the_years_fit_the_grade)
"""What every form guards that asks for a grade."""
