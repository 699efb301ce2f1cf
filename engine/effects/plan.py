"""Effects of plans: which version is being drafted, and which one holds.

A version is known by the number of the entry that wrote its lines. A new effect is one function
here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.commands import FollowUp
from engine.effects.registry import effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor


@effect
def keep_draft(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> tuple[FollowUp, ...]:
    """Remember that the lines of this entry are the version being decided on."""
    del work, actor, inputs
    case.keep(drafted=case.row["seq"] + 1)
    return ()


@effect
def put_in_force(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> tuple[FollowUp, ...]:
    """Have the version that was decided on hold from now on."""
    del work, actor, inputs
    case.keep(holds=case.row["drafted"])
    return ()


@effect
def drop_draft(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> tuple[FollowUp, ...]:
    """Forget a version that was withdrawn: the one in force is the newest again."""
    del work, actor, inputs
    case.keep(drafted=case.row["holds"])
    return ()


@effect
def keep_year_end(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> tuple[FollowUp, ...]:
    """Keep the last day of the year, from which its settlement counts."""
    del work, actor, inputs
    case.keep(year_end=date(case.row["year"], 12, 31))
    return ()


@effect
def keep_baseline(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> tuple[FollowUp, ...]:
    """Keep the window as it was authorised: milestones are measured against it (A13)."""
    del work, actor, inputs
    row = case.row
    case.keep(baseline_start=row["on_site_start"], baseline_end=row["on_site_end"])
    return ()
