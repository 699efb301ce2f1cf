"""Guards of the activity log 12+N: what each line of it must hold, and what is never done. Row E.

What a method demands is in `rules/methods.py`; a further demand is a rule here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts, Need
from rules.methods import FORBIDDEN, LEAST, TERMS, Method, Terms, amount, terms_of
from rules.posts import Post
from rules.rule import rule

_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)
_PAIR = 2

Row = Mapping[str, Any]


def entered(facts: Facts) -> tuple[Row, ...]:
    """Return the lines that are entered with the event."""
    lines: tuple[Row, ...] = facts.inputs.get("activities") or ()
    return lines


def _wrong(facts: Facts, is_wrong: Callable[[Row, Terms], bool]) -> tuple[Text, ...]:
    """Name the lines that are wrong by their number and method."""
    return tuple(
        Text(
            f"第 {number} 行（{Method(line['method']).label.zh}）",
            f"line {number} ({Method(line['method']).label.en})",
        )
        for number, line in enumerate(entered(facts), 1)
        if is_wrong(line, terms_of(line))
    )


@rule(
    "巡察不得有下列行为：{missing}。“六个不能做”任何人不得违反，也不登记为工作。",
    "An inspection never does this: {missing}. The six prohibitions bind everybody.",
    row="E20, E21",
    form=True,
)
def no_method_is_forbidden(facts: Facts) -> tuple[Text, ...]:
    """None of the six prohibited acts is done by anybody."""
    used = {Method(line["method"]) for line in entered(facts)}
    return tuple(method.label for method in Method if method in used & FORBIDDEN)


@rule(
    "须有两名以上本组人员同时在场：{missing}。请填写在场人员。",
    "At least two people of the group must be there: {missing}.",
    row="E03",
    needs=(Need.ROSTER,),
    cured_by=_LEADS,
    form=True,
)
def two_inspectors_were_present(facts: Facts) -> tuple[Text, ...]:
    """Nobody of the group talks with people or looks at places alone."""
    ours = {
        member.person_id
        for member in facts.roster.members
        if member.group_id == facts.scope.group_id
    }
    return _wrong(
        facts,
        lambda line, terms: (
            terms.two_inspectors and len(ours & set(line.get("inspectors", ()))) < _PAIR
        ),
    )


@rule(
    "列席会议须由被巡察单位邀请，请填写邀请的文号或日期：{missing}。",
    "A meeting is attended on the unit's invitation, give its reference: {missing}.",
    row="E08",
    form=True,
)
def the_unit_has_invited(facts: Facts) -> tuple[Text, ...]:
    """Whoever attends a meeting of the unit was invited."""
    return _wrong(facts, lambda line, terms: terms.invitation and not line.get("basis"))


@rule(
    "“批准的其他方式”须填写批准文号和批准机关：{missing}。",
    "Another method needs the reference of its approval and who gave it: {missing}.",
    row="E13",
    cured_by=(Post.LG_LEADER,),
    form=True,
)
def the_other_method_is_approved(facts: Facts) -> tuple[Text, ...]:
    """A method beyond the twelve has been approved, by whom and under which number is known."""
    return _wrong(
        facts,
        lambda line, terms: terms.approval and not (line.get("basis") and line.get("approved_by")),
    )


@rule(
    "咨询知情人不得留下可能暴露来源的信息，请删去地点、时段和依据：{missing}。",
    "Nothing may lead to the person asked: leave out place, hours and reference: {missing}.",
    row="E05",
    form=True,
)
def the_source_stays_protected(facts: Facts) -> tuple[Text, ...]:
    """A line about asking those who know holds nothing from which they could be found."""
    return _wrong(
        facts,
        lambda line, terms: (
            terms.source_protected
            and any(line.get(name) for name in ("place", "from_time", "to_time", "basis"))
        ),
    )


@rule(
    "结束时间须晚于开始时间：{missing}。",
    "The end must lie after the beginning: {missing}.",
    row="E01",
    form=True,
)
def each_activity_ends_after_it_begins(facts: Facts) -> tuple[Text, ...]:
    """An activity with hours has both, in their order."""
    return _wrong(
        facts,
        lambda line, _: (
            bool(line.get("from_time") or line.get("to_time"))
            and not (line.get("from_time") or "24") < (line.get("to_time") or "")
        ),
    )


@rule(
    "下列方式还未达到规定的最少次数：{missing}。",
    "These methods have not been used as often as the office demands: {missing}.",
    row="E01, §4.2",
    needs=(Need.LINES,),
    cured_by=_LEADS,
)
def the_methods_were_used(facts: Facts) -> tuple[Text, ...]:
    """Each method was used as often as policy demands before the group wraps up."""
    used = dict.fromkeys(TERMS, 0)
    for line in facts.lines.get("activities", ()):
        used[Method(line.values["method"])] += amount(line.values)
    return tuple(
        Text(
            f"{method.label.zh}（{used[method]}/{facts.limit(limit)}）",
            f"{method.label.en} ({used[method]}/{facts.limit(limit)})",
        )
        for method, limit in LEAST.items()
        if used[method] < facts.limit(limit)
    )


@rule(
    "下列问题中有小于保护下限的计数，只登记汇总数，请留空：{missing}。",
    "These questions hold a count below the protected size: leave it out: {missing}.",
    row="E09",
    form=True,
)
def no_survey_count_is_too_small(facts: Facts) -> tuple[str, ...]:
    """A count that could show who answered is never stored, nor one that follows from others."""
    least = facts.limit("small_cell")
    blanks: dict[str, int] = {}
    small: dict[str, None] = {}
    for row in facts.inputs.get("answers") or ():
        count = row.get("count")
        if count is None:
            blanks[row["question"]] = blanks.get(row["question"], 0) + 1
        elif 0 < count < least:
            small[row["question"]] = None
    small.update(dict.fromkeys(question for question, left_out in blanks.items() if left_out == 1))
    return tuple(small)
