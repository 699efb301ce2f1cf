"""Guards about the subjects of an assignment and the share of the key few heard. Rows D03, D04.

Subjects are counted by their place in the book `subjects`. Which tiers are the key few is
`KEY_FEW`; how many of them must be heard is a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts, Need
from rules.methods import Method
from rules.posts import Post
from rules.rule import rule

KEY_FEW = frozenset({"head", "leadership", "middle", "key_post"})
"""Tiers that the supervision looks at first: leadership, section chiefs, key posts."""

_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)
_WHOLE = 100

Rows = Iterable[Mapping[str, Any]]


def heard(activities: Rows) -> frozenset[int]:
    """Return the numbers of the subjects with whom an interview was held."""
    return frozenset(
        int(row["subject"])
        for row in activities
        if row["method"] == Method.INTERVIEW and row.get("subject")
    )


def _listed(facts: Facts) -> tuple[Mapping[str, Any], ...]:
    return tuple(line.values for line in facts.lines.get("subjects", ()))


@rule(
    "巡察对象尚未列出，请先列明班子及其成员等岗位。",
    "The subjects are not listed: list the leadership and its members by position.",
    row="D03",
    needs=(Need.LINES,),
    cured_by=_LEADS,
)
def the_subjects_are_listed(facts: Facts) -> bool:
    """The group knows whom the inspection concerns before it enters."""
    return len(_listed(facts)) >= facts.limit("least_subjects")


@rule(
    "下列岗位已在巡察对象中：{missing}。",
    "These positions are among the subjects already: {missing}.",
    row="D03",
    needs=(Need.LINES,),
    form=True,
)
def each_subject_is_listed_once(facts: Facts) -> tuple[str, ...]:
    """Nobody is counted twice."""
    seen = {str(row["position"]) for row in _listed(facts)}
    twice: dict[str, None] = {}
    for row in facts.inputs["subjects"]:
        if row["position"] in seen:
            twice[row["position"]] = None
        seen.add(row["position"])
    return tuple(twice)


@rule(
    "巡察对象中没有这些序号：{missing}。",
    "There are no subjects with these numbers: {missing}.",
    row="D03",
    needs=(Need.LINES,),
    form=True,
)
def interviews_name_listed_subjects(facts: Facts) -> tuple[str, ...]:
    """An interview that names a subject names one of the list."""
    most = len(_listed(facts))
    rows: Rows = facts.inputs.get("activities") or facts.inputs.get("interviews") or ()
    named = (row["subject"] for row in rows if row.get("subject") is not None)
    return tuple(str(number) for number in named if not 1 <= number <= most)


@rule(
    "“关键少数”谈话覆盖率还未达到要求：{missing}。",
    "Too few of the key few have been interviewed: {missing}.",
    row="D04",
    needs=(Need.LINES,),
    cured_by=_LEADS,
)
def the_key_few_are_heard(facts: Facts) -> tuple[Text, ...]:
    """The share of the key few that policy asks for has been interviewed."""
    key = {n for n, row in enumerate(_listed(facts), 1) if row["tier"] in KEY_FEW}
    done = len(key & heard(line.values for line in facts.lines.get("activities", ())))
    least = facts.limit("key_few_share")
    if done * _WHOLE >= len(key) * least:
        return ()
    return (
        Text(
            f"{len(key)} 人已谈 {done} 人，要求 {least}%",
            f"{done} of {len(key)}, {least} per cent are asked for",
        ),
    )
