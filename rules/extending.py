"""Guards of extensions, and of suspending a case. Rows H08, §4.8."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import Post
from rules.rule import rule

REQUESTED = "extension_requested"
"""The topic of the signature with which an extension is asked for."""


@rule("新期限须晚于原期限。", "The new date must be later than the present one.", row="§4.8")
def the_new_date_is_later(facts: Facts) -> bool:
    """An extension asks for a later date."""
    return bool(facts.fields["requested_on"] > facts.fields["present_on"])


@rule(
    "已过原期限的，须领导小组组长同意补办。",
    "After the due date, the leading group's leader must consent to a late request.",
    row="§4.8",
    cured_by=(Post.LG_LEADER,),
    form=True,
)
def the_request_is_in_time(facts: Facts) -> bool:
    """The request came before the due date, or the leader consents to a late one."""
    requested = facts.fields.get("asked_on") or facts.today
    return requested <= facts.fields["present_on"] or facts.inputs.get("late_consent") is True


@rule(
    "批准的期限须晚于原期限，且不晚于申请的期限。",
    "The granted date must lie after the present one and not after the requested one.",
    row="§4.8",
    form=True,
)
def the_granted_date_fits(facts: Facts) -> bool:
    """What is granted is more than nothing and no more than was asked for."""
    granted = facts.inputs.get("granted_on")
    return granted is not None and (
        facts.fields["present_on"] < granted <= facts.fields["requested_on"]
    )


@rule(
    "该期限的延期次数已到上限，须写明例外理由。",
    "The limit has been extended as often as allowed: give the reason for an exception.",
    row="§4.8",
    form=True,
)
def extensions_are_left(facts: Facts) -> bool:
    """Fewer extensions than allowed went before, or an exception has its reason."""
    return (facts.fields.get("earlier_extensions") or 0) < facts.limit("extensions") or bool(
        facts.inputs.get("exception_reason")
    )


@rule(
    "申请、审核、审批不能是同一人。",
    "Request, check and decision are made by different people.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_decider_is_new(facts: Facts) -> bool:
    """Nobody decides what they asked for or checked."""
    return all(facts.actor.persons.isdisjoint(sign.persons) for sign in facts.signoffs)


@rule(
    "核对人不能同时是签字人。",
    "Who checked a request cannot sign it.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
)
def the_signer_did_not_check(facts: Facts) -> bool:
    """The office checks, somebody else signs for it."""
    checks = [sign for sign in facts.signoffs if sign.topic == "extension_checked"]
    return all(facts.actor.persons.isdisjoint(sign.persons) for sign in checks)


@rule(
    "只有申请人本人（或其代理人）可以撤回申请。",
    "Only who asked for the extension takes the request back.",
    row="§4.8",
    needs=(Need.SIGNOFFS,),
)
def the_asker_withdraws(facts: Facts) -> bool:
    """A request is withdrawn by the person who made it, or by whoever stands in for them."""
    asked = [sign for sign in facts.signoffs if sign.topic == "extension_requested"]
    return any(not facts.actor.persons.isdisjoint(sign.persons) for sign in asked)
