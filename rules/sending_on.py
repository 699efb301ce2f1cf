"""Guards of sending letters on and of the channels they come through. Rows F03 to F06, §4.7.

A further body that must not receive a letter is one more condition here.
"""

from __future__ import annotations

from rules.facts import Facts, Need
from rules.petitions import SETTLED_LETTER, TAKEN_UP, involved
from rules.posts import OFFICE, Post
from rules.routing import BodyKind
from rules.rule import rule

_LETTER = "letter"


@rule(
    "标为大规模上访或群体性事件苗头的，须先在此件下上报专报，才能转出或办结。",
    "Flagged as a possible mass incident: send an express report from it first.",
    row="F06",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, *OFFICE),
)
def a_mass_incident_is_reported(facts: Facts) -> bool:
    """A letter that warns of a mass incident does not end without its express report."""
    return not facts.fields.get("mass_incident") or (
        facts.count_outside("express_report", "withdrawn") > 0
    )


@rule(
    "信访件只能转职能部门、信访等有权处理的单位，不得转给被反映的单位及其下属单位。",
    "A letter goes to a body with power to act, never to the unit complained of nor below it.",
    row="F03, §4.7",
    form=True,
)
def it_never_goes_to_the_unit_complained_of(facts: Facts) -> bool:
    """A transfer never reaches the unit complained of, nor one below it (Art. 47)."""
    body = facts.inputs["body_id"]
    if facts.bodies.get(body) in (None, BodyKind.INSPECTED_UNIT):
        return False
    return facts.fields.get("unit_id") not in facts.body_units.get(body, frozenset())


@rule(
    "接收单位的联系人或负责人是被反映人或与其有关，不得转给该单位。",
    "The contact or leader of that body is complained of or related: choose another one.",
    row="F03, §4.7",
    form=True,
    needs=(Need.SIGNOFFS,),
)
def it_never_goes_to_a_person_complained_of(facts: Facts) -> bool:
    """A transfer never lands with the person complained of (Art. 47)."""
    posts = facts.body_posts.get(facts.inputs["body_id"], ())
    here = {held.person_id for held in posts if held.held_on(facts.today)}
    return here.isdisjoint(involved(facts))


@rule(
    "所依据的信访件不属受理范围、未交办或已转出，不得据此开展了解、编制底稿、登记线索。",
    "The letter named is out of scope, not assigned or sent away: no work may rest on it.",
    row="F04",
    form=True,
)
def the_letter_is_taken_up(facts: Facts) -> bool:
    """A paper, clue or activity rests on letters that were taken up, never on one out of scope."""
    return all(one.state in TAKEN_UP for one in facts.cited.values() if one.kind == _LETTER)


@rule(
    "还有信访件既未办结也未移交，请逐件办结或移交后再撤点。",
    "Some letters are neither concluded nor handed on: settle each before leaving.",
    row="F05, §4.2, §4.7",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_LIAISON),
)
def petition_channels_are_settled(facts: Facts) -> bool:
    """Every letter, call and visit is concluded or handed on when the group leaves."""
    return facts.count_outside("letter", *SETTLED_LETTER) == 0
