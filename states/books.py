"""The books 登记簿 of a case: what is recorded line by line and has no life of its own.

A transition or an opening leaves lines in a book with `writes=`; what a line holds is what the
event asks for. A new book is one line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from kernel.words import Text

BOOKS: Mapping[str, Text] = {
    "evidence": Text("证据登记", "Evidence"),
    "checklist": Text("检查清单结果", "Marks of the checklist"),
    "paper_draws": Text("底稿抽检", "Draws of papers"),
    "feedback_meetings": Text("反馈登记簿", "Feedback meetings"),
    "follow_ups": Text("跟进登记簿", "Follow-ups"),
    "group_survey": Text("测评登记簿", "Survey about the group"),
    "joint_sessions": Text("三方会商登记簿", "Joint sessions"),
    "report_versions": Text("整改报告版本登记簿", "Versions of the report"),
    "sanctions": Text("问责执行登记簿", "Sanctions carried out"),
    "secretary_meetings": Text("书记研究整改登记簿", "Meetings of the Secretary"),
    "site_checks": Text("现场核查登记簿", "Checks on site"),
    "knowledge": Text("上级部署、法规资料", "Pack of rules and decisions"),
    "analysis": Text("重点关注事项", "Focus list of the analysis meeting"),
    "plan_tasks": Text("方案任务", "Tasks of the plan"),
    "tasks_done": Text("方案任务完成登记簿", "Tasks that were done"),
    "subjects": Text("巡察对象", "Subjects"),
    "logistics": Text("工作条件清单", "Working conditions"),
    "emergency_plans": Text("信访应急预案", "Emergency plans"),
    "publicity": Text("公告张贴登记簿", "Notices posted"),
    "responsibilities": Text("责任分工", "Who answers for what"),
    "self_check": Text("自查登记簿", "Self-check of the unit"),
    "mobilisation": Text("进驻动员会参会情况", "Attendance at the mobilisation"),
    "document_versions": Text("制度库文件版本", "Versions of a document"),
    "document_receipts": Text("阅读签收簿", "Receipts of reading"),
    "material_templates": Text("材料清单模板", "Templates of material lists"),
    "activities": Text("工作登记簿（12+N）", "Activity log 12+N"),
    "box_openings": Text("意见箱开启登记簿", "Openings of boxes"),
    "boxes": Text("意见箱登记簿", "Register of boxes"),
    "channel_checks": Text("信访渠道检查登记簿", "Checks of the channels"),
    "copies_made": Text("复制登记簿", "Copy log"),
    "duty_attendance": Text("值班签到簿", "Duty attendance"),
    "duty_roster": Text("值班安排表", "Duty roster"),
    "interview_plan": Text("谈话计划", "Planned interviews"),
    "items": Text("调阅清单", "List of materials"),
    "universe": Text("应巡单位登记簿", "Units to be inspected"),
    "closed_units": Text("注销单位登记簿", "Closed units"),
    "term_plan": Text("本届规划", "Plan of the term"),
    "plan_lines": Text("年度计划条目", "Lines of the annual plan"),
    "pace": Text("进度预警登记簿", "Warnings of the pace"),
    "meetings": Text("会议登记簿", "Meetings"),
    "upper_level": Text("上级事项登记簿", "Matters of the upper level"),
    "basis": Text("共性问题依据", "Basis of a common problem"),
    "measures": Text("专项措施", "Measures of a campaign"),
    "briefings": Text("向书记汇报登记簿", "Briefings of the Secretary"),
    "consultations": Text("组办会商记录", "Consultations"),
    "gaps": Text("查漏补缺清单", "Gaps"),
    "gap_decisions": Text("查漏补缺办理情况", "What became of gaps"),
    "weekly_groups": Text("各组一周情况", "The week of each group"),
    "reminding_talks": Text("谈话提醒登记簿", "Reminding talks"),
    "commendations": Text("通报表彰登记簿", "Commendations"),
    "outcomes": Text("干部使用统计", "What became of people"),
    "receiver_ledger": Text("承办单位台账", "Ledger of the receiver"),
    "ledger_differences": Text("对账差异", "Differences between ledgers"),
    "ledger_checks": Text("对账记录", "Comparisons of ledgers"),
    "handover_meetings": Text("线索移交会", "Handover meetings"),
    "circulation": Text("通报范围与签收", "Circulation and receipts"),
    "report": Text("报告版本与事项", "Versions and items of the report"),
    "item_decisions": Text("逐项审定", "Decisions on each item"),
    "feedback": Text("反馈事项", "Items of the feedback"),
    "report_differences": Text("审定后的改动", "Changes after approval"),
    "report_likeness": Text("与以往报告的相似", "Likeness to earlier reports"),
    "progress": Text("进展登记簿", "Record of progress"),
    "supplies": Text("材料移交登记簿", "Materials handed in"),
    "surveys": Text("测评、问卷汇总簿", "Totals of surveys"),
    "release_texts": Text("拟发布文稿", "Texts to be published"),
    "release_checks": Text("“三不两防”五问", "Answers to the five questions"),
    "archive_documents": Text("卷内文件目录", "Documents of the file"),
    "clearing_issued": Text("发出登记簿", "What was issued"),
    "clearing_returned": Text("收回、销毁登记簿", "What was counted back or destroyed"),
    "retrospective": Text("本轮总结与改进措施", "Retrospective and its actions"),
}
"""Book, as stored → what people call it."""
READS_LOGGED = frozenset({"activities", "interview_plan"})
"""Books that tell of interviews: each reading leaves an entry, once a day for each reader."""
