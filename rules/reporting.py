"""Guards of the report and its serial approvals. Rows I01 to I06, G01, H10."""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.report_items import (
    Decision,
    ItemKind,
    decisions,
    feedback_differences,
    latest,
    sources_of,
    titles,
    unreflected,
)
from rules.rule import rule

ACCEPTED = ("leading_group_accepted", "fed_back", "rectifying", "evaluated", "closed", "cancelled")
UNSIGNED = ("draft", "returned", "fact_confirm", "deputy_review", "deputy_reviewed")
"""States of a working paper before the leader's signature."""
_IN_REPORT = ("in_report", "immediate_rectification", "office_filed", "sampled", "closed")
SUBMITTED = ("report_submitted", *ACCEPTED)


@rule(
    "巡察报告和个别谈话情况报告须两份齐全。",
    "Both reports are required: the inspection report and the interview report.",
    row="I01",
    cured_by=(Post.GROUP_LEADER,),
    form=True,
)
def both_reports_are_ready(facts: Facts) -> bool:
    """The inspection report and the interview report are both there."""
    return bool(facts.inputs.get("inspection_report") and facts.inputs.get("interview_report"))


@rule(
    "个别谈话反映的情况在报告中没有着落，也未说明理由：{missing}。",
    "Brought up in interviews, but neither in the report nor left out by reason: {missing}.",
    row="I02",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_MEMBER),
)
def reports_agree(facts: Facts) -> tuple[str, ...]:
    """Every matter of the interview report is an item of the report, or left out by reason."""
    version = latest(facts.lines)
    return unreflected(version) if version else ()


@rule(
    "报告事项的序号有重复。",
    "Two items of the report have the same number.",
    row="I11",
    form=True,
)
def items_are_numbered(facts: Facts) -> bool:
    """Each item of the report has a number of its own."""
    numbers = [one["n"] for one in facts.inputs.get("report_items", ())]
    return len(set(numbers)) == len(numbers)


@rule(
    "画像缺少多方印证，须列出若干条谈话、底稿等依据：{missing}。",
    "Portraits need evidence from several sources: {missing}.",
    row="E29",
    cured_by=(Post.GROUP_LEADER, Post.GROUP_MEMBER),
    form=True,
)
def portraits_rest_on_several_sources(facts: Facts) -> tuple[str, ...]:
    """A statement about the leadership names as many sources as policy asks for."""
    return titles(
        one
        for one in facts.inputs.get("report_items", ())
        if one["kind"] == ItemKind.PORTRAIT
        and len(sources_of(one)) < facts.limit("portrait_sources")
    )


@rule(
    "下列问题没有写底稿编号，也未说明理由：{missing}。",
    "These problems name no working paper, and no reason: {missing}.",
    row="G01",
    cured_by=(Post.GROUP_LEADER, Post.GROUP_MEMBER),
    form=True,
)
def problems_name_their_papers(facts: Facts) -> tuple[str, ...]:
    """Each problem names the working papers it rests on."""
    return titles(
        one
        for one in facts.inputs.get("report_items", ())
        if one["kind"] == ItemKind.PROBLEM
        and not one.get("papers")
        and not one.get("no_paper_reason")
    )


@rule(
    "领导小组尚未逐项审定，未定的有：{missing}。",
    "The leading group has not decided on each item; open: {missing}.",
    row="I03",
    needs=(Need.LINES,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
    form=True,
)
def every_item_is_decided(facts: Facts) -> tuple[str, ...]:
    """Each item is adopted, deleted, returned or made a clue before the report is accepted."""
    version = latest(facts.lines)
    if version is None:
        return ()
    decided = decisions(facts.lines, version, facts.inputs)
    return titles(one for one in version.items if one["n"] not in decided)


@rule(
    "有事项退回核实，报告不能通过，请退回报告：{missing}。",
    "Items were returned, so the report is returned, not accepted: {missing}.",
    row="I03, I06",
    needs=(Need.LINES,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
    form=True,
)
def no_item_is_returned(facts: Facts) -> tuple[str, ...]:
    """A report with an item that was sent back is not accepted."""
    version = latest(facts.lines)
    if version is None:
        return ()
    decided = decisions(facts.lines, version, facts.inputs)
    return titles(one for one in version.items if decided.get(one["n"]) == Decision.RETURN)


@rule(
    "报告审定后又有修改，新版本须先经领导小组审定。",
    "The report was changed after its approval: the leading group approves the new version first.",
    row="I11",
    needs=(Need.LINES,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
)
def the_latest_version_is_approved(facts: Facts) -> bool:
    """What is fed back is the version that the leading group approved."""
    version = latest(facts.lines)
    return version is None or version.seq == facts.fields.get("approved_version")


@rule(
    "反馈内容与审定的报告不一致且未说明理由：{missing}。",
    "The feedback differs from the approved report without a reason: {missing}.",
    row="K01",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_LEADER, *OFFICE),
)
def feedback_follows_the_report(facts: Facts) -> tuple[Text, ...]:
    """What is fed back is what was approved; every difference has its reason."""
    version = latest(facts.lines)
    if version is None:
        return ()
    return tuple(
        Text(f"{one.what.zh}“{one.title}”", f'{one.what.en} "{one.title}"')
        for one in feedback_differences(facts.lines, version)
        if not one.reason
    )


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
    reported = [
        one
        for one in facts.inputs.get("report_items", ())
        if one["kind"] == ItemKind.PROBLEM and not one.get("no_paper_reason")
    ]
    return len(reported) <= facts.count("working_paper", *_IN_REPORT)


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
    return facts.count_outside("assignment", *SUBMITTED) == 0


@rule(
    "还有单位的报告未经领导小组审定。",
    "The leading group has not accepted the reports of some units.",
    row="I03",
    needs=(Need.FAMILY,),
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
)
def every_report_is_accepted(facts: Facts) -> bool:
    """The leading group has decided on every assignment's report."""
    return facts.count_outside("assignment", *ACCEPTED) == 0


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
