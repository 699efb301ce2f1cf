"""Guards of accountability for failed rectification. Rows K13 to K15."""

from __future__ import annotations

from kernel.words import Labelled
from rules.facts import Facts
from rules.posts import Post
from rules.rule import rule


class Measure(Labelled):
    """The ladder of sanctions, lightest first (K14)."""

    TALK = "talk", "约谈", "Talk"
    CIRCULAR = "circular", "通报", "Circular"
    HANDLING = "handling", "处理", "Handling"


@rule(
    "升格须选比上一次更重的方式：约谈之后是通报，通报之后是处理。",
    "The next step is a heavier one: after a talk a circular, after a circular handling.",
    row="K14",
    cured_by=(Post.LG_LEADER,),
    form=True,
)
def the_measure_is_heavier(facts: Facts) -> bool:
    """A sanction that did not help is followed by a heavier one."""
    order = [one.value for one in Measure]
    before, after = facts.fields.get("last_measure"), facts.inputs.get("measure")
    return before in order and after in order and order.index(after) > order.index(before)
