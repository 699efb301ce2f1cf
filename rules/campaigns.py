"""Guards of campaigns: a problem that is common, and a round where one was decided. Rows A12, I09.

A further guard is one function with `@rule`.
"""

from __future__ import annotations

from rules.facts import Facts
from rules.posts import OFFICE, Post
from rules.rule import rule


@rule(
    "共性问题须涉及足够多的单位（依据逐条列出，数量见 limits.toml）。",
    "A common problem concerns enough units (listed in its basis; see limits.toml).",
    row="A12",
    form=True,
)
def the_problem_is_common(facts: Facts) -> bool:
    """The basis names problems of as many different units as policy asks for."""
    units = {row["unit"] for row in facts.inputs.get("basis") or ()}
    return len(units) >= facts.limit("common_problem_units")


@rule("完成时限须晚于今天。", "It must end after today.", row="I09", form=True)
def it_ends_later(facts: Facts) -> bool:
    """A campaign has time to run."""
    ends = facts.inputs.get("ends_on")
    return ends is not None and ends > facts.today


@rule(
    "领导小组没有决定以专项巡察形式开展。",
    "The leading group did not decide on a special round.",
    row="A12",
    cured_by=(Post.LG_LEADER,),
)
def a_round_was_decided(facts: Facts) -> bool:
    """A round is linked where the form is a special round."""
    return facts.fields.get("form") == "special_round"


@rule(
    "决定以专项巡察形式开展的，须先对应轮次。",
    "A special round was decided on: link it first.",
    row="A12",
    cured_by=OFFICE,
)
def a_special_round_is_linked(facts: Facts) -> bool:
    """A campaign in the form of a round starts with that round."""
    return facts.fields.get("form") != "special_round" or bool(facts.fields.get("special_round"))
