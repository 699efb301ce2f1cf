"""What the end of a round brings about: complaints kept apart, files with a day of review.

A further effect of publication, complaint, filing or retrospective is one more function here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import Open
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.archiving import DOCUMENTS, review_day
from rules.complaining import ABOUT, LOOKED_INTO
from rules.facts import Actor, Need
from rules.releasing import ANSWERED


@effect
def void_release(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Void what was signed about a text that is written anew."""
    del actor, inputs
    work.void(case, (ANSWERED, "release_checked", "release_approved"))
    return ()


@effect
def hide_from_the_group(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Keep a complaint from everybody of the group, whatever other posts they hold (L05)."""
    del inputs
    above = work.load(case.row["parent_id"]).scope
    roster = work.directory.roster(above.round_id or 0, work.today)
    people = {one.person_id for one in roster.members if one.group_id == above.group_id}
    work.sign(case, ABOUT, sorted(people), actor)
    return ()


@effect
def void_look(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Void the signature of whoever looked into a complaint: it is looked into anew."""
    del actor, inputs
    work.void(case, (LOOKED_INTO,))
    return ()


@effect
def reckon_review(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Reckon until when a file is kept: as long as the document kept longest (§7 row 12)."""
    del actor, inputs
    lines = work.load(case.id, frozenset({Need.LINES})).lines.get(DOCUMENTS, ())
    classes = {line.values["retention"] for line in lines}
    due = review_day(classes, work.today, work.office.policy.limits)
    case.keep(review_on=due)
    return ()


@effect
def hold_file(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Stop the destruction of a file, and void what was signed for it."""
    del actor, inputs
    case.keep(held_since=work.today)
    work.void(case, ("destruction_approved", "destruction"))
    return ()


@effect
def free_file(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """End the hold of a file."""
    del work, actor, inputs
    case.keep(held_since=None)
    return ()


@effect
def void_destruction(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Void what was signed for the destruction of a file that is kept after all."""
    del actor, inputs
    work.void(case, ("destruction_approved", "destruction"))
    return ()


@effect
def carry_actions(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Open an improvement for each action of the retrospective (M05)."""
    del work, actor
    return tuple(
        Open("improvement", 0, {name: row[name] for name in ("action", "owner_post", "due_on")},
             case.id)
        for row in inputs["actions"]
    )  # fmt: skip


@effect
def open_closing_work(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the file, the clearing list and the retrospective of a round, each with its limit."""
    del work, actor, inputs
    return (
        Open("archive_file", 0, {"title": str(case.row["name"])}, case.id),
        Open("clearing", 0, {}, case.id),
        Open("retrospective", 0, {}, case.id),
    )
