"""Guards of the report and its serial approvals. Rows I01 to I06, G01, H10."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

_ACCEPTED = ("leading_group_accepted", "fed_back", "rectifying", "evaluated", "closed", "cancelled")
_SUBMITTED = ("report_submitted", *_ACCEPTED)


@rule(
    "巡察报告和个别谈话情况报告须两份齐全。",
    "Both reports are required: the inspection report and the interview report.",
    row="I01",
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def both_reports_are_ready(facts: Facts) -> bool:
    """The inspection report and the interview report are both there."""
    return facts.inputs.get("inspection_report") is True and (
        facts.inputs.get("interview_report") is True
    )


@rule(
    "两份报告尚未相互核对，或核对出前后矛盾。",
    "The two reports are not cross-checked, or contradict each other.",
    row="I02",
    cured_by=(*OFFICE,),
    form=True,
)
def reports_agree(facts: Facts) -> bool:
    """The cross-check of the two reports found no contradiction."""
    return facts.inputs.get("reports_agree") is True


@rule(
    "报告反映的每个问题都要有已签底稿。",
    "Every problem in the report needs a signed working paper.",
    row="G01",
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def every_problem_has_its_paper(facts: Facts) -> bool:
    """The group confirms a signed working paper behind every reported problem."""
    return facts.inputs.get("papers_signed") is True


@rule(
    "审核人不能是报告的起草人或提交人。",
    "Who wrote or submitted the report cannot review it.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_reviewer_is_not_the_author(facts: Facts) -> bool:
    """Author and reviewer are different people, stand-ins seen through."""
    authors = [sign for sign in facts.signoffs if sign.topic == "report_drafted"]
    return all(facts.actor.persons.isdisjoint(sign.persons) for sign in authors)


@rule(
    "还有单位的报告未提交。",
    "The reports of some units are not submitted.",
    row="I01",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, *OFFICE),
)
def every_report_is_submitted(facts: Facts) -> bool:
    """Every assignment has handed in both reports."""
    return facts.count_outside("assignment", *_SUBMITTED) == 0


@rule(
    "还有单位的报告未经领导小组审定。",
    "The leading group has not accepted the reports of some units.",
    row="I03",
    needs=(Need.FAMILY,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
)
def every_report_is_accepted(facts: Facts) -> bool:
    """The leading group has decided on every assignment's report."""
    return facts.count_outside("assignment", *_ACCEPTED) == 0


@rule(
    "领导小组尚未听取本轮汇报。",
    "The leading group is not hearing the round yet.",
    row="I03",
    needs=(Need.PARENT,),
    cured_by=(Post.LG_LEADER,),
)
def the_leading_group_hears(facts: Facts) -> bool:
    """A report is accepted or returned while the leading group hears the round."""
    return facts.parent is not None and facts.parent.state == "leading_group_heard"


@rule(
    "综合报告须经领导小组、书记专题会、常委会依次审定，前一步尚未完成。",
    "The leading group, the Secretary and the standing committee decide in this order.",
    row="I04",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.LG_LEADER, Post.SECRETARY),
)
def the_secretary_has_heard(facts: Facts) -> bool:
    """The Secretary's special meeting comes before the standing committee."""
    topics = {sign.topic for sign in facts.signoffs}
    return {"leading_group_heard", "secretary_heard"} <= topics


@rule(
    "本轮综合报告尚未经常委会审定，不能反馈。",
    "The standing committee has not approved the report: no feedback yet.",
    row="I04, K01",
    needs=(Need.PARENT,),
    cured_by=(Post.STANDING_COMMITTEE, Post.SECRETARY),
)
def the_committee_has_approved(facts: Facts) -> bool:
    """Feedback follows the standing committee's approval."""
    return facts.parent is not None and facts.parent.state in (
        "feedback",
        "rectifying",
        "evaluating",
    )
