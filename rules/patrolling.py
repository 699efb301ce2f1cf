"""The guard of patrol visits; how they are drawn is in `rules/draw.py`. Row H03."""

from __future__ import annotations

from rules.facts import Facts
from rules.posts import OFFICE
from rules.rule import rule


@rule(
    "督查日期须在抽取之后，且不晚于今天。",
    "A visit is held after it was drawn, and not later than today.",
    row="H03",
    cured_by=OFFICE,
    form=True,
)
def it_was_held_after_the_draw(facts: Facts) -> bool:
    """Nobody visits first and draws then."""
    held_on = facts.fields.get("held_on")
    return held_on is not None and facts.fields["drawn_on"] <= held_on <= facts.today
