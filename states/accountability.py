"""The life cycle of a proposal to hold somebody accountable 问责建议 (K13 to K15)."""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import accounting
from rules.accounting import Measure
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Transition
from states.inputs import REASON, choice, day, text


class State(Labelled):
    """Where a proposal is."""

    PROPOSED = "proposed", "已建议", "Proposed"
    DECIDED = "decided", "已决定", "Decided"
    CARRIED_OUT = "carried_out", "已执行", "Carried out"
    SETTLED = "settled", "已办结", "Settled"
    DISMISSED = "dismissed", "不予问责", "Dismissed"


class Event(Labelled):
    """What can happen to a proposal."""

    DECIDE = "decide", "领导小组决定", "Decide"
    DISMISS = "dismiss", "不予问责", "Dismiss"
    CALL_TO_TALK = "call_to_talk", "按规定约谈", "Call to a talk"
    EXECUTE = "execute", "执行", "Carry out"
    STEP_UP = "step_up", "升格", "Step up"
    SETTLE = "settle", "登记结果", "Settle"


class Ground(Labelled):
    """What it is proposed for (K13, K15)."""

    POOR = "poor", "整改不力", "Poor rectification"
    PERFUNCTORY = "perfunctory", "敷衍整改", "Perfunctory rectification"
    FALSE = "false", "虚假整改", "False rectification"
    LOW_RESULT = "low_result", "评估等次低或群众不满意", "Low grade or satisfaction"


class Answerable(Labelled):
    """Who answers for it (K14)."""

    IN_CHARGE = "in_charge", "谁主管谁负责（主要负责人）", "Who is in charge"
    RESPONSIBLE = "responsible", "谁分管谁负责（班子成员）", "Who is responsible for the field"
    AT_FAULT = "at_fault", "谁犯错谁负责（直接责任人）", "Who was at fault"


# fmt: off
S, E, P = State, Event, Post
_MEASURE = choice("measure", "问责方式", "Measure", Measure)
_WHO = choice("answerable", "责任主体", "Who answers", Answerable)
_DONE = (day("carried_out_on", "执行日期", "Carried out on", today=True),
         text("record", "执行记录（谈话人、文号）", "Record of it"))

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.PROPOSED,), E.DECIDE, S.DECIDED, (P.LG_LEADER,), asks=(_MEASURE, _WHO)),
    Transition((S.PROPOSED,), E.DISMISS, S.DISMISSED, (P.LG_LEADER,), asks=(REASON,)),
    Transition((S.PROPOSED,), E.CALL_TO_TALK, S.DECIDED, (P.CLOCK,), asks=(_MEASURE, _WHO)),
    Transition((S.DECIDED,), E.EXECUTE, S.CARRIED_OUT, (P.LG_LEADER, P.LG_MEMBER, *OFFICE),
               asks=_DONE, effects=("remember_measure",), writes="sanctions"),
    Transition((S.CARRIED_OUT,), E.STEP_UP, S.DECIDED, (P.LG_LEADER,), asks=(_MEASURE, REASON),
               guards=(accounting.the_measure_is_heavier,)),
    Transition((S.CARRIED_OUT,), E.SETTLE, S.SETTLED, (P.LG_LEADER, *OFFICE),
               asks=(text("result", "问责结果", "Result"),)),
)
_DUTY = ((P.OFFICE_STAFF,), (P.DIRECTOR,), (P.LG_LEADER,))
_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("accountability_decision", (S.PROPOSED,), (P.LG_LEADER,), (P.DIRECTOR,)),
    Deadline("accountability_execution", (S.DECIDED,), *_DUTY),
    Deadline("accountability_result", (S.CARRIED_OUT,), *_DUTY),
)
# fmt: on

ACCOUNTABILITY: LifeCycle[State, Event] = LifeCycle(
    kind="accountability",
    version=1,
    label=Text("问责建议", "Proposal of accountability"),
    states=State,
    events=Event,
    initial=S.PROPOSED,
    final=(S.SETTLED, S.DISMISSED),
    opened_by=(P.LG_LEADER, P.DIRECTOR),
    parent=("rectification", "assignment"),
    details=(choice("ground", "问责情形", "Ground", Ground), text("facts", "主要事实", "Facts")),
    opening_effects=("call_the_head",),
    kept=("last_measure",),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
