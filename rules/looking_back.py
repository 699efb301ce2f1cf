"""Guards of a look-back. Rows K20, E19."""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule

_CHECKED = ("held", "rebounded", "dropped")


@rule(
    "还有原整改事项未核查，逐项认定是否反弹后才能办结。",
    "Some old items are not checked: say of each whether it has held.",
    row="K20",
    needs=(Need.FAMILY,),
    cured_by=(Post.SUPERVISOR, *OFFICE),
)
def every_old_item_is_checked(facts: Facts) -> bool:
    """Each of the old items was found to have held or to have come back."""
    return facts.count_outside("look_back_check", *_CHECKED) == 0


@rule(
    "回头看尚未开始，开始后才能逐项核查。",
    "The look-back has not been started.",
    row="K20",
    needs=(Need.PARENT,),
    cured_by=(Post.SUPERVISOR, *OFFICE),
)
def the_look_back_is_under_way(facts: Facts) -> bool:
    """The look-back to which the task belongs is under way."""
    return facts.parent is not None and facts.parent.state == "under_way"
