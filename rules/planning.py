"""Guards of terms, annual plans, and of a round's place in them. Rows A01 to A04, A08, A13.

A further guard is one function with `@rule`; what it may ask about plans is in `rules/plans.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kernel.words import Text
from rules.facts import Facts, Need
from rules.plans import named_units
from rules.posts import OFFICE, Post
from rules.rule import rule

_IN_FORCE = ("in_force", "revising", "revision_approved")


def _rows(facts: Facts, name: str) -> Iterable[Mapping[str, Any]]:
    found: Iterable[Mapping[str, Any]] = facts.inputs.get(name) or ()
    return found


def _twice(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code, count in Counter(codes).items() if count > 1)


@rule("任期届满须晚于开始。", "The term must end after it begins.", row="A01", form=True)
def it_ends_after_it_begins(facts: Facts) -> bool:
    """The last day lies after the first."""
    first, last = facts.fields.get("first_day"), facts.fields.get("last_day")
    return first is not None and last is not None and first < last


@rule(
    "下列代码的单位尚未登记，请先导入单位：{missing}。",
    "No unit is registered under these codes, import the units first: {missing}.",
    row="A03",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def listed_units_are_registered(facts: Facts) -> tuple[str, ...]:
    """Every listed unit is in the directory."""
    listed = (row["unit"] for row in _rows(facts, "units"))
    return tuple(dict.fromkeys(code for code in listed if code not in facts.plans.units))


@rule(
    "下列单位重复列入：{missing}。",
    "These units are listed twice: {missing}.",
    row="A01",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def units_are_listed_once(facts: Facts) -> tuple[str, ...]:
    """No unit counts twice in the universe."""
    listed = [row["unit"] for row in _rows(facts, "units")]
    return _twice([*listed, *(one for one in facts.plans.universe or () if one in set(listed))])


@rule(
    "该单位不在本届应巡单位之内。",
    "This unit is not in the universe of the term.",
    row="A01",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def the_unit_is_of_the_term(facts: Facts) -> bool:
    """Only a unit that is to be inspected can be closed."""
    return facts.inputs.get("unit") in (facts.plans.universe or {})


@rule(
    "合并的，须写明并入本届哪个单位。",
    "Of a merger, say into which other unit of the term.",
    row="A01",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def a_merger_names_its_unit(facts: Facts) -> bool:
    """A merged unit lives on in another unit of the universe."""
    if facts.inputs.get("ending") != "merged":
        return True
    into = facts.inputs.get("into")
    return into != facts.inputs.get("unit") and into in (facts.plans.universe or {})


@rule(
    "应巡单位尚未列入。",
    "No unit is listed yet.",
    row="A01",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
)
def the_universe_is_listed(facts: Facts) -> bool:
    """A term has units to be inspected."""
    return bool(facts.plans.universe)


@rule("计划尚无条目。", "The plan has no lines yet.", row="A04", cured_by=OFFICE)
def a_plan_is_drafted(facts: Facts) -> bool:
    """There is a version to decide on."""
    return facts.fields.get("drafted") is not None


@rule(
    "还有年度计划没有结算或撤销。",
    "Some annual plans are neither settled nor dropped.",
    row="A02",
    needs=(Need.FAMILY,),
    cured_by=(Post.DIRECTOR, Post.LG_LEADER),
)
def every_annual_plan_is_settled(facts: Facts) -> bool:
    """A term ends after its years are settled."""
    return facts.count_outside("annual_plan", "settled", "dropped") == 0


@rule("本月进度已预警。", "The pace of this month was told already.", row="A01",
      needs=(Need.LINES,))  # fmt: skip
def the_month_is_not_told_yet(facts: Facts) -> bool:
    """One warning a month."""
    told = {line.values.get("month") for line in facts.lines.get("pace", ())}
    return facts.inputs.get("month") not in told


@rule(
    "年度不在本届任期之内。",
    "The year does not lie in the term.",
    row="A04",
    needs=(Need.PARENT,),
    form=True,
)
def the_year_lies_in_the_term(facts: Facts) -> bool:
    """An annual plan belongs to a year of its term."""
    year, term = facts.fields.get("year"), facts.parent
    if term is None or year is None:
        return False
    return bool(term.fields["first_day"].year <= year <= term.fields["last_day"].year)


@rule(
    "该年度已有计划，请在原计划上调整。",
    "This year has a plan already: revise that one.",
    row="A04",
    needs=(Need.PLANS,),
    form=True,
)
def the_year_has_one_plan(facts: Facts) -> bool:
    """One plan a year; changes are versions of it."""
    return facts.fields.get("year") not in facts.plans.years


@rule(
    "下列条目编号重复：{missing}。",
    "These line numbers are there twice: {missing}.",
    row="A04",
    cured_by=OFFICE,
    form=True,
)
def lines_are_told_apart(facts: Facts) -> tuple[str, ...]:
    """A round can name one line of a plan."""
    return _twice(row["line"] for row in _rows(facts, "lines"))


@rule(
    "下列点名单位不在本届应巡单位之内：{missing}。",
    "These named units are not in the universe of the term: {missing}.",
    row="A03",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def named_units_are_of_the_term(facts: Facts) -> tuple[str, ...]:
    """What is named in a plan is to be inspected in the term."""
    named = (code for row in _rows(facts, "lines") for code in named_units(row.get("units")))
    return tuple(dict.fromkeys(code for code in named if code not in (facts.plans.universe or {})))


@rule(
    "下列条目的数量少于点名的单位：{missing}。",
    "On these lines the number is smaller than the units named: {missing}.",
    row="A02",
    cured_by=OFFICE,
    form=True,
)
def quotas_cover_the_named_units(facts: Facts) -> tuple[str, ...]:
    """A line counts at least the units it names."""
    return tuple(
        row["line"] for row in _rows(facts, "lines")
        if row["quota"] < len(set(named_units(row.get("units"))))
    )  # fmt: skip


@rule(
    "数量不打折扣。下列类别比施行中的计划少了，须写明理由：{missing}。",
    "Numbers are not discounted. These types shrink against the plan in force, say why: {missing}.",
    row="A02",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def no_number_is_discounted(facts: Facts) -> tuple[str, ...]:
    """A revision lowers the number of no type of unit without a reason."""
    if facts.inputs.get("discount_reason"):
        return ()
    asked: Counter[str] = Counter()
    for row in _rows(facts, "lines"):
        asked[row["unit_type"]] += row["quota"]
    return tuple(kind for kind, number in facts.plans.holds.items() if asked[kind] < number)


@rule(
    "本届规划尚未施行。",
    "The plan of the term is not in force yet.",
    row="A04",
    needs=(Need.PARENT,),
    cured_by=(Post.LG_LEADER, Post.SECRETARY),
)
def the_term_is_in_force(facts: Facts) -> bool:
    """A year is planned within the plan of its term."""
    return facts.parent is not None and facts.parent.state in _IN_FORCE


@rule(
    "数量不打折扣。下列类别未完成，须写明原因：{missing}。",
    "Numbers are not discounted. These types fell short, say why: {missing}.",
    row="A02",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
    form=True,
)
def numbers_are_reached(facts: Facts) -> tuple[str, ...]:
    """A year is settled when every number is reached, or with the reason."""
    if facts.inputs.get("shortfall_reason"):
        return ()
    reached = facts.plans.reached
    return tuple(
        f"{kind} {reached.get(kind, 0)}/{number}"
        for kind, number in facts.plans.holds.items() if reached.get(kind, 0) < number
    )  # fmt: skip


@rule(
    "本年度计划已施行，本轮须对应其中一条（修改方案时填写）：{missing}。",
    "The year's plan is in force: have the round name one of its lines (by revising): {missing}.",
    row="A04",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
)
def the_plan_line_holds(facts: Facts) -> tuple[Text, ...]:
    """Where the year has a plan in force, a round belongs to a line of it."""
    start, plans = facts.fields.get("on_site_start"), facts.plans
    if start is None or start.year not in plans.years:
        return ()
    if facts.fields.get("plan_line") in plans.lines:
        return ()
    if not plans.lines:
        return (Text("（计划无条目）", "(the plan has no lines)"),)
    return tuple(Text(line, line) for line in plans.lines)


@rule(
    "下列单位不在本届应巡单位之内，也不是由其中单位延伸：{missing}。",
    "These units are not in the universe of the term, nor extended to from it: {missing}.",
    row="A03, A08",
    needs=(Need.PLANS,),
    cured_by=OFFICE,
)
def units_are_of_the_term(facts: Facts) -> tuple[str, ...]:
    """Where a term is in force, a round inspects units of its universe (A03)."""
    plans = facts.plans
    if plans.universe is None:
        return ()
    return tuple(plans.name(stay.unit) for stay in plans.stays if not plans.covers(stay))


@rule(
    "不赶进度：下列单位的驻点时间短于规定，须写明理由：{missing}。",
    "Not rushed: the stays at these units are shorter than allowed, say why: {missing}.",
    row="A13, D02",
    needs=(Need.PLANS,),
    cured_by=(*OFFICE, Post.LG_LEADER),
    form=True,
)
def stays_are_long_enough(facts: Facts) -> tuple[Text, ...]:
    """Each stay is as long as its mode asks for, or the approval says why not."""
    if facts.inputs.get("short_stay_reason"):
        return ()
    plans = facts.plans
    return tuple(
        Text(f"{plans.name(one.unit)}（至少到 {one.earliest_end}）",
             f"{plans.name(one.unit)} (until {one.earliest_end})")
        for one in plans.stays if one.end < one.earliest_end
    )  # fmt: skip
