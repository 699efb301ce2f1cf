"""Guards of requests to other bodies, and of consultations before publication.

Rows C04, C05, C14, E04, E12, E16, L03. Which department answers which topic is policy
(`routing.toml`); a further purpose or result code is one member below.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.routing import BodyKind, HelpTopic
from rules.rule import rule


class Purpose(Labelled):
    """What a request is for."""

    PRIOR_INFORMATION = "prior_information", "巡前了解情况", "Information before entry"
    INQUIRY = "inquiry", "函询", "Inquiry"
    CHECK = "check", "协查", "Check"
    POLICY_BASIS = "policy_basis", "商请提供政策依据", "Policy basis"
    EXPERTISE = "expertise", "商请派员协助", "Experts"


class CheckResult(Labelled):
    """What a check of personal matters found: the code only (E04)."""

    CONSISTENT = "consistent", "一致", "Consistent"
    MINOR_GAPS = "minor_gaps", "漏报较轻", "Minor omissions"
    SERIOUS_GAPS = "serious_gaps", "漏报较重", "Serious omissions"
    CONCEALED = "concealed", "隐瞒不报", "Concealment"


@rule(
    "起草人不能审核自己的函件。",
    "Who drafted the request cannot check it.",
    row="E12",
    needs=(Need.SIGNOFFS,),
    cured_by=OFFICE,
)
def the_checker_did_not_draft(facts: Facts) -> bool:
    """A request is checked by somebody other than its author."""
    return all(
        facts.actor.persons.isdisjoint(sign.persons)
        for sign in facts.signoffs
        if sign.topic == "assistance_drafted"
    )


@rule(
    "抽查个人有关事项须写明抽查人数；名单另行密送，不在系统内登记。",
    "A check of personal matters says how many people; the list goes by itself, not in here.",
    row="E04",
    cured_by=(Post.GROUP_LEADER, Post.GROUP_MEMBER),
)
def people_are_counted_not_named(facts: Facts) -> bool:
    """A check of personal matters holds a number, never a list of names."""
    asked = facts.fields.get("topic") == HelpTopic.PERSONAL_MATTERS
    return not asked or (facts.fields.get("people_checked") or 0) > 0


@rule(
    "所选单位与该类事项的协助单位不符：可改选{missing}，或写明改送理由（个人有关事项不得改送）。",
    "That body does not answer for the topic: choose {missing}, or give a reason for another one"
    " (never for personal matters).",
    row="E16, E04, C04, C05",
    form=True,
)
def the_department_fits_the_topic(facts: Facts) -> tuple[Text, ...]:
    """The body is one the table names for the topic; personal matters allow no exception."""
    topic = HelpTopic(facts.fields["topic"])
    named = facts.routing.departments[topic]
    kind = facts.bodies.get(facts.inputs["body_id"])
    excused = bool(facts.inputs.get("override_reason"))
    if topic is HelpTopic.PERSONAL_MATTERS:
        named, excused = (BodyKind.ORGANISATION_DEPARTMENT,), False
    fits = kind in named or (excused and kind != BodyKind.INSPECTED_UNIT)
    return () if fits else tuple(one.label for one in named)


@rule(
    "个人有关事项只填结果代码，不填文字；其他事项须填答复，不填代码。",
    "Personal matters are answered by the code alone; everything else in words, without a code.",
    row="E04",
    form=True,
)
def the_answer_fits_the_topic(facts: Facts) -> bool:
    """A check of personal matters brings back a result code and nothing else."""
    words, code = facts.inputs.get("answer"), facts.inputs.get("check_result")
    if facts.fields.get("topic") == HelpTopic.PERSONAL_MATTERS:
        return code is not None and words is None
    return words is not None and code is None


@rule(
    "拟发布日期已过，应先征求意见后发布；请撤回后重新提出。",
    "The planned day is past: ask before publishing. Withdraw it and ask anew.",
    row="L03",
    cured_by=(Post.UNIT_HEAD, Post.UNIT_LIAISON),
)
def it_is_not_published_yet(facts: Facts) -> bool:
    """The office answers before the planned day is over."""
    return bool(facts.fields["publish_on"] >= facts.today)


@rule(
    "巡察组认为不宜发布，只能由巡察办主任决定同意。",
    "The group objects: only the director may consent.",
    row="L03",
    cured_by=(Post.DIRECTOR,),
)
def an_objection_is_heeded(facts: Facts) -> bool:
    """Where the group objects, the director decides."""
    return facts.fields.get("opinion") != "objection" or facts.actor.holds(Post.DIRECTOR)
