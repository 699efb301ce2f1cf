"""Guards of immediate-rectification notices. Row E28.

A further condition for mending at once is one name in `_CONDITIONS` and its field of the notice.
"""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import Post
from rules.rule import rule

SETTLED_FIX = ("closed", "carried", "rejected")
"""States of a notice in which nothing of it is left for the stay."""

_CONDITIONS = (
    ("strongly_reflected", Text("群众反映强烈", "strongly complained of")),
    ("plainly_irregular", Text("明显违反规定", "plainly irregular")),
    ("soon_soluble", Text("能够及时解决", "soon soluble")),
)


@rule(
    "立行立改限于群众反映强烈、明显违规、能及时解决的问题；不符合的有：{missing}。",
    "Only what is complained of, irregular and soon soluble is mended at once; not so: {missing}.",
    row="E28",
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY),
)
def it_fits_for_mending_at_once(facts: Facts) -> tuple[Text, ...]:
    """What is mended at once meets all three conditions; the rest waits for the feedback."""
    return tuple(label for name, label in _CONDITIONS if facts.fields.get(name) is not True)


@rule(
    "核实的人不能自己办结。",
    "Who verified it cannot close it.",
    row="E28, §7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY),
)
def the_closer_did_not_verify_it(facts: Facts) -> bool:
    """The notice is closed by somebody other than who verified it."""
    return all(
        facts.actor.persons.isdisjoint(sign.persons)
        for sign in facts.signoffs
        if sign.topic == "fix_verified"
    )


@rule(
    "还有立行立改通知未办结，请办结或转入集中整改后再撤点。",
    "Some immediate-rectification notices are open: close or carry them over before leaving.",
    row="E28",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY),
)
def what_is_mended_at_once_is_settled(facts: Facts) -> bool:
    """When the group leaves, each notice is closed or carried into the rectification."""
    return facts.count_outside("immediate_rectification", *SETTLED_FIX) == 0
