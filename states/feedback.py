"""What is asked for when a unit gets its feedback, mends, and is evaluated (domain §4.2, K rows).

The events are in `states/assignment.py`; a further one asks with a tuple here.
"""

from __future__ import annotations

from rules import evaluating, feedback, reporting
from rules.evaluating import NO_OPINION, WHOLE, Answer, Grade, Part
from states.field_types import FieldType
from states.inputs import choice, day, number, reference, text, yes_no

_MOST_MONEY = 10**15
_APPROVED = (reporting.the_committee_has_approved, feedback.the_parent_unit_was_told)

MAY_TELL_HEAD = (*_APPROVED, feedback.the_head_is_there_in_person)
MAY_FEED_BACK = (
    *_APPROVED,
    feedback.the_head_was_told_first,
    feedback.the_meeting_is_complete,
    reporting.the_latest_version_is_approved,
    reporting.feedback_follows_the_report,
)
MAY_EVALUATE = (
    evaluating.satisfaction_is_surveyed,
    evaluating.the_report_of_the_unit_is_accepted,
)
_PRESENT = (
    ("领导小组成员到会", "The leading group is present"),
    ("主要负责人到会", "The head is present"),
    ("班子成员到会", "The team is present"),
)

HEAD_TOLD = (
    yes_no("head_in_person", "主要负责人本人参加", "The head in person", stored=False),
    day("told_on", "一对一反馈日期", "Told on", today=True, stored=False),
)
"""The one-to-one feedback (K02)."""

MEETING = (
    *(
        yes_no(name, zh, en, stored=False)
        for name, (zh, en) in zip(feedback.PRESENT, _PRESENT, strict=True)
    ),
    day("fed_back_on", "反馈日期", "Fed back on", today=True),
)
"""The feedback meeting (K03)."""

JOINT_SESSION = (
    day("session_on", "会商日期", "Held on", today=True, stored=False),
    yes_no("discipline_present", "纪检监察机关参加", "Discipline commission present", stored=False),
    yes_no("organisation_present", "组织部门参加", "Organisation dept present", stored=False),
    yes_no("office_present", "巡察办参加", "Inspection office present", stored=False),
    text("decisions", "议定事项", "Decisions", stored=False),
)
"""A joint session of the three who supervise (K12)."""

SURVEY = (
    *(number(one.value, f"{one.label.zh}人数", f"{one.label.en}: people") for one in Answer),
    number(NO_OPINION, "不了解人数", "No opinion: people", required=False),
)
"""The survey of satisfaction: counts per answer, never a person (K06)."""

EVALUATION = (
    *(
        number(f"score_{part.value}", f"{part.label.zh}得分", f"{part.label.en}: score", most=WHOLE)
        for part in Part
        if part is not Part.SATISFACTION
    ),
    number("meetings_held", "民主生活会", "Democratic-life meetings", required=False, adds=True),
    number("rules_made", "建立制度", "Rules made", required=False, adds=True),
    number("money_returned", "清退资金（元）", "Money returned (yuan)", required=False, adds=True,
           most=_MOST_MONEY),
    number("money_recovered", "挽回资金（元）", "Money recovered (yuan)", required=False, adds=True,
           most=_MOST_MONEY),
)  # fmt: skip
"""The evaluation: scores of its parts; the grade follows from them (K06)."""

GRADED = (
    choice("evaluation", "评估等次", "Grade", Grade),
    number("score", "评估总分", "Score", most=WHOLE),
    number("satisfaction", "满意度（百分数）", "Satisfaction (per cent)", most=WHOLE),
)
"""What is computed of it, and given by the clock."""

NEW_HEAD = (
    reference("head_id", FieldType.PERSON, "新任主要负责人", "New head"),
)  # fmt: skip
"""Who takes over from the head before (K23)."""
