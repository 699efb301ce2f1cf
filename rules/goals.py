"""The goal of each link of a round: inspection is led by problems from its preparation on (H11).

The six links are the same everywhere; their words and the states of a round that belong to each are
the office's policy, in `config/goals.toml`. A further link is a member of `Link` and its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.words import Labelled, Text


class Link(Labelled):
    """One of the six links 环节 of a round."""

    PREPARATION = "preparation", "准备", "Preparation"
    UNDERSTANDING = "understanding", "了解", "Understanding"
    REPORT = "report", "报告", "Report"
    FEEDBACK = "feedback", "反馈", "Feedback"
    HANDOVER = "handover", "移交", "Handover"
    RECTIFICATION = "rectification", "整改", "Rectification"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a round is after while it is in some of its states."""

    link: Link
    label: Text
    """What the office calls the link."""
    aim: Text
    states: tuple[str, ...]
    """The states of a round that belong to the link."""


def goal_of(goals: Mapping[Link, Goal], state: str) -> Goal | None:
    """Return the goal of a round in `state`; None once it has come to its end.

    Example:
        >>> aim = Text("搜集问题", "gather problems")
        >>> goals = {Link.PREPARATION: Goal(Link.PREPARATION, aim, aim, ("draft",))}
        >>> goal_of(goals, "draft").link.value, goal_of(goals, "closed")
        ('preparation', None)
    """
    return next((one for one in goals.values() if state in one.states), None)
