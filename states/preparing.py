"""What an assignment gathers before and at the entry: knowledge, analysis, plan, subjects, meeting.

The events are lines of the assignment's table; each leaves its rows in a book of the assignment.
A further thing to be gathered is a line of `LINES`, its book and its condition in
`rules/readiness.py`.
"""

from __future__ import annotations

from kernel.words import Labelled
from rules import readiness, subjects
from rules.methods import Method
from rules.posts import OFFICE, Post
from states.assignment_words import Event, State
from states.definition import Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, number, reference, rows, text, yes_no
from states.onsite import Tier


class Document(Labelled):
    """What kind of document a pack of knowledge holds (C03, C05, C06)."""

    DEPLOYMENT = "deployment", "上级决策部署", "Decision from above"
    RULE = "rule", "党规党法、法律法规", "Party rule or law"
    DUTIES = "duties", "职能责任", "Duties of the unit"
    EARLIER = "earlier", "以往巡察、审计情况", "Earlier inspections and audits"
    OTHER = "other", "其他资料", "Other"


class Attendant(Labelled):
    """Who is at the mobilisation meeting of a unit (D01)."""

    GROUP_LEADER = "group_leader", "巡察组组长", "Group leader"
    LG_MEMBER = "lg_member", "领导小组成员", "Member of the leading group"
    UNIT_HEAD = "unit_head", "被巡察单位主要负责人", "Head of the unit"
    LEADERSHIP = "leadership", "班子成员", "Leadership of the unit"
    OTHER = "other", "其他参会人员", "Others"


class Duty(Labelled):
    """What somebody of the unit answers for (D11)."""

    FIRST = "first", "第一责任人", "First to answer"
    DUAL = "dual", "一岗双责", "For the work and for discipline in it"
    DIRECT = "direct", "直接责任人", "Directly responsible"


# fmt: off
S, E, P = State, Event, Post
GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_UNIT = (P.UNIT_LIAISON, P.UNIT_HEAD)
_GATHERING = (S.PLANNED, S.INFO_GATHERING)
_TO_ENTRY = (S.INFO_GATHERING, S.PLAN_READY, S.PLAN_REVIEWED, S.NOTICED)
_STAY = (S.ENTERED, S.ON_SITE)
_TOLD = (S.NOTICED, *_STAY)
_DIGEST = text("digest", "文件的 SHA-256", "SHA-256 of the file", required=False)

_KNOWLEDGE = (
    rows("documents", "资料清单", "Documents", columns=(
        text("title", "标题", "Title"),
        choice("document", "类别", "Kind", Document),
        text("issued_by", "印发单位", "Issued by"),
        day("issued_on", "印发日期", "Issued on"),
        _DIGEST,
    )),
)
_ANALYSIS = (
    day("held_on", "会议日期", "Held on", stored=False, today=True),
    text("meeting", "纪要编号", "Number of the minutes", required=False, stored=False),
    rows("focus", "重点关注", "Focus list", columns=(
        text("point", "重点事项", "Point"),
        text("why", "依据", "Why", required=False),
    )),
)
_TASKS = (
    rows("tasks", "工作任务", "Tasks", columns=(
        number("place", "次序", "Place"),
        text("task", "任务", "Task"),
        choice("method", "方式", "Method", Method, required=False),
        reference("person", FieldType.PERSON, "负责人员", "Who"),
        day("until", "完成日期", "Until"),
    )),
)
_TASK_DONE = (
    number("place", "任务次序", "Place of the task", stored=False),
    text("result", "完成情况", "What came of it", required=False, stored=False),
)
_SUBJECTS = (
    rows("subjects", "巡察对象", "Subjects", columns=(
        text("position", "岗位", "Position"),
        choice("tier", "层级", "Tier", Tier),
    )),
)
_LOGISTICS = (
    rows("logistics", "工作条件", "Working conditions", columns=(
        text("what", "事项", "Item"),
        yes_no("ready", "已落实", "Ready"),
        text("remark", "备注（从简情况）", "Remark", required=False),
    )),
)
_EMERGENCY = (
    text("title", "预案名称", "Plan", stored=False),
    text("digest", "文件的 SHA-256", "SHA-256 of the file", stored=False),
)
_POSTED = (
    rows("notices", "公告张贴、发布", "Notices posted", columns=(
        text("place", "地点或平台", "Place or medium"),
        day("posted_on", "日期", "Day", today=True),
        _DIGEST,
    )),
)
_MATRIX = (
    rows("matrix", "责任分工", "Responsibilities", columns=(
        text("position", "岗位", "Position"),
        choice("duty", "责任", "Duty", Duty),
        text("area", "分管领域", "Area"),
    )),
)
_SELF_CHECK = (
    rows("found", "自查问题", "What the unit found", columns=(
        text("problem", "问题", "Problem"),
        text("measure", "整改措施", "Measure"),
        text("person", "责任岗位", "Who answers for it"),
        day("until", "完成日期", "Until"),
        yes_no("fixed", "已立行立改", "Fixed at once", required=False),
    )),
)
_ATTENDANCE = (
    day("held_on", "会议日期", "Held on", stored=False, today=True),
    text("meeting", "会议名称或纪要编号", "Meeting or minutes", required=False, stored=False),
    rows("present", "参会情况", "Attendance", columns=(
        choice("attendant", "参会身份", "Attends as", Attendant),
        text("position", "岗位", "Position"),
    )),
)

BEFORE_THE_NOTICE: tuple[Transition[State, Event], ...] = (
    Transition(_GATHERING, E.ADD_KNOWLEDGE, None, (*GROUP, *OFFICE), asks=_KNOWLEDGE,
               guards=(readiness.digests_are_whole,), writes="knowledge"),
    Transition((S.INFO_GATHERING,), E.HOLD_ANALYSIS, None, LEADS, asks=_ANALYSIS,
               writes="analysis"),
    Transition((S.INFO_GATHERING,), E.PLAN_TASKS, None, LEADS, asks=_TASKS,
               guards=(readiness.each_task_has_its_own_place,), writes="plan_tasks"),
    Transition((S.INFO_GATHERING,), E.READY_PLAN, S.PLAN_READY, LEADS,
               guards=(readiness.the_pack_is_there, readiness.the_analysis_is_held,
                       readiness.the_plan_has_its_tasks),
               asks=(text("focus_list", "重点任务", "Focus list", required=False),)),
    Transition((S.PLAN_READY,), E.REVIEW_PLAN, S.PLAN_REVIEWED, OFFICE,
               asks=(text("remarks", "审核意见", "Remarks", required=False, stored=False),),
               signs=(Signs("group_plan_reviewed"),)),
    Transition((S.PLAN_READY, S.PLAN_REVIEWED), E.RETURN_PLAN, S.INFO_GATHERING, OFFICE,
               asks=(REASON,)),
)
BEFORE_THE_ENTRY: tuple[Transition[State, Event], ...] = (
    Transition((*_TO_ENTRY, *_STAY), E.LIST_SUBJECTS, None, GROUP, asks=_SUBJECTS,
               guards=(subjects.each_subject_is_listed_once,), writes="subjects"),
    Transition(_TOLD, E.CHECK_LOGISTICS, None, (*GROUP, *OFFICE), asks=_LOGISTICS,
               writes="logistics"),
    Transition(_TOLD, E.FILE_EMERGENCY_PLAN, None, (*_UNIT, *GROUP), asks=_EMERGENCY,
               guards=(readiness.digests_are_whole,), writes="emergency_plans"),
    Transition(_TOLD, E.POST_NOTICE, None, (*GROUP, *_UNIT), asks=_POSTED,
               guards=(readiness.digests_are_whole,), writes="publicity"),
    Transition(_TOLD, E.LIST_DUTIES, None, (*_UNIT, *GROUP), asks=_MATRIX,
               writes="responsibilities"),
    Transition((*_TOLD, S.WRAPPING), E.SELF_CHECK, None, _UNIT, asks=_SELF_CHECK,
               writes="self_check"),
    Transition((S.NOTICED,), E.HOLD_MOBILISATION, None, GROUP, asks=_ATTENDANCE,
               guards=(readiness.those_who_must_be_there_are_there,), writes="mobilisation"),
    Transition((S.NOTICED, *_STAY, S.WRAPPING), E.FINISH_TASK, None, GROUP, asks=_TASK_DONE,
               guards=(readiness.the_task_is_planned_and_open,), writes="tasks_done"),
)
# fmt: on

ENTRY_GATE = (
    readiness.the_mobilisation_was_held,
    subjects.the_subjects_are_listed,
    readiness.working_conditions_are_ready,
    readiness.the_emergency_plan_is_there,
    readiness.the_notice_is_posted,
    readiness.responsibilities_are_listed,
)
"""What the entry into a unit waits for, beside the round and the channels."""
