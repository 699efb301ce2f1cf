"""Effects on secondments: access that wakes and ends, and how they follow their round.

A new one is one function here with `@effect`; those that set a moment of a post are known to
`engine/secondments.py`, which checks them against the entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.accounts.ending import end_access_without_posts
from engine.commands import FollowUp, Open
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor
from rules.posts import LEADING
from states.secondment import LIVE

_WAKE = (
    "UPDATE posts SET pledged_at = :at WHERE person_id = :person AND round_id = :round"
    " AND pledged_at IS NULL"
)
_END = (
    "UPDATE posts SET released_at = :at WHERE person_id = :person AND round_id = :round"
    " AND released_at IS NULL"
)
_IN_STATE = (
    "SELECT id FROM cases WHERE parent_id = :round AND kind = 'secondment' AND state = :state"
    " ORDER BY id"
)
_OF_GROUP = (
    "SELECT c.id, d.person_id FROM cases c JOIN secondment_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :round AND c.kind = 'secondment' AND c.group_id = :group_id"
    " AND d.authorised_on IS NULL ORDER BY c.id"
)
_IN_POOL = (
    "SELECT c.id FROM cases c JOIN inspector_details d ON d.case_id = c.id"
    " WHERE d.person_id = :person AND c.state IN ('nominated', 'vetted', 'in_pool')"
)
_BEFORE_MOBILISED = ("draft", "plan_approved", "authorised", "preparing")

Inputs = Mapping[str, Any]


@effect
def wake_posts(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Open the round to somebody who has signed the three pledges (B08)."""
    del actor, inputs
    _set(work, case, _WAKE)
    return ()


@effect
def end_posts(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Close the round to somebody at once; what they did stays (L07, M02, B07)."""
    del actor, inputs
    _set(work, case, _END)
    end_access_without_posts(work, case.row["person_id"], case.row["round_id"])
    return ()


def _set(work: Work, case: LoadedCase, statement: str) -> None:
    values = {"at": work.now, "person": case.row["person_id"], "round": case.row["round_id"]}
    work.write((statement, values))
    work.directory_changed()


@effect
def exclude_from_pool(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Take who was removed from the pool too, where that was decided (L09)."""
    del actor
    if not inputs.get("excluded"):
        return ()
    rows = work.tx.rows(_IN_POOL, person=case.row["person_id"])
    return tuple(FollowUp(row["id"], "exclude", {"reason": inputs["reason"]}) for row in rows)


@effect
def open_appraisal(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Set the task to appraise the person (M01)."""
    del work, actor, inputs
    return (Open("appraisal", 0, {}, case.id),)


@effect
def void_drafting(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Void who drafted and checked an appraisal that is written anew."""
    del actor, inputs
    work.void(case, ("drafted", "checked"))
    return ()


@effect
def note_authorisation(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Note since when the person is authorised to lead; it ends with the secondment (B07)."""
    del actor, inputs
    case.keep(authorised_on=work.today)
    return ()


@effect
def clear_conflict(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Take the conflict off; who settled it and why stays in the record (§7 row 6)."""
    del work, actor, inputs
    case.keep(conflict=None)
    return ()


@effect
def follow_the_round(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Have somebody who joins late catch up with the round."""
    del actor, inputs
    state = work.load(case.row["parent_id"]).row["state"]
    if state in _BEFORE_MOBILISED:
        return ()
    second, enter = FollowUp(case.id, "second"), FollowUp(case.id, "enter")
    return (second,) if state == "mobilised" else (second, enter)


@effect
def second_everybody(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Second everybody who is trained, as the round is mobilised."""
    del actor, inputs
    return _all(work, case, "second", ("trained",))


@effect
def enter_everybody(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Have everybody enter with the round."""
    del actor, inputs
    return _all(work, case, "enter", ("seconded",))


@effect
def cancel_secondments(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """End every secondment of a round that is cancelled (B07)."""
    del actor
    return _all(work, case, "cancel", [one.value for one in LIVE], reason=inputs["reason"])


def _all(
    work: Work, case: LoadedCase, event: str, states: Iterable[str], **inputs: object
) -> Asked:
    found = [
        row["id"] for state in states for row in work.tx.rows(_IN_STATE, round=case.id, state=state)
    ]
    return tuple(FollowUp(one, event, inputs) for one in sorted(found))


@effect
def authorise_leaders(work: Work, case: LoadedCase, actor: Actor, inputs: Inputs) -> Asked:
    """Authorise whoever leads the group today (B07)."""
    del actor
    group = inputs["group"]
    leading = {
        one.person_id
        for one in work.directory.roster(case.id, work.today).members
        if one.group_id == group and one.post in LEADING
    }
    rows = work.tx.rows(_OF_GROUP, round=case.id, group_id=group)
    return tuple(FollowUp(row["id"], "authorise") for row in rows if row["person_id"] in leading)
