"""What happens around a document of the library: versions are counted, readers asked anew (C10).

A further effect of documents is one more function here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.awaiting import awaited
from engine.commands import FollowUp
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor, Need
from rules.library import READ
from rules.posts import named_posts

_NOTHING: tuple[FollowUp, ...] = ()


@effect
def take_in_version(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count a new version and ask everybody who must read it, whatever they had read before."""
    del actor
    work.load(case.id, frozenset({Need.SIGNOFFS}))
    work.void(case, (READ,))
    case.row["read_on"] = None
    case.keep(versions=(case.row["versions"] or 0) + 1, **_asked(work, case, inputs))
    return _NOTHING


@effect
def count_document_readers(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """See whether everybody has read it: then the date is met; who came since gets a new one."""
    del actor, inputs
    if case.row["versions"]:
        was_read = case.row["read_on"] is not None
        left = readers_left(work, case)
        if left and (was_read or case.row["read_by"] is None):
            case.keep(**_asked(work, case, {}))
        elif not left and not was_read:
            case.keep(read_on=work.today)
    return _NOTHING


def readers_left(work: Work, case: LoadedCase) -> tuple[int, ...]:
    """Return who must read the newest version of a document and has not signed for it."""
    return awaited(work, case, named_posts(case.row["readers"]), READ)


def _asked(work: Work, case: LoadedCase, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return until when a version is read, or that there is nobody left to read it."""
    if not readers_left(work, case):
        return {"read_by": inputs.get("read_by"), "read_on": work.today}
    policy = work.office.policy
    usual = policy.calendar.add_workdays(work.today, policy.limit("document_reading_workdays"))
    return {"read_by": inputs.get("read_by") or usual, "read_on": None}
