"""The life cycle of an inspector 人才: nominated, vetted, in the pool (B01, B06, §4.10).

What somebody does in a round is their secondment (`states/secondment.py`). A further thing the pool
knows of people is one field in `_PROFILE`.
"""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Text
from rules import pool
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, number, reference, text, yes_no
from states.inspector_words import Education, Event, Origin, Pool, Rank, State

__all__ = ["INSPECTOR", "Education", "Event", "Origin", "Pool", "Rank", "State"]

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
