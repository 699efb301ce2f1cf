"""The life cycle of an inspector 人才: nominated, vetted, in the pool (B01, B06, §4.10).

What somebody does in a round is their secondment (`states/secondment.py`). A further thing the pool
knows of people is one field in `_PROFILE`.
"""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Labelled, Text
from rules import pool
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, number, reference, text, yes_no


class State(Labelled):
    """Where somebody is on the way into the pool and out of it."""

    NOMINATED = "nominated", "已推荐", "Nominated"
    VETTED = "vetted", "已审查", "Vetted"
    IN_POOL = "in_pool", "在库", "In the pool"
    EXCLUDED = "excluded", "已调出，不再抽调", "Excluded"
    RETIRED = "retired", "已退出", "Retired"
    REJECTED = "rejected", "不予入库", "Not admitted"


class Event(Labelled):
    """What can happen to an inspector."""

    REVISE = "revise", "更新信息", "Revise"
    VET = "vet", "准入审查", "Vet"
    REJECT = "reject", "不予入库", "Reject"
    ADMIT = "admit", "批准入库", "Admit to the pool"
    TAKE_OVER = "take_over", "移入原有人才库人员", "Take over from an earlier pool"
    REVIEW = "review", "年度复核", "Review"
    EXCLUDE = "exclude", "调出人才库", "Exclude from the pool"
    RECORD_TOLD = "record_told", "登记通报情况", "Record who was told"
    COMMEND = "commend", "通报表彰", "Commend"
    RETIRE = "retire", "退出人才库", "Retire"


class Pool(Labelled):
    """Which pool somebody is in (B01)."""

    LEADERS = "leaders", "组长库", "Leader pool"
    TALENTS = "talents", "人才库", "Talent pool"


class Rank(Labelled):
    """The rank of a cadre."""

    COUNTY_CHIEF = "county_chief", "县处级正职", "County division, chief"
    COUNTY_DEPUTY = "county_deputy", "县处级副职", "County division, deputy"
    SECTION_CHIEF = "section_chief", "乡科级正职", "Section, chief"
    SECTION_DEPUTY = "section_deputy", "乡科级副职", "Section, deputy"
    CLERK = "clerk", "科员", "Clerk"


class Origin(Labelled):
    """Where somebody comes from (B02)."""

    DISCIPLINE_COUNTY_DIVISION = (
        "discipline_county_division", "纪委县处级干部", "County-division cadre of the commission",
    )  # fmt: skip
    TOWNSHIP_SECRETARY = "township_secretary", "乡镇党委书记", "Township secretary"
    DISCIPLINE = "discipline", "纪检监察机关", "Discipline commission"
    ORGANISATION = "organisation", "组织部门", "Organisation department"
    AUDIT = "audit", "审计部门", "Audit office"
    FINANCE = "finance", "财政部门", "Finance bureau"
    TOWNSHIP = "township", "乡镇", "Township"
    OTHER = "other", "其他单位", "Another"


class Education(Labelled):
    """What somebody has studied to (B06)."""

    POSTGRADUATE = "postgraduate", "研究生", "Postgraduate"
    BACHELOR = "bachelor", "大学本科", "Bachelor"
    COLLEGE = "college", "大专", "College"
    OTHER = "other", "其他", "Other"


S, E, P = State, Event, Post

# fmt: off
_LG = (P.LG_LEADER, P.LG_MEMBER, P.DIRECTOR)
_PERSON = reference("person_id", FieldType.PERSON, "人员", "Person")
_PROFILE = (
    choice("pool", "人才库类别", "Pool", Pool),
    choice("rank", "级别", "Rank", Rank),
    choice("origin", "来源", "Origin", Origin),
    text("skills", "能力（党务、财务、审计……可多项）", "Skills (several)"),
    choice("education", "学历", "Education", Education, required=False),
    number("birth_year", "出生年份", "Year of birth", required=False, most=2100),
    yes_no("newly_promoted", "新提拔干部", "Newly promoted", required=False),
    yes_no("to_be_promoted", "拟提拔优秀年轻干部", "Promising, to be promoted", required=False),
    text("home_unit", "所在单位代码", "Code of the home unit", required=False),
    number("rounds_before", "启用本系统前参加轮次", "Rounds served before this system",
           required=False, most=99),
)
_BASIS = text("basis", "依据", "Basis")
_REVIEWED = day("reviewed_on", "复核日期", "Reviewed on", today=True)
_TOLD = (
    day("home_told_on", "通报所在单位日期", "Home unit told on"),
    day("organisation_told_on", "通报组织部门日期", "Organisation department told on"),
)
_HONOUR = (
    day("commended_on", "表彰日期", "Commended on", today=True, stored=False),
    text("document", "文号", "Document", stored=False),
    text("merit", "表彰事由", "Merit", stored=False),
)
_ASIDE = (S.NOMINATED, S.VETTED)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((*_ASIDE, S.IN_POOL), E.REVISE, None, OFFICE, guards=(pool.skills_are_known,),
               asks=tuple(replace(one, required=False) for one in _PROFILE)),
    Transition((S.NOMINATED,), E.VET, S.VETTED, OFFICE, asks=(_BASIS,), signs=(Signs("vetted"),),
               guards=(pool.skills_are_known, pool.age_is_within_the_limit,
                       pool.nobody_vets_themselves)),
    Transition(_ASIDE, E.REJECT, S.REJECTED, (*OFFICE, P.LG_LEADER), asks=(REASON,)),
    Transition((S.VETTED,), E.ADMIT, S.IN_POOL, _LG, asks=(_REVIEWED,), signs=(Signs("admitted"),),
               guards=(pool.nobody_vets_themselves, pool.leaders_may_lead)),
    Transition((S.NOMINATED,), E.TAKE_OVER, S.IN_POOL, (*OFFICE, P.CLOCK),
               guards=(pool.skills_are_known, pool.nobody_vets_themselves),
               asks=(_BASIS, _REVIEWED)),
    Transition((S.IN_POOL,), E.REVIEW, None, OFFICE, asks=(_REVIEWED,),
               guards=(pool.nobody_vets_themselves,)),
    Transition((*_ASIDE, S.IN_POOL), E.EXCLUDE, S.EXCLUDED, (P.LG_LEADER, P.CLOCK),
               asks=(REASON,)),
    Transition((S.EXCLUDED,), E.RECORD_TOLD, None, OFFICE, asks=_TOLD),
    Transition((S.IN_POOL,), E.COMMEND, None, _LG, asks=_HONOUR, writes="commendations"),
    Transition((S.IN_POOL, S.EXCLUDED), E.RETIRE, S.RETIRED, OFFICE, asks=(REASON,)),
)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("pool_review", (S.IN_POOL,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,),
             anchor="reviewed_on"),
    Deadline("removal_told", (S.EXCLUDED,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,),
             met_by="home_told_on"),
)
# fmt: on

INSPECTOR: LifeCycle[State, Event] = LifeCycle(
    kind="inspector",
    version=1,
    label=Text("人才库人员", "Inspector"),
    states=State,
    events=Event,
    initial=S.NOMINATED,
    final=(S.RETIRED, S.REJECTED),
    opened_by=(*OFFICE, P.CLOCK),
    details=(_PERSON, *_PROFILE),
    opens_if=(pool.nobody_is_listed_twice, pool.skills_are_known),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
