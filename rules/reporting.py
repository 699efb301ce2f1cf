"""Guards of the report and its serial approvals. Rows I01 to I06, G01, H10."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

_ACCEPTED = ("leading_group_accepted", "fed_back", "rectifying", "evaluated", "closed", "cancelled")
UNSIGNED = ("draft", "returned", "fact_confirm", "deputy_review", "deputy_reviewed")
"""States of a working paper before the leader's signature."""
_IN_REPORT = ("in_report", "immediate_rectification", "office_filed", "sampled", "closed")
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
    "还有问题底稿未经组长审签，也未并入或撤销。",
    "Some working papers are neither signed by the leader nor merged or withdrawn.",
    row="G01, §4.3",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_MEMBER, Post.GROUP_DEPUTY, Post.GROUP_LEADER),
)
def every_paper_is_signed(facts: Facts) -> bool:
    """No paper is left unsigned when the group leaves and when its report is written."""
    return facts.count("working_paper", *UNSIGNED) == 0


@rule(
    "还有已签底稿没有定去向：写入报告、不写入（须有决定）、转线索或立行立改。",
    "Some signed papers are undecided: in the report, left out by decision, clue or at once.",
    row="G04",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER,),
)
def every_paper_is_decided(facts: Facts) -> bool:
    """A problem is never left out of a report in silence."""
    return facts.count("working_paper", "leader_signed") == 0


@rule(
    "报告反映的问题数多于写入报告的已签底稿，每个问题都要有底稿。",
    "The report names more problems than there are signed papers for it: each needs its paper.",
    row="G01",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def every_problem_has_its_paper(facts: Facts) -> bool:
    """Each reported problem rests on a signed paper."""
    reported = facts.inputs.get("problems_reported") or 0
    return reported <= facts.count("working_paper", *_IN_REPORT)


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
