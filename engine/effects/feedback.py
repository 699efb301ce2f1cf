"""What feedback and evaluation bring about: surveys, follow-ups, grades, talks, a new head's items.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.directory import CLOCK
from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.accounting import Measure
from rules.evaluating import Answer, Grade, Part
from rules.facts import Actor
from states.accountability import Answerable, Ground
from states.follow_up import Track

_BY_CLOCK = CLOCK.person_id
_BELOW = (
    "SELECT id, state FROM cases WHERE parent_id = :case AND kind = :kind"
    " AND state NOT IN ('written_off', 'long_term', 'carried', 'closed') ORDER BY id"
)


@effect
def ask_about_the_group(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Have the unit surveyed about the group after the feedback (E23, §7 row 10)."""
    del work, actor, inputs
    return (Open("group_survey", _BY_CLOCK, {}, case.id),)


@effect
def follow_up_rectification(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Open the four follow-up tracks and the unit's report of its rectification (K07, K21)."""
    del work, actor, inputs
    tracks = (Open("follow_up", _BY_CLOCK, {"track": track.value}, case.id) for track in Track)
    return (*tracks, Open("rectification_report", _BY_CLOCK, {}, case.id))


@effect
def count_follow_up(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Count the time to the next report of a track from today, at the pace of that track (K07)."""
    del actor, inputs
    name = f"{case.row['track']}_from"
    case.keep(**{name: work.today})
    return ()


@effect
def grade_rectification(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Compute score and grade from the scores of the parts by the office's scale (K06)."""
    del actor
    scale = work.office.policy.evaluation
    satisfaction = scale.satisfaction({one.value: case.row[one.value] or 0 for one in Answer}) or 0
    scores = {Part.SATISFACTION.value: satisfaction}
    scores |= {
        part.value: inputs[f"score_{part.value}"] for part in Part if part is not Part.SATISFACTION
    }
    score = scale.score(scores)
    grade = scale.grade(score)
    told = {"evaluation": grade.value, "score": score, "satisfaction": satisfaction}
    return (FollowUp(case.id, "grade", told),)


@effect
def act_on_the_grade(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Close the follow-ups; a low result brings the talk with the head, with a deadline (K15)."""
    del actor
    closed: Asked = tuple(
        FollowUp(row["id"], "close") for row in work.tx.rows(_BELOW, case=case.id, kind="follow_up")
    )
    scale = work.office.policy.evaluation
    if not scale.calls_for_talk(Grade(inputs["evaluation"]), inputs["satisfaction"]):
        return closed
    facts = f"{inputs['score']}/{inputs['satisfaction']}"
    wanted = {"ground": Ground.LOW_RESULT.value, "facts": facts}
    return (*closed, Open("accountability", _BY_CLOCK, wanted, case.id))


@effect
def call_the_head(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Decide on the talk with the head at once where the rules call for it (K15)."""
    del work
    if actor.person_id != _BY_CLOCK or inputs["ground"] != Ground.LOW_RESULT.value:
        return ()
    wanted = {"measure": Measure.TALK.value, "answerable": Answerable.IN_CHARGE.value}
    return (FollowUp(case.id, "call_to_talk", wanted),)


@effect
def remember_measure(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Keep what was carried out, so that the next step of the ladder is a heavier one (K14)."""
    del work, actor, inputs
    case.keep(last_measure=case.row["measure"])
    return ()


@effect
def number_the_version(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Number the versions of the unit's report (K21)."""
    del work, actor, inputs
    case.keep(edition=(case.row["edition"] or 0) + 1)
    return ()


@effect
def pass_items_on(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Pass every open item to the new head; their dates stay (K23)."""
    del actor
    return tuple(
        FollowUp(row["id"], "succeed", {"head_id": inputs["head_id"]})
        for row in work.tx.rows(_BELOW, case=case.id, kind="rectification")
    )
