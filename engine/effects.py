"""What else a transition brings about in the same transaction, by the name its table gives.

A new effect is one function here with `@effect`; its name goes into an `effects=`. It changes the
case in place, adds statements to the work, or asks for events on other cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.loading import LoadedCase
from engine.rebase import extend_timer, move_stay
from engine.work import Work
from rules.facts import Actor
from rules.handover import SIGNATURES
from store import moves

_WAKE = (
    "UPDATE posts SET pledged_at = :at WHERE person_id = :person AND round_id = :round"
    " AND pledged_at IS NULL"
)


Asked = tuple[FollowUp | Open, ...]
"""What an effect asks of other cases: events that the clock gives, cases that it opens."""
Effect = Callable[[Work, LoadedCase, Actor, Mapping[str, Any]], Asked]
EFFECTS: dict[str, Effect] = {}
"""Every effect by its name."""


def effect(run: Effect) -> Effect:
    """File an effect under the name of its function."""
    EFFECTS[run.__name__] = run
    return run


def run(
    name: str, work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Run the effect called `name`."""
    return EFFECTS[name](work, case, actor, inputs)


def store_details(work: Work, case: LoadedCase, changed: Mapping[str, Any]) -> None:
    """Have the changed details of a case written."""
    work.write(moves.details_changed(case.row["kind"], case.id, changed))


@effect
def wake_posts(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the round to somebody who has signed the three pledges (B08)."""
    del inputs
    work.write(
        (
            _WAKE,
            {"at": work.now, "person": actor.acting_for or actor.person_id, "round": case.id},
        )
    )
    work.directory_changed()
    return ()


@effect
def release_posts(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Close the round to everybody who was seconded to it (B07, L07)."""
    del actor, inputs
    work.write(
        (
            "UPDATE posts SET released_at = :at WHERE round_id = :round AND released_at IS NULL",
            {"at": work.now, "round": case.id},
        )
    )
    work.directory_changed()
    return ()


@effect
def start_report_clock(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Count the time for the report from leaving the unit, or anew from its return (I06)."""
    del actor
    begun = inputs.get("left_on", work.today)
    case.row["report_from"] = begun
    store_details(work, case, {"report_from": begun})
    return ()


@effect
def address_to_body(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Bring the receiving body into the scope of the clue."""
    del work, actor
    case.row["body_id"] = inputs["body_id"]
    return ()


@effect
def void_sheet(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Void the signatures on the handover sheet: after a supplement it is signed anew (J08)."""
    del actor, inputs
    work.void(case, SIGNATURES)
    return ()


@effect
def void_hearings(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Void the hearings of a report that was returned: the series begins anew (I04, I06)."""
    del actor, inputs
    work.void(case, ("leading_group_heard", "secretary_heard"))
    return ()


@effect
def cancel_assignments(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Cancel what was planned below a round that is cancelled, so that its clocks stop."""
    del actor
    below = work.tx.rows(
        "SELECT id FROM cases WHERE parent_id = :round AND kind = 'assignment'"
        " AND state <> 'cancelled' ORDER BY id",
        round=case.id,
    )
    return tuple(FollowUp(row["id"], "cancel", {"reason": inputs["reason"]}) for row in below)


@effect
def extend_window(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Move the end of the stay of the round, and of every group still on site until then (H08)."""
    new_end = inputs.get("new_end")
    if new_end is None:
        return ()
    move_stay(work, case, actor, new_end)
    case.row["on_site_end"] = new_end
    store_details(work, case, {"on_site_end": new_end})
    return ()


@effect
def apply_extension(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Give the extended deadline its new date; the old one stays visible (§4.8)."""
    del inputs
    row = case.row
    other = work.load(row["parent_id"])
    extend_timer(work, other, actor, row["deadline"], row["granted_on"], because_of=case.id)
    if (other.row["state"], "extend") in other.cycle.table:
        return (FollowUp(other.id, "extend", {"extended_to": row["granted_on"]}),)
    return ()
