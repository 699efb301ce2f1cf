"""The words of an assignment: its states, events, modes and grades, each in both languages.

A new state or event is a line here and one in the table of `states/assignment.py`.
"""

from __future__ import annotations

from kernel.words import Labelled


class State(Labelled):
    """Where an assignment is."""

    PLANNED = "planned", "已安排", "Planned"
    INFO_GATHERING = "info_gathering", "收集情况", "Gathering information"
    PLAN_READY = "plan_ready", "方案已备", "Plan ready"
    NOTICED = "noticed", "已通知", "Unit noticed"
    ENTERED = "entered", "已进驻", "Entered"
    ON_SITE = "on_site", "现场了解", "On site"
    WRAPPING = "wrapping", "收尾", "Wrapping up"
    LEFT = "left", "已撤点", "Left"
    REPORT_DRAFTED = "report_drafted", "报告已起草", "Report drafted"
    OFFICE_REVIEWED = "office_reviewed", "巡察办已审核", "Office reviewed"
    REPORT_SUBMITTED = "report_submitted", "报告已提交", "Report submitted"
    LEADING_GROUP_RETURNED = "leading_group_returned", "领导小组退回", "Returned"
    LEADING_GROUP_ACCEPTED = "leading_group_accepted", "领导小组审定", "Accepted"
    FED_BACK = "fed_back", "已反馈", "Fed back"
    RECTIFYING = "rectifying", "整改中", "Rectifying"
    EVALUATED = "evaluated", "已评估", "Evaluated"
    CLOSED = "closed", "已办结", "Closed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Event(Labelled):
    """What can happen to an assignment."""

    START_GATHERING = "start_gathering", "开始收集情况", "Start gathering"
    ASK_INFORMATION = "ask_information", "已向有关部门了解情况", "Information asked for"
    READY_PLAN = "ready_plan", "完成工作方案", "Ready the plan"
    NOTIFY_UNIT = "notify_unit", "通知被巡察单位", "Notify the unit"
    RECEIVE_ROSTER = "receive_roster", "收到联络组名单", "Receive the liaison roster"
    SET_CHANNELS = "set_channels", "设立电话和意见箱", "Set up phone and boxes"
    ENTER = "enter", "进驻见面", "Enter"
    START_WORK = "start_work", "开展了解", "Start work"
    PLAN_INTERVIEWS = "plan_interviews", "制定谈话计划", "Plan interviews"
    RECORD_ACTIVITY = "record_activity", "登记工作", "Record activities"
    INTERVIEW_RAN_LONG = "interview_ran_long", "谈话超时提示", "An interview ran long"
    RECORD_SURVEY = "record_survey", "登记测评、问卷汇总", "Record a survey"
    ROSTER_DUTY = "roster_duty", "安排值班", "Set the duty roster"
    SIGN_DUTY = "sign_duty", "值班签到", "Sign for duty"
    DUTY_GAP = "duty_gap", "值班空档提示", "A duty window has nobody"
    DUTY_MISSED = "duty_missed", "无人值守提示", "Nobody was on duty"
    OPEN_BOX = "open_box", "开启意见箱", "Open a box"
    CHECK_CHANNELS = "check_channels", "检查信访渠道", "Check the channels"
    CHANNEL_BROKEN = "channel_broken", "渠道故障提示", "A channel is broken"
    RECEIVE_UNIT_REPORT = "receive_unit_report", "收到单位汇报材料", "Receive the unit's report"
    CLOSE_INTAKE = "close_intake", "停止受理信访", "Close the intake"
    ADD_EVIDENCE = "add_evidence", "登记证据", "Add evidence"
    MARK_ITEMS = "mark_items", "登记检查清单结果", "Mark items of the checklist"
    REMIND_PROGRESS = "remind_progress", "进度提醒", "Remind of the progress"
    RECORD_GAPS = "record_gaps", "登记查漏补缺", "Record the gaps"
    WRAP_UP = "wrap_up", "转入收尾", "Wrap up"
    LEAVE = "leave", "撤点", "Leave"
    DRAFT_REPORT = "draft_report", "起草报告", "Draft the report"
    REVIEW_REPORT = "review_report", "巡察办审核报告", "Review the report"
    SUBMIT_REPORT = "submit_report", "提交报告", "Submit the report"
    ACCEPT_REPORT = "accept_report", "领导小组审定报告", "Accept the report"
    DECIDE_ITEMS = "decide_items", "逐项审定报告事项", "Decide on items"
    NOTE_LIKENESS = "note_likeness", "提示报告相似", "Point out likeness"
    REVISE_REPORT = "revise_report", "审定后修改报告", "Change the report after approval"
    RECORD_DIFFERENCE = "record_difference", "记录改动", "Record the difference"
    APPROVE_REVISION = "approve_revision", "审定新版本", "Approve the new version"
    PREPARE_FEEDBACK = "prepare_feedback", "准备反馈事项", "Prepare the feedback"
    RETURN_REPORT = "return_report", "退回报告", "Return the report"
    LOOK_DEEPER = "look_deeper", "重新深入了解", "Look deeper"
    TELL_HEAD = "tell_head", "向主要负责人一对一反馈", "Tell the head one to one"
    GIVE_FEEDBACK = "give_feedback", "召开反馈意见会", "Give feedback"
    START_RECTIFICATION = "start_rectification", "转入整改", "Start the rectification"
    HOLD_JOINT_SESSION = "hold_joint_session", "三方会商", "Hold a joint session"
    RECORD_SATISFACTION = "record_satisfaction", "登记满意度测评", "Record the survey"
    EVALUATE = "evaluate", "评估整改", "Evaluate"
    GRADE = "grade", "评定等次", "Grade"
    SUCCEED = "succeed", "新任负责人接账", "Taken over by a new head"
    CLOSE = "close", "办结", "Close"
    CANCEL = "cancel", "取消", "Cancel"


class Mode(Labelled):
    """How the unit is inspected (A05)."""

    ROUTINE = "routine", "常规巡察", "Routine"
    SPECIAL = "special", "专项巡察", "Special"
    MOBILE = "mobile", "机动式巡察", "Mobile"
    ON_TOPIC = "on_topic", "点题巡察", "On topic"
    LOOK_BACK = "look_back", "回头看", "Look-back"
    EXTENDED = "extended", "延伸巡察", "Extended to"
    STATIONED = "stationed", "派驻+巡察", "Stationed and inspecting"
