"""What is asked for on site: activities, interviews, surveys, duty, boxes, the state of channels.

The events are lines of `states/assignment.py`; each leaves its rows in a book of the assignment. A
further column is a field here.
"""

from __future__ import annotations

from kernel.words import Labelled
from rules.methods import Approver, Method
from states.citations import case_of
from states.field_types import FieldType
from states.inputs import choice, day, hour, number, reference, rows, text, windows, yes_no


class Tier(Labelled):
    """How high up in the unit somebody is who is interviewed (D04)."""

    HEAD = "head", "主要负责人", "Head"
    LEADERSHIP = "leadership", "班子成员", "Leadership"
    MIDDLE = "middle", "中层干部", "Middle rank"
    KEY_POST = "key_post", "关键岗位人员", "Key posts"
    STAFF = "staff", "其他干部职工", "Staff"
    PUBLIC = "public", "服务对象、群众", "Public"


# fmt: off
ACTIVITIES = (
    rows("activities", "工作登记", "Activities", columns=(
        choice("method", "方式", "Method", Method),
        day("held_on", "日期", "Day", today=True),
        hour("from_time", "开始时间", "From", required=False),
        hour("to_time", "结束时间", "To", required=False),
        number("count", "人数或份数", "People or copies", required=False),
        choice("tier", "谈话对象层级", "Tier", Tier, required=False),
        number("subject", "巡察对象序号", "Number of the subject", required=False),
        reference("inspectors", FieldType.PEOPLE, "在场巡察人员", "Inspectors present",
                  required=False),
        text("place", "地点", "Place", required=False),
        text("basis", "邀请或批准的依据", "Invitation or approval", required=False),
        choice("approved_by", "批准机关", "Approved by", Approver, required=False),
        text("note_ref", "纸质记录编号", "Number of the paper record", required=False),
        number("late_minutes", "对象迟到分钟", "Minutes late", required=False),
        case_of("letter_id", "所依据的信访件", "The letter it rests on", "letter",
                required=False),
    )),
)
INTERVIEWS = (
    rows("interviews", "谈话计划", "Planned interviews", columns=(
        text("position", "谈话对象岗位", "Position"),
        choice("tier", "层级", "Tier", Tier),
        day("planned_on", "计划日期", "Planned on"),
        number("subject", "巡察对象序号", "Number of the subject", required=False),
    )),
)
SURVEY = (
    text("survey", "问卷名称", "Survey", stored=False),
    number("returned", "收回份数", "Returned", stored=False),
    rows("answers", "汇总结果", "Totals", columns=(
        text("question", "题目", "Question"),
        text("answer", "选项", "Answer"),
        number("count", "票数（小于保护下限的留空）", "Count", required=False),
    )),
)
DUTIES = (
    rows("duties", "值班安排", "Duty roster", columns=(
        day("day", "日期", "Day", required=False),
        day("until", "至（排一段日期时填）", "Until", required=False),
        yes_no("whole_stay", "整个驻点期间", "The whole stay", required=False),
        hour("from_time", "开始时间（留空为全部时段）", "From (empty: all hours)", required=False),
        hour("to_time", "结束时间", "To", required=False),
        reference("person", FieldType.PERSON, "值班人员", "On duty"),
    )),
)
ATTENDANCE = (
    day("day", "日期", "Day", stored=False, today=True),
    hour("from_time", "到岗时间", "From", stored=False),
    hour("to_time", "离岗时间", "To", stored=False),
    number("calls", "来电次数", "Calls", required=False, stored=False),
)
CHANNELS = (
    windows("duty_hours", "值班时段", "Duty hours"),
    rows("box_list", "意见箱登记", "Register of boxes", columns=(
        text("box", "意见箱编号", "Box"),
        text("place", "设置地点", "Place"),
    )),
    day("intake_closes_on", "信访受理截止日", "Intake closes on", required=False),
)
BOX_OPENING = (
    text("box", "意见箱编号", "Box", stored=False),
    hour("opened_at", "开启时间", "Opened at", stored=False),
    reference("second_person", FieldType.PERSON, "另一名在场人员", "Second person", stored=False),
    number("letters", "取出信件数", "Letters", stored=False),
)
CHANNEL_CHECK = (
    yes_no("phone_works", "电话拨测正常", "The phone works", stored=False),
    yes_no("boxes_intact", "意见箱完好", "The boxes are intact", stored=False),
    text("remark", "备注", "Remark", required=False, stored=False),
)
LONG_INTERVIEWS = (
    number("interviews", "超时谈话次数", "Long interviews", stored=False),
    number("minutes", "最长分钟数", "Longest, in minutes", stored=False),
)
UNMANNED = (
    day("gap_on", "日期", "Day", stored=False),
    windows("gaps", "无人时段", "Hours with nobody", stored=False),
)
# fmt: on

TOTALS = ("boxes", "talks", "questionnaires", "documents", "reports_heard", "visits")
"""Details of the assignment that the books add up to."""
