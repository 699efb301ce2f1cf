"""The life cycle of a publication 公开发布: written, questioned, approved, out (L01, L02).

What a unit asks about a text of its own is a consultation (`states/consultation.py`).
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import releasing
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.inputs import REASON, choice, content, day, text, yes_no


class State(Labelled):
    """Where a publication is."""

    DRAFTED = "drafted", "已起草", "Drafted"
    CHECKED = "checked", "巡察办已审核", "Checked by the office"
    APPROVED = "approved", "领导小组已审定", "Approved"
    WITHHOLDING_PROPOSED = "withholding_proposed", "拟不予公开", "Proposed to be withheld"
    PUBLISHED = "published", "已发布", "Published"
    WITHHELD = "withheld", "不予公开", "Withheld"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class Event(Labelled):
    """What can happen to a publication."""

    WRITE = "write", "起草文稿", "Write the text"
    ANSWER_QUESTIONS = "answer_questions", "回答“三不两防”五问", "Answer the five questions"
    CHECK = "check", "审核", "Check"
    RETURN_TEXT = "return_text", "退回修改", "Return the text"
    APPROVE = "approve", "审定", "Approve"
    PUBLISH = "publish", "登记发布", "Register the publication"
    PROPOSE_WITHHOLDING = "propose_withholding", "提出不予公开", "Propose to withhold it"
    CONSENT = "consent", "同意不予公开", "Consent to withholding"
    REFUSE = "refuse", "不同意，仍须公开", "Refuse: it is published"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


# fmt: off
S, E, P = State, Event, Post
_ANSWERS = tuple(
    field
    for name, zh, en in releasing.QUESTIONS
    for field in (yes_no(name, zh, en, stored=False),
                  text(f"{name}_note", f"{zh}：说明", f"{en}: note", stored=False))
)
_PROPOSAL = (
    choice("exception", "例外情形", "Exception", releasing.Exception5),
    text("unit_statement", "单位书面说明", "The unit's statement"),
)
_EVIDENCE = (
    day("published_on", "发布日期", "Published on", today=True),
    text("published_in", "发布平台和网址", "Where"),
    content("published_text", "发布的文稿", "Text as published"),
)
_DRAFTS = (S.DRAFTED, S.CHECKED, S.APPROVED)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.DRAFTED,), E.WRITE, None, OFFICE,
               asks=(content("release_text", "拟发布文稿", "Text"),), writes=releasing.TEXTS),
    Transition((S.DRAFTED,), E.ANSWER_QUESTIONS, None, OFFICE,
               guards=(releasing.there_is_a_text_to_release,), asks=_ANSWERS,
               signs=(Signs(releasing.ANSWERED),), writes=releasing.CHECKS),
    Transition((S.DRAFTED,), E.CHECK, S.CHECKED, OFFICE,
               guards=(releasing.there_is_a_text_to_release,
                       releasing.the_five_questions_are_answered,
                       releasing.no_question_is_answered_with_yes,
                       releasing.the_checker_did_not_answer),
               signs=(Signs("release_checked"),)),
    Transition((S.CHECKED,), E.APPROVE, S.APPROVED, (P.LG_LEADER,),
               signs=(Signs("release_approved"),)),
    Transition((S.CHECKED, S.APPROVED), E.RETURN_TEXT, S.DRAFTED, (P.LG_LEADER, P.DIRECTOR),
               asks=(REASON,), effects=("void_release",)),
    Transition((S.APPROVED,), E.PUBLISH, S.PUBLISHED, OFFICE,
               guards=(releasing.the_published_text_is_the_approved_one,), asks=_EVIDENCE),
    Transition(_DRAFTS, E.PROPOSE_WITHHOLDING, S.WITHHOLDING_PROPOSED, OFFICE, asks=_PROPOSAL),
    Transition((S.WITHHOLDING_PROPOSED,), E.CONSENT, S.WITHHELD, (P.LG_LEADER,),
               signs=(Signs("withholding_consented"),)),
    Transition((S.WITHHOLDING_PROPOSED,), E.REFUSE, S.DRAFTED, (P.LG_LEADER,), asks=(REASON,),
               effects=("void_release",)),
    Transition((S.DRAFTED,), E.WITHDRAW, S.WITHDRAWN, (P.DIRECTOR,), asks=(REASON,)),
)

PUBLICATION: LifeCycle[State, Event] = LifeCycle(
    kind="publication",
    version=1,
    label=Text("公开发布", "Publication"),
    states=State,
    events=Event,
    initial=S.DRAFTED,
    final=(S.PUBLISHED, S.WITHHELD, S.WITHDRAWN),
    opened_by=OFFICE,
    opens_if=(releasing.it_is_a_milestone_that_may_be_published,),
    parent=("round", "assignment"),
    details=(
        choice("milestone", "公开节点", "Milestone", releasing.Milestone),
        day("milestone_on", "节点日期", "Date of the milestone", today=True),
    ),
    transitions=_LINES,
    deadlines=(
        Deadline("disclosure", (*_DRAFTS, S.WITHHOLDING_PROPOSED), OFFICE, (P.DIRECTOR,),
                 (P.LG_LEADER,), anchor="milestone_on"),
    ),
)
# fmt: on
