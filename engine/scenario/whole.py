"""A whole scenario file: what it is about, its plan, its script and the published figures.

A new way to find a figure is a field of `Figure` and its line in `engine/scenario/summary.py`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Self

from pydantic import Field, model_validator

from engine.scenario.plan import Code, Day, Name, OfficePlan, RoundPlan, Section
from engine.scenario.script import Cases, Moment, Step, Stretch, Words
from kernel.clock import office_moment


class Total(Section):
    """A sum over a detail of the chosen cases."""

    of: Code
    over: Cases


class Span(Section):
    """Days between two happenings, each `kind.event`, the first or the last of its kind."""

    start: Words = Field(alias="from")
    end: Words = Field(alias="to")


class Rate(Section):
    """A part of a whole, in per cent with two decimals."""

    part: Cases
    whole: Cases


class Figure(Section):
    """A published figure, and how its counterpart is found in the played round."""

    label: Name
    label_en: Name | None = None
    value: float
    on: Day | None = Field(None, description="As at the end of this day; at the end without it.")
    count: Cases | None = None
    sum: Total | None = None
    days: Span | None = None
    rate: Rate | None = None
    figure: Words | None = Field(
        None, description="One of the round's own figures, `rectification.done`."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.count, self.sum, self.days, self.rate, self.figure)
        if sum(way is not None for way in ways) != 1:
            raise ValueError("one_way")
        return self


class Heading(Section):
    """What a scenario is about, and from when to when it runs."""

    title: Name
    title_en: Name | None = None
    source: str = Field("", description="Where the published figures come from.")
    about: str = Field("", description="What is published and what is ours.")
    start: Moment
    until: Moment


class ScenarioPlan(Heading):
    """A whole scenario."""

    office: OfficePlan
    round: RoundPlan
    stretches: dict[Code, Stretch] = Field({}, description="Stretches of this file's own.")
    script: tuple[Step, ...]
    published: tuple[Figure, ...] = ()


class RoundFile(Section):
    """What `xuncheng round open` reads."""

    round: RoundPlan


def end_of(day: date) -> datetime:
    """Return the last minute of a day, when figures as at that day are computed."""
    return office_moment(day, time(23, 59))


def split_happening(words: str) -> tuple[str, str, str]:
    """Return which (`first` or `last`), of which kind and which event: `last assignment.leave`.

    Example:
        >>> split_happening("last assignment.leave"), split_happening("round.mobilise")
        (('last', 'assignment', 'leave'), ('first', 'round', 'mobilise'))
    """
    which, _, named = words.rpartition(" ")
    kind, _, event = named.partition(".")
    return which.strip() or "first", kind, event
