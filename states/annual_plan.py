"""The life cycle of an annual plan 年度计划: quotas, named units and rounds (A02, A04).

A revision is a new version with its reason; the version before it holds until leading group and
Secretary have approved the new one, and stays readable afterwards.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import planning
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, number, text
from states.meetings import MEETING_FIELDS
from states.plan_words import PLAN_ROWS


class State(Labelled):
    """Where an annual plan is."""

    DRAFT = "draft", "拟制", "Draft"
    APPROVED = "approved", "领导小组已审", "Leading group approved"
    AUTHORISED = "authorised", "书记已审定", "Secretary approved"
    IN_FORCE = "in_force", "施行", "In force"
    REVISING = "revising", "调整中", "Revising"
    REVISION_APPROVED = "revision_approved", "调整已审", "Revision approved"
    SETTLED = "settled", "已结算", "Settled"
    DROPPED = "dropped", "已撤销", "Dropped"


class Event(Labelled):
    """What can happen to an annual plan."""

    DRAFT_LINES = "draft_lines", "拟定条目", "Draft the lines"
    APPROVE = "approve", "领导小组审定", "Approve"
    RETURN = "return", "退回", "Return"
    AUTHORISE = "authorise", "书记审定", "Authorise"
    PUT_IN_FORCE = "put_in_force", "下达施行", "Put in force"
    REVISE = "revise", "调整计划", "Revise"
    WITHDRAW_REVISION = "withdraw_revision", "撤回调整", "Withdraw the revision"
    SETTLE = "settle", "年度结算", "Settle"
    DROP = "drop", "撤销", "Drop"


# fmt: off
S, E, P = State, Event, Post
_SOUND = (planning.lines_are_told_apart, planning.named_units_are_of_the_term,
          planning.quotas_cover_the_named_units)
_LESS = text("discount_reason", "减少数量的理由", "Why a number shrinks", required=False,
             stored=False)
_SHORT = text("shortfall_reason", "未完成的原因", "Why it fell short", required=False)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFT,), E.DRAFT_LINES, None, OFFICE, asks=(PLAN_ROWS,), guards=_SOUND,
               writes="plan_lines", effects=("keep_draft",)),
    Transition((S.REVISING,), E.DRAFT_LINES, None, OFFICE, asks=(_LESS, PLAN_ROWS),
               guards=(*_SOUND, planning.no_number_is_discounted),
               writes="plan_lines", effects=("keep_draft",)),
    Transition((S.DRAFT,), E.APPROVE, S.APPROVED, (P.LG_LEADER,),
               guards=(planning.a_plan_is_drafted, planning.the_term_is_in_force),
               asks=MEETING_FIELDS, signs=(Signs("plan_approved"),), writes="meetings"),
    Transition((S.APPROVED,), E.RETURN, S.DRAFT, (P.SECRETARY, P.LG_LEADER), asks=(REASON,)),
    Transition((S.APPROVED,), E.AUTHORISE, S.AUTHORISED, (P.SECRETARY,),
               asks=MEETING_FIELDS, signs=(Signs("plan_authorised"),), writes="meetings"),
    Transition((S.AUTHORISED,), E.PUT_IN_FORCE, S.IN_FORCE, OFFICE, effects=("put_in_force",)),
    Transition((S.IN_FORCE,), E.REVISE, S.REVISING, OFFICE, asks=(REASON, _LESS, PLAN_ROWS),
               guards=(*_SOUND, planning.no_number_is_discounted),
               writes="plan_lines", effects=("keep_draft",)),
    Transition((S.REVISING,), E.APPROVE, S.REVISION_APPROVED, (P.LG_LEADER,),
               asks=MEETING_FIELDS, signs=(Signs("plan_approved"),), writes="meetings"),
    Transition((S.REVISION_APPROVED,), E.RETURN, S.REVISING, (P.SECRETARY, P.LG_LEADER),
               asks=(REASON,)),
    Transition((S.REVISING, S.REVISION_APPROVED), E.WITHDRAW_REVISION, S.IN_FORCE, OFFICE,
               asks=(REASON,), effects=("drop_draft",)),
    Transition((S.REVISION_APPROVED,), E.AUTHORISE, S.IN_FORCE, (P.SECRETARY,),
               asks=MEETING_FIELDS, signs=(Signs("plan_authorised"),), writes="meetings",
               effects=("put_in_force",)),
    Transition((S.IN_FORCE,), E.SETTLE, S.SETTLED, (P.LG_LEADER, P.DIRECTOR),
               guards=(planning.numbers_are_reached,), asks=(_SHORT,)),
    Transition((S.DRAFT, S.APPROVED, S.AUTHORISED), E.DROP, S.DROPPED, (P.LG_LEADER, P.DIRECTOR),
               asks=(REASON,)),
)
_DUTY = ((P.DIRECTOR,), (P.LG_LEADER,), (P.SECRETARY,))
# fmt: on

ANNUAL_PLAN: LifeCycle[State, Event] = LifeCycle(
    kind="annual_plan",
    version=1,
    label=Text("年度计划", "Annual plan"),
    states=State,
    events=Event,
    initial=S.DRAFT,
    final=(S.SETTLED, S.DROPPED),
    opened_by=OFFICE,
    parent=("term",),
    opens_if=(planning.the_year_lies_in_the_term, planning.the_year_has_one_plan),
    opening_effects=("keep_year_end",),
    details=(number("year", "年度", "Year", most=2199),),
    kept=("drafted", "holds", "year_end"),
    transitions=_LINES,
    deadlines=(
        Deadline(
            "annual_plan_settlement",
            (S.IN_FORCE, S.REVISING, S.REVISION_APPROVED),
            *_DUTY,
            anchor="year_end",
        ),
    ),
)
