"""Guards of rectification. Rows K04 to K23, §4.5."""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

EVALUATED = ("evaluated", "closed", "cancelled")
ENDED = ("written_off", "long_term", "carried")
"""States of an item that need no more of this round: done, basically done, or carried over."""

PATTERNS = (
    ("not_on_paper_only", Text("文字整改", "rectified on paper only")),
    ("not_parcelled_out", Text("责任一分了之", "parcelled out and left at that")),
    ("not_shifted_down", Text("以下级代本级", "shifted to those below")),
    ("not_by_blame_alone", Text("以简单问责代替", "replaced by blame alone")),
    ("not_merely_promised", Text("以下不为例代替", "replaced by a promise for next time")),
)
"""The patterns of false rectification that the checker rules out one by one (K19)."""


@rule(
    "还有单位的整改未评估。",
    "The rectification of some units is not evaluated.",
    row="K06",
    needs=(Need.FAMILY,),
    cured_by=OFFICE,
)
def every_unit_is_evaluated(facts: Facts) -> bool:
    """Every assignment's rectification has been evaluated."""
    return facts.count_outside("assignment", *EVALUATED) == 0


@rule(
    "还有整改事项既未销号，也未作为长期坚持或结转处理。",
    "Some items are neither written off, nor long-term, nor carried over.",
    row="§4.1",
    needs=(Need.FAMILY,),
    cured_by=OFFICE,
)
def every_item_is_settled(facts: Facts) -> bool:
    """Every rectification item is done, basically done, or carried over with a reason."""
    return facts.count_outside("rectification", *ENDED) == 0


@rule(
    "整改方案须写明措施、责任领导和完成日期。",
    "The plan needs its measures, the leader who answers for it and its date.",
    row="K04, K09",
    cured_by=(Post.UNIT_HEAD, Post.UNIT_LIAISON),
    form=True,
)
def the_plan_is_complete(facts: Facts) -> bool:
    """The item has one set of measures, one leader and one date."""
    return all(facts.fields.get(name) for name in ("measures", "leader_post", "planned_on"))


@rule(
    "整改方案和报告须由主要负责人签署真实性承诺。",
    "The head signs that the plan or report is true.",
    row="K08, §4.5",
    cured_by=(Post.UNIT_HEAD,),
    form=True,
)
def the_head_vouches(facts: Facts) -> bool:
    """The unit's head has signed the statement of truth."""
    return facts.inputs.get("head_vouches") is True


@rule(
    "“举一反三”和“建章立制”两项须填写（没有的写明“无”）。",
    "Similar problems and rules made must be filled in.",
    row="K17",
    cured_by=(Post.UNIT_HEAD, Post.UNIT_LIAISON),
)
def lessons_are_drawn(facts: Facts) -> bool:
    """The unit says which similar problems it looked for and which rules it made."""
    return bool(facts.fields.get("similar_problems")) and bool(facts.fields.get("rules_note"))


@rule(
    "须逐项排除虚假整改情形，未排除的有：{missing}。",
    "Each pattern of false rectification must be ruled out; not ruled out: {missing}.",
    row="K19",
    cured_by=(Post.SUPERVISOR, *OFFICE),
    form=True,
)
def false_rectification_is_ruled_out(facts: Facts) -> tuple[Text, ...]:
    """The checker has ruled out every pattern of false rectification."""
    return tuple(pattern for name, pattern in PATTERNS if facts.inputs.get(name) is not True)


@rule(
    "交账须附佐证材料，份数不能为 0。",
    "Handing in needs evidence: the number of documents cannot be 0.",
    row="K05",
    cured_by=(Post.UNIT_HEAD, Post.UNIT_LIAISON),
    form=True,
)
def evidence_is_handed_in(facts: Facts) -> bool:
    """The account that is handed in has documents to it."""
    return bool(facts.inputs.get("evidence_count"))


@rule(
    "该事项已指定督办人，由其本人或巡察办核查；需要更换的，请巡察办重新指定。",
    "Another supervisor is assigned to this item; the office can assign anew.",
    row="K11",
    cured_by=OFFICE,
)
def the_assigned_supervisor_checks(facts: Facts) -> bool:
    """Who checks is the supervisor assigned to the item, or of the office."""
    assigned = facts.fields.get("supervisor_id")
    of_office = any(facts.actor.holds(post) for post in OFFICE)
    return assigned is None or of_office or assigned in facts.actor.persons


def _earlier(facts: Facts, *topics: str) -> bool:
    return all(
        facts.actor.persons.isdisjoint(sign.persons)
        for sign in facts.signoffs
        if sign.topic in topics
    )


@rule(
    "整改责任方不能核查或销号自己的事项。",
    "Who owns an item can neither verify it nor write it off.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_checker_is_not_the_owner(facts: Facts) -> bool:
    """Neither the owner nor anybody standing in for or by the owner checks the item."""
    owners = {Post.UNIT_HEAD, Post.UNIT_LEADER, Post.UNIT_LIAISON}
    if any(held.post in owners for held in (*facts.actor.posts, *facts.actor.own_posts)):
        return False
    return _earlier(facts, "item_claimed", "item_planned", "item_reported", "item_handed_in")


@rule(
    "销号人不能是现场核查人。",
    "Who verified on site cannot write the item off.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_closer_did_not_verify(facts: Facts) -> bool:
    """Verification and write-off are done by different people."""
    return _earlier(facts, "item_verified")


@rule(
    "重报的须是修改后的新版本：标题或校验码与已报送的版本完全相同。",
    "A report that was returned is submitted anew in a changed version.",
    row="K21",
    needs=(Need.LINES,),
    cured_by=(Post.UNIT_HEAD,),
    form=True,
)
def the_report_is_a_new_version(facts: Facts) -> bool:
    """The version differs from every version submitted before."""
    now = (facts.inputs.get("document"), facts.inputs.get("fingerprint"))
    earlier = facts.lines.get("report_versions", ())
    return all(
        (line.values.get("document"), line.values.get("fingerprint")) != now for line in earlier
    )
