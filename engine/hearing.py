"""Who hears of a step of a ladder: those who speak and those who show what comes next ask here."""

from __future__ import annotations

from typing import Any

from engine.awaiting import awaited
from engine.loading import LoadedCase
from engine.work import Work
from rules.ladder import Step
from rules.posts import Post, named_posts
from states.definition import Deadline
from store.database import Row


def heard_by(
    work: Work, case: LoadedCase, timer: Row, step: Step
) -> tuple[tuple[Post, ...], tuple[int, ...] | None]:
    """Return whom a step reaches: the deadline's owner, leader and head, and posts by code.

    Where each person answers for themselves, the owners are the people who have not answered.
    """
    line: Deadline[Any, Any] = case.cycle.deadline(timer["deadline"])
    owner = named_posts(case.row[line.owner_named_in]) if line.owner_named_in else line.owner
    people = None
    if line.answered_by:
        people = awaited(work, case, owner, line.answered_by) if "owner" in step.to else ()
        owner = ()
    relative = {"owner": owner, "leader": line.leader, "head": line.head}
    found: dict[Post, None] = {}
    for name in step.to:
        found.update(dict.fromkeys(relative[name] if name in relative else (Post(name),)))
    return tuple(found), people
