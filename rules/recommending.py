"""Guards of recommendations: named addressee, separate hands. Rows I07, K18, §7 row 7."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

_RECEIVERS = frozenset({Post.RECEIVER_CONTACT, Post.RECEIVER_LEADER})


@rule(
    "建议对象为职能部门的，须写明承办单位。",
    "A recommendation to a department names the body that receives it.",
    row="K18",
    cured_by=OFFICE,
)
def the_addressee_is_named(facts: Facts) -> bool:
    """What goes to a department is addressed to one body."""
    return facts.fields["addressee"] == "committee" or facts.scope.body_id is not None


@rule(
    "起草人不能审定自己起草的建议。",
    "Who drafted it cannot approve it.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_approver_is_new(facts: Facts) -> bool:
    """Author and approver are different people, stand-ins seen through."""
    return _is_new(facts, "recommendation_drafted")


@rule(
    "建议由其对象接收和办理：给党委的由党委书记办理，给部门的由该部门办理。",
    "Its addressee answers: the Secretary for the committee, the body for a department.",
    row="I07",
)
def the_receiver_answers(facts: Facts) -> bool:
    """A department answers for itself, and the Secretary for the committee alone."""
    if facts.fields["addressee"] == "committee":
        return True
    return any(held.post in _RECEIVERS for held in facts.actor.posts)


@rule(
    "回复人不能自己办结。",
    "Who replied cannot close it.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_closer_did_not_reply(facts: Facts) -> bool:
    """The reply is judged by somebody else."""
    return _is_new(facts, "recommendation_replied")


def _is_new(facts: Facts, topic: str) -> bool:
    signed = [sign for sign in facts.signoffs if sign.topic == topic]
    return all(facts.actor.persons.isdisjoint(sign.persons) for sign in signed)
