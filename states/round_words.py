"""The states and events of a round, in the words of the office; its table is `states/round.py`."""

from __future__ import annotations

from kernel.words import Labelled


class State(Labelled):
    """Where a round is."""

    DRAFT = "draft", "拟制方案", "Draft"
    PLAN_APPROVED = "plan_approved", "方案已审", "Plan approved"
    AUTHORISED = "authorised", "书记已审定", "Authorised"
    PREPARING = "preparing", "准备", "Preparing"
    MOBILISED = "mobilised", "已动员", "Mobilised"
    ON_SITE = "on_site", "进驻", "On site"
    MID_TERM_DISPATCH = "mid_term_dispatch", "巡中调度", "Mid-term dispatch"
    FINAL_FIELDWORK = "final_fieldwork", "补充了解", "Final fieldwork"
    REPORTING = "reporting", "起草报告", "Reporting"
    LEADING_GROUP_HEARD = "leading_group_heard", "领导小组听取", "Leading group heard"
    SECRETARY_HEARD = "secretary_heard", "书记专题会听取", "Secretary heard"
    COMMITTEE_APPROVED = "committee_approved", "常委会审定", "Committee approved"
    HANDOVER = "handover", "线索移交", "Handover"
    FEEDBACK = "feedback", "反馈", "Feedback"
    RECTIFYING = "rectifying", "整改", "Rectifying"
    EVALUATING = "evaluating", "整改评估", "Evaluating"
    CLOSED = "closed", "已办结", "Closed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Event(Labelled):
    """What can happen to a round."""

    REVISE = "revise", "修改方案", "Revise the plan"
    APPROVE_PLAN = "approve_plan", "领导小组审定方案", "Approve the plan"
    RETURN_PLAN = "return_plan", "退回方案", "Return the plan"
    AUTHORISE = "authorise", "书记审定方案和单位", "Authorise"
    AUTHORISE_GROUP = "authorise_group", "授权巡察组", "Authorise a group"
    START_PREPARATION = "start_preparation", "开始准备", "Start preparation"
    DRAW_PEOPLE = "draw_people", "随机抽取人员", "Draw people"
    EXCEPT_GROUP = "except_group", "对巡察组组成作例外", "Except a group"
    MOBILISE = "mobilise", "召开动员会", "Mobilise"
    ENTER_SITE = "enter_site", "进驻", "Enter the site"
    CONVENE_DISPATCH = "convene_dispatch", "召开巡中调度会", "Convene the dispatch meeting"
    BRIEF_SECRETARY = "brief_secretary", "向书记汇报", "Brief the Secretary"
    SKIP_DISPATCH = "skip_dispatch", "不召开巡中调度会", "Skip the dispatch meeting"
    HEAR_GROUP = "hear_group", "听取巡察组汇报", "Hear a group"
    DECIDE_EXTENSION = "decide_extension", "决定是否延长", "Decide on an extension"
    CLOSE_DISPATCH = "close_dispatch", "结束巡中调度会", "Close the dispatch meeting"
    CLOSE_FIELDWORK = "close_fieldwork", "结束了解阶段", "Close the fieldwork"
    HEAR_REPORT = "hear_report", "领导小组听取汇报", "The leading group hears"
    RETURN_REPORT = "return_report", "退回补充了解", "Return the report"
    SECRETARY_HEARS = "secretary_hears", "书记专题会听取", "The Secretary hears"
    APPROVE_REPORT = "approve_report", "常委会审定报告", "The committee approves"
    START_HANDOVER = "start_handover", "启动线索移交", "Start the handover"
    HOLD_HANDOVER = "hold_handover", "召开线索移交会", "Hold the handover meeting"
    DEPLOY_NEXT = "deploy_next", "部署下一轮", "Deploy the next round"
    CIRCULATE = "circulate", "通报审定情况", "Circulate the approved report"
    START_FEEDBACK = "start_feedback", "启动反馈", "Start the feedback"
    TELL_PARENT_UNIT = "tell_parent_unit", "向上级党组织通报", "Tell the parent organisation"
    START_RECTIFICATION = "start_rectification", "转入整改", "Start the rectification"
    STUDY_RECTIFICATION = "study_rectification", "书记召集研究整改", "The Secretary studies it"
    START_EVALUATION = "start_evaluation", "启动整改评估", "Start the evaluation"
    HEAR_RECTIFICATION = (
        "hear_rectification",
        "常委会听取整改情况",
        "The committee hears rectification",
    )
    DRAW_PAPERS = "draw_papers", "抽检底稿", "Draw a sample of papers"
    CLOSE = "close", "办结本轮", "Close the round"
    CANCEL = "cancel", "取消本轮", "Cancel the round"
    FILE_UPWARD = "file_upward", "报上级备案", "File with the upper office"
    TAKE_INUPPER = "take_in_upper", "登记上级事项", "Take in matters of the upper level"
    HOLD_MEETING = "hold_meeting", "登记会议", "Register a meeting"


FINAL = (State.CLOSED, State.CANCELLED)
"""How a round ends."""
