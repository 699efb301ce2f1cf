"""The life cycle of a term 届: its universe of units and its plan in versions (A01, A03, A04).

Opening is the office's; a version of the plan holds once leading group and Secretary have approved
it, and the version before it holds until then. A further thing a term records is one line below.
"""

from __future__ import annotations

from dataclasses import replace

from kernel.words import Labelled, Text
from rules import planning
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, choice, day, number, text
from states.meetings import HAND_KINDS, HELD_ON, MEETING_FIELDS
from states.plan_words import TERM_ROWS, UNIVERSE_ROWS, Ending


class State(Labelled):
    """Where a term is."""

    PLANNING = "planning", "规划", "Planning"
    PLAN_APPROVED = "plan_approved", "规划已审", "Plan approved"
    IN_FORCE = "in_force", "施行", "In force"
    REVISING = "revising", "修订规划", "Revising"
    REVISION_APPROVED = "revision_approved", "修订已审", "Revision approved"
    ENDED = "ended", "已届满", "Ended"


class Event(Labelled):
    """What can happen to a term."""

    LIST_UNITS = "list_units", "列入应巡单位", "List units"
    CLOSE_UNIT = "close_unit", "注销应巡单位", "Close a unit"
    DRAFT_PLAN = "draft_plan", "拟定规划", "Draft the plan"
    APPROVE_PLAN = "approve_plan", "领导小组审定规划", "Approve the plan"
    RETURN_PLAN = "return_plan", "退回规划", "Return the plan"
    AUTHORISE_PLAN = "authorise_plan", "书记审定规划", "Authorise the plan"
    REVISE_PLAN = "revise_plan", "修订规划", "Revise the plan"
    WITHDRAW_REVISION = "withdraw_revision", "撤回修订", "Withdraw the revision"
    HOLD_MEETING = "hold_meeting", "登记会议", "Register a meeting"
    WARN_PACE = "warn_pace", "进度预警", "Warn of the pace"
    END = "end", "届满", "End the term"


# fmt: off
S, E, P = State, Event, Post
_DRAFTING = (S.PLANNING, S.PLAN_APPROVED)
_RUNNING = (S.IN_FORCE, S.REVISING, S.REVISION_APPROVED)

LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.PLANNING, *_RUNNING), E.LIST_UNITS, None, OFFICE, asks=(UNIVERSE_ROWS,),
               guards=(planning.listed_units_are_registered, planning.units_are_listed_once),
               writes="universe"),
    Transition((S.PLANNING, *_RUNNING), E.CLOSE_UNIT, None, OFFICE,
               asks=(text("unit", "单位代码", "Code of the unit", stored=False),
                     replace(choice("ending", "去向", "What became of it", Ending), stored=False),
                     text("into", "并入单位代码", "Merged into", required=False, stored=False),
                     REASON),
               guards=(planning.the_unit_is_of_the_term, planning.a_merger_names_its_unit),
               writes="closed_units"),
    Transition((S.PLANNING, S.REVISING), E.DRAFT_PLAN, None, OFFICE, asks=(TERM_ROWS,),
               writes="term_plan", effects=("keep_draft",)),
    Transition((S.PLANNING,), E.APPROVE_PLAN, S.PLAN_APPROVED, (P.LG_LEADER,),
               guards=(planning.the_universe_is_listed, planning.a_plan_is_drafted),
               asks=MEETING_FIELDS, signs=(Signs("plan_approved"),), writes="meetings"),
    Transition((S.PLAN_APPROVED,), E.RETURN_PLAN, S.PLANNING, (P.SECRETARY, P.LG_LEADER),
               asks=(REASON,)),
    Transition((S.PLAN_APPROVED,), E.AUTHORISE_PLAN, S.IN_FORCE, (P.SECRETARY,),
               asks=MEETING_FIELDS, signs=(Signs("plan_authorised"),), writes="meetings",
               effects=("put_in_force",)),
    Transition((S.IN_FORCE,), E.REVISE_PLAN, S.REVISING, OFFICE, asks=(REASON, TERM_ROWS),
               writes="term_plan", effects=("keep_draft",)),
    Transition((S.REVISING,), E.APPROVE_PLAN, S.REVISION_APPROVED, (P.LG_LEADER,),
               asks=MEETING_FIELDS, signs=(Signs("plan_approved"),), writes="meetings"),
    Transition((S.REVISION_APPROVED,), E.RETURN_PLAN, S.REVISING, (P.SECRETARY, P.LG_LEADER),
               asks=(REASON,)),
    Transition((S.REVISING, S.REVISION_APPROVED), E.WITHDRAW_REVISION, S.IN_FORCE,
               OFFICE, asks=(REASON,), effects=("drop_draft",)),
    Transition((S.REVISION_APPROVED,), E.AUTHORISE_PLAN, S.IN_FORCE, (P.SECRETARY,),
               asks=MEETING_FIELDS, signs=(Signs("plan_authorised"),), writes="meetings",
               effects=("put_in_force",)),
    Transition((S.PLANNING, S.PLAN_APPROVED, *_RUNNING), E.HOLD_MEETING, None, OFFICE,
               asks=(HAND_KINDS, HELD_ON, *MEETING_FIELDS), writes="meetings"),
    Transition(_RUNNING, E.WARN_PACE, None, (P.CLOCK,),
               asks=(text("month", "月份", "Month", stored=False),
                     replace(number("universe", "应巡", "Universe"), stored=False),
                     replace(number("done", "已巡", "Done"), stored=False),
                     replace(number("done_share", "完成率（百分数）", "Done (%)"), stored=False),
                     replace(number("elapsed_share", "时间进度（百分数）", "Elapsed (%)"),
                             stored=False)),
               guards=(planning.the_month_is_not_told_yet,), writes="pace"),
    Transition((S.IN_FORCE,), E.END, S.ENDED, (P.LG_LEADER, P.DIRECTOR),
               guards=(planning.every_annual_plan_is_settled,)),
)
_DUTY = ((P.DIRECTOR,), (P.LG_LEADER,), (P.SECRETARY,))
# fmt: on

TERM: LifeCycle[State, Event] = LifeCycle(
    kind="term",
    version=1,
    label=Text("届", "Term"),
    states=State,
    events=Event,
    initial=S.PLANNING,
    final=(S.ENDED,),
    opened_by=OFFICE,
    opens_if=(planning.it_ends_after_it_begins,),
    details=(
        text("name", "名称", "Name"),
        day("first_day", "任期开始", "First day"),
        day("last_day", "任期届满", "Last day"),
    ),
    kept=("drafted", "holds"),
    transitions=LINES,
    deadlines=(Deadline("term_coverage", _RUNNING, *_DUTY, anchor="first_day"),),
)
