"""Guards of material requests: list, period, supply, return. Rows C06, D12, E06, H13, §4.6.

A further demand is a rule here and its name in `states/material_request.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts, Line, Need
from rules.pairs import is_pair
from rules.posts import Post
from rules.rule import rule
from rules.workdays import add_months

SETTLED = ("closed", "refused_recorded", "superseded")
"""States of a material request in which nothing is open any more."""

_YEAR = 12
_UNIT = (Post.UNIT_HEAD, Post.UNIT_LIAISON)


def _entered(facts: Facts, name: str) -> tuple[Mapping[str, Any], ...]:
    lines: tuple[Mapping[str, Any], ...] = facts.inputs.get(name) or ()
    return lines


def _listed(facts: Facts) -> tuple[Mapping[str, Any], ...]:
    return tuple(line.values for line in facts.lines.get("items", ()))


def _supplied(facts: Facts) -> dict[int, int]:
    """Return how many copies of each item of the list have been handed in, this time included."""
    found: dict[int, int] = {}
    handed_in: Iterable[Mapping[str, Any]] = (
        *(line.values for line in facts.lines.get("supplies", ())),
        *_entered(facts, "supplies"),
    )
    for row in handed_in:
        found[row["item"]] = found.get(row["item"], 0) + row["copies"]
    return found


@rule(
    "下列材料早于规定的回溯期限，须写明例外理由：{missing}。",
    "These materials are older than the look-back window, give the reason: {missing}.",
    row="C06",
    form=True,
)
def the_list_is_within_the_look_back(facts: Facts) -> tuple[str, ...]:
    """The group asks for the last years only, or says why it goes further back."""
    if facts.fields.get("exception_reason"):
        return ()
    first = add_months(facts.today, -_YEAR * facts.limit("look_back_years"))
    return tuple(row["what"] for row in _entered(facts, "items") if row["period_from"] < first)


@rule(
    "下列材料的起止时间颠倒：{missing}。",
    "These periods end before they begin: {missing}.",
    row="C06",
    form=True,
)
def each_period_is_in_order(facts: Facts) -> tuple[str, ...]:
    """A period begins before it ends."""
    return tuple(
        row["what"] for row in _entered(facts, "items") if row["period_to"] < row["period_from"]
    )


@rule(
    "下列材料须写明份数，至少一份：{missing}。",
    "Say how many copies are wanted, at least one: {missing}.",
    row="E06, §4.6",
    form=True,
)
def copies_are_counted(facts: Facts) -> tuple[str, ...]:
    """Each line of a list says how many copies are wanted."""
    return tuple(row["what"] for row in _entered(facts, "items") if not row["copies"])


@rule(
    "调阅清单上没有这些序号：{missing}。",
    "The list has no items with these numbers: {missing}.",
    row="E06",
    needs=(Need.LINES,),
    form=True,
)
def only_listed_items_are_named(facts: Facts) -> tuple[str, ...]:
    """What is handed in or copied stands on the list."""
    most = len(_listed(facts))
    rows = (*_entered(facts, "supplies"), *_entered(facts, "copies_made"))
    return tuple(str(row["item"]) for row in rows if not 1 <= row["item"] <= most)


@rule(
    "下列材料尚未提供齐全：{missing}。",
    "These materials have not been handed in completely: {missing}.",
    row="C02, §4.6",
    needs=(Need.LINES,),
    cured_by=_UNIT,
    form=True,
)
def everything_is_handed_in(facts: Facts) -> tuple[str, ...]:
    """Each item of the list is there with all its copies."""
    supplied = _supplied(facts)
    return tuple(
        row["what"]
        for number, row in enumerate(_listed(facts), 1)
        if supplied.get(number, 0) < row["copies"]
    )


@rule(
    "提供材料须附主要负责人“真实、完整”的承诺。",
    "Materials come with the head's declaration that they are true and complete.",
    row="D12",
    cured_by=_UNIT,
    form=True,
)
def truth_is_declared(facts: Facts) -> bool:
    """The unit vouches for what it hands in."""
    return facts.inputs.get("truthful") is True


@rule(
    "归还原件须由本组两名不同人员共同办理，请填写另一名在场的本组人员。",
    "Originals are given back by two different people of the group: name the other one.",
    row="§4.6",
    needs=(Need.ROSTER,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_LIAISON),
    form=True,
)
def two_people_return_it(facts: Facts) -> bool:
    """Whoever gives originals back has a second person of the group beside them."""
    return is_pair(facts)


@rule(
    "下列材料是原件，须先归还再办结：{missing}。",
    "These are originals, give them back first: {missing}.",
    row="§4.6",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_MEMBER),
)
def no_original_is_kept(facts: Facts) -> tuple[str, ...]:
    """A request whose list asked for originals ends with their return."""
    if facts.state == "returned":
        return ()
    return tuple(row["what"] for row in _listed(facts) if row["form"] == "original")


@rule(
    "还有调阅未办结：{missing}。请办结，或写明保留的理由。",
    "Material requests are open: {missing}. Settle them, or give the reason.",
    row="C02, §4.2",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def every_request_is_settled(facts: Facts) -> tuple[Text, ...]:
    """The group wraps up with no open request, or with the reason why one stays open."""
    left = facts.count_outside("material_request", *SETTLED)
    if not left or facts.inputs.get("requests_reason"):
        return ()
    return (Text(f"{left} 件", f"{left}"),)


def _earlier(facts: Facts) -> tuple[Line, ...]:
    """Return the lines of the earlier versions of the template that is imported."""
    return tuple(
        line
        for line in facts.lines.get("material_templates", ())
        if line.values["unit_type"] == facts.inputs["unit_type"]
    )


@rule(
    "修订已有的材料清单模板，须写明修改内容（--changed）。",
    "A new version of a template says what changed (--changed).",
    row="H13",
    needs=(Need.LINES,),
    form=True,
)
def a_revised_template_says_what_changed(facts: Facts) -> bool:
    """Whoever uses a template can tell how a version differs from the one before."""
    return not _earlier(facts) or bool(facts.inputs.get("changed"))


@rule(
    "新模板的施行日期不能早于上一版。",
    "A template cannot take effect before the version it follows.",
    row="H13",
    needs=(Need.LINES,),
    form=True,
)
def templates_follow_one_another(facts: Facts) -> bool:
    """Versions of a template hold one after the other."""
    begins = facts.inputs["effective_from"].isoformat()
    return all(line.values["effective_from"] <= begins for line in _earlier(facts))
