"""Guards of working papers: who handles, reviews and signs them, and what they must hold.

Rows G01 to G07, §4.3, §7 rows 7 and 9. A further guard is one function here.
"""

from __future__ import annotations

import re

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import Post
from rules.rule import rule

_HANDLERS = (Post.GROUP_MEMBER, Post.GROUP_LIAISON, Post.GROUP_DEPUTY)
_CITED = re.compile(r"《[^《》]+》")
_CONTENT = (
    ("persons", Text("涉及的人", "persons")),
    ("facts", Text("事实", "facts")),
    ("responsibility", Text("责任划分", "responsibility")),
    ("rule_basis", Text("定性依据", "rule that was broken")),
)
FEWEST_HANDLERS = 2


def cited_rules(facts: Facts) -> tuple[str, ...]:
    """Return the rules that the paper cites, by title or code in 《》, each once."""
    return tuple(dict.fromkeys(_CITED.findall(facts.fields.get("rule_basis") or "")))


def handlers_of(facts: Facts) -> frozenset[int]:
    """Return everybody who handles the paper: named when it was opened, or later."""
    return facts.signed("paper_handler") | frozenset(facts.inputs.get("handlers", ()))


@rule(
    "一份底稿至少两名承办人。",
    "A working paper has two handlers at least.",
    row="§4.3, §7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY),
    form=True,
)
def two_people_handle(facts: Facts) -> bool:
    """At least two people handle the matter."""
    return len(handlers_of(facts)) >= FEWEST_HANDLERS


@rule(
    "承办人须是本组在岗人员。",
    "The handlers must be people of this group.",
    row="§4.3",
    needs=(Need.ROSTER,),
    form=True,
)
def handlers_are_of_the_group(facts: Facts) -> bool:
    """Nobody from outside the group handles its papers."""
    ours = {one.person_id for one in facts.roster.members if one.group_id == facts.scope.group_id}
    return ours.issuperset(facts.inputs["handlers"])


@rule(
    "建底稿的人须是承办人之一。",
    "Who opens the paper must be one of its handlers.",
    row="§4.3",
    form=True,
)
def the_opener_handles(facts: Facts) -> bool:
    """A paper is begun by one of those who handle it."""
    return not facts.actor.persons.isdisjoint(facts.inputs["handlers"])


@rule(
    "底稿只能由承办人修改和送审；需换人时，请组长或副组长增加承办人。",
    "Only its handlers change or submit a paper; leader or deputy can name further ones.",
    row="§4.3",
    needs=(Need.SIGNOFFS,),
    cured_by=_HANDLERS,
)
def a_handler_acts(facts: Facts) -> bool:
    """Who edits the paper is one of its handlers."""
    return not facts.actor.persons.isdisjoint(handlers_of(facts))


@rule(
    "底稿内容不全，须写明：{missing}。",
    "The paper is not complete; it lacks: {missing}.",
    row="G02, G03, H10",
    cured_by=_HANDLERS,
)
def the_paper_is_complete(facts: Facts) -> tuple[Text, ...]:
    """Persons, facts, responsibility and rule are there: content thorough, problem clear."""
    return tuple(label for name, label in _CONTENT if not facts.fields.get(name))


@rule(
    "定性依据须引用具体规定，文件名写在书名号里，如《中国共产党纪律处分条例》第几条。",
    "The paper cites the rule that was broken, with the document's title in 《》.",
    row="G03, G07",
    cured_by=_HANDLERS,
)
def a_rule_is_cited(facts: Facts) -> bool:
    """No paper without a cited rule."""
    return bool(cited_rules(facts))


@rule(
    "引用的规定已废止或尚未施行：{missing}；请改引制度库中现行的规定（xuncheng library list）。",
    "These rules are repealed or not in force yet: {missing}; cite one that is (xuncheng library).",
    row="G03, G07, L06",
    needs=(Need.LIBRARY,),
    cured_by=_HANDLERS,
)
def cited_rules_are_in_force(facts: Facts) -> tuple[str, ...]:
    """What the library knows of a cited rule is that it holds today."""
    return tuple(
        name
        for name in cited_rules(facts)
        if (known := facts.library.called(name))
        and not any(one.holds(facts.today) for one in known)
    )


@rule(
    "制度库中没有这些规定，请核对名称：{missing}。",
    "The library does not have these rules, check their titles: {missing}.",
    row="G07",
    needs=(Need.LIBRARY,),
    cured_by=_HANDLERS,
)
def cited_rules_are_in_the_library(facts: Facts) -> tuple[str, ...]:
    """A title that leads nowhere in a library that has rules is probably mistyped."""
    if not facts.library.citable:
        return ()
    return tuple(name for name in cited_rules(facts) if not facts.library.called(name))


@rule(
    "底稿没有登记证据。",
    "The paper lists no evidence.",
    row="G03",
    needs=(Need.LINES,),
    cured_by=_HANDLERS,
)
def evidence_is_listed(facts: Facts) -> bool:
    """Facts rest on evidence."""
    return bool(facts.lines.get("evidence"))


@rule(
    "问题尚未核实，不得送审。",
    "The problem is not verified yet: it cannot be submitted.",
    row="G06",
    cured_by=_HANDLERS,
    form=True,
)
def the_facts_are_verified(facts: Facts) -> bool:
    """No paper on hearsay: the facts were looked into and confirmed."""
    return facts.fields.get("verification") == "verified"


@rule(
    "单位有异议或未向单位核对的，须写明异议内容或未核对的理由。",
    "Where the unit disagrees or was not asked, say what it stated or why it was not asked.",
    row="§7 row 9",
    cured_by=_HANDLERS,
    form=True,
)
def the_units_word_is_recorded(facts: Facts) -> bool:
    """The unit's disagreement with a fact is on record before the paper is signed."""
    agreed = facts.fields.get("confirmation") == "agreed"
    return agreed or bool(facts.fields.get("unit_statement"))


@rule(
    "承办人不能审核自己的底稿。",
    "Who handles a paper cannot review it.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.GROUP_DEPUTY,),
)
def the_reviewer_is_no_handler(facts: Facts) -> bool:
    """Author and reviewer are different people, stand-ins seen through."""
    return facts.actor.persons.isdisjoint(handlers_of(facts))


@rule(
    "审签人不能是承办人或审核人。",
    "Who handled or reviewed a paper cannot sign it.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.GROUP_LEADER,),
)
def the_signer_did_not_write_it(facts: Facts) -> bool:
    """The signer is neither author nor reviewer, stand-ins seen through."""
    reviewed = [sign for sign in facts.signoffs if sign.topic == "paper_reviewed"]
    earlier = handlers_of(facts).union(*(sign.persons for sign in reviewed))
    return facts.actor.persons.isdisjoint(earlier)


@rule(
    "重要问题不写入报告，须由领导小组决定。",
    "An important problem is left out of the report by the leading group only.",
    row="G04",
    cured_by=(Post.LG_LEADER, Post.LG_MEMBER),
)
def the_omission_is_decided_high_enough(facts: Facts) -> bool:
    """The group decides about ordinary problems, the leading group about important ones."""
    return not facts.fields.get("important") or (
        facts.actor.holds(Post.LG_LEADER) or facts.actor.holds(Post.LG_MEMBER)
    )


@rule(
    "只有承办人或组长、副组长可以撤销底稿。",
    "Only a handler, the leader or the deputy withdraws a paper.",
    row="§4.3",
    needs=(Need.SIGNOFFS,),
)
def its_own_people_withdraw_it(facts: Facts) -> bool:
    """A draft is withdrawn by who wrote it, or by who leads the group."""
    leads = facts.actor.holds(Post.GROUP_LEADER) or facts.actor.holds(Post.GROUP_DEPUTY)
    return leads or not facts.actor.persons.isdisjoint(handlers_of(facts))


@rule(
    "这份底稿没有被抽中，不评分。",
    "The paper was not drawn: it is not scored.",
    row="G05",
)
def the_paper_was_drawn(facts: Facts) -> bool:
    """Only what the draw picked is scored, so that nobody picks by hand."""
    return facts.fields.get("drawn_on") is not None


@rule(
    "这份底稿已被抽中，须先评分。",
    "The paper was drawn: score it first.",
    row="G05",
    cured_by=(Post.OFFICE_STAFF, Post.DIRECTOR),
)
def a_drawn_paper_is_scored(facts: Facts) -> bool:
    """A drawn paper is not closed unseen."""
    return facts.fields.get("drawn_on") is None or facts.state == "sampled"


@rule(
    "抽检不合格的，须写明如何处理。",
    "A paper that failed its sample needs a word on what was done about it.",
    row="G05",
    form=True,
)
def a_failed_sample_is_dealt_with(facts: Facts) -> bool:
    """A failed sample ends with its remedy."""
    return facts.fields.get("failed_on") is None or bool(facts.fields.get("remedy"))


@rule(
    "本轮的底稿已抽检过，不能再抽。",
    "The sample of this round was drawn already.",
    row="G05",
    needs=(Need.LINES,),
)
def no_sample_was_drawn(facts: Facts) -> bool:
    """A round's papers are drawn once, so that nobody draws until a draw pleases."""
    return not facts.lines.get("paper_draws")


@rule(
    "还有问题底稿没有办结（备案、抽检后由巡察办办结）。",
    "Some working papers are not closed: the office files, samples and closes them.",
    row="G05, §4.1",
    needs=(Need.FAMILY,),
    cured_by=(Post.OFFICE_STAFF, Post.DIRECTOR),
)
def every_paper_is_closed(facts: Facts) -> bool:
    """Every paper of the round has come to its end."""
    return facts.count_outside("working_paper", "closed", "merged", "withdrawn") == 0
