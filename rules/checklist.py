"""Guards of the checklist of an assignment: every item marked, every problem with its paper.

Rows C01, C11, D14, H10. Marks are lines in the book `checklist`; the last mark of an item counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import Post
from rules.rule import rule

PROBLEM = "problem"
NOT_APPLICABLE = "not_applicable"
_SHOWN = 10


def marks_of(facts: Facts) -> Mapping[str, Mapping[str, Any]]:
    """Return the last mark of each item, by its code."""
    return {line.values["code"]: line.values for line in facts.lines.get("checklist", ())}


@rule(
    "检查清单没有逐项做完，不放过：还差 {missing} 项；用 xuncheng checklist open 查看是哪些。",
    "The checklist is not done: {missing} items are left; xuncheng checklist open lists them.",
    row="C01, H10",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_MEMBER, Post.GROUP_LEADER),
)
def every_item_is_marked(facts: Facts) -> tuple[str, ...]:
    """Each item of the lists taken at the start is checked, not applicable or a problem."""
    left = (facts.fields.get("checklist_items") or 0) - len(marks_of(facts))
    return (str(left),) if left > 0 else ()


@rule(
    "检查清单中下列项目查出问题，但没有对应底稿：{missing}。",
    "These items of the checklist were found to be problems and have no paper: {missing}.",
    row="C01, G01",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_MEMBER, Post.GROUP_LEADER),
)
def every_marked_problem_has_its_paper(facts: Facts) -> tuple[str, ...]:
    """A mark `problem` names the working paper it led to."""
    bare = [
        code
        for code, mark in marks_of(facts).items()
        if mark["mark"] == PROBLEM and not mark.get("paper")
    ]
    return tuple(bare[:_SHOWN])


@rule(
    "标为“不适用”的，须写明理由：{missing}。",
    "Items that do not apply need a reason: {missing}.",
    row="C01",
    form=True,
)
def what_does_not_apply_has_a_reason(facts: Facts) -> tuple[Text, ...]:
    """Nothing is waved through as not applicable."""
    return tuple(
        Text(row["code"], row["code"])
        for row in facts.inputs.get("marks", ())
        if row["mark"] == NOT_APPLICABLE and not row.get("reason")
    )
