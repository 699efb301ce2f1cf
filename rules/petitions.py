"""Guards of letters, calls and visits: cut-off, scope, conflict. Rows F01, F02, §4.7.

A further kind of matter that the group takes is one member of `Matter` and its place in
`DISCIPLINES`; a channel with another cut-off is a line in `came_in_time`.
"""

from __future__ import annotations

from datetime import timedelta

from kernel.words import Labelled
from rules.facts import Facts, Need
from rules.posts import GROUP_POSTS, OFFICE, Post
from rules.rule import rule


class Channel(Labelled):
    """How it came in (F01)."""

    LETTER = "letter", "来信", "Letter"
    CALL = "call", "来电", "Call"
    VISIT = "visit", "来访", "Visit"
    BOX = "box", "意见箱", "Opinion box"
    ONLINE = "online", "网络、二维码", "Online or QR code"


class Tier(Labelled):
    """Whom it is about (F02)."""

    LEADERSHIP = "leadership", "领导班子及其成员", "The leadership team and its members"
    LOWER_HEAD = (
        "lower_head",
        "下一级党组织主要负责人",
        "Head of a Party organisation one level down",
    )
    KEY_POST = "key_post", "重要岗位领导干部", "Leading cadre in a key post"
    OTHERS = "others", "其他人员", "Somebody else"
    NOBODY = "nobody", "不涉及具体人员", "Nobody in particular"


class Matter(Labelled):
    """What it is about: one of the six disciplines, or something else (F02, F03)."""

    POLITICAL = "political", "政治纪律", "Political discipline"
    ORGANISATIONAL = "organisational", "组织纪律", "Organisational discipline"
    INTEGRITY = "integrity", "廉洁纪律", "Integrity"
    MASS = "mass", "群众纪律", "Discipline towards the masses"
    WORK = "work", "工作纪律", "Work discipline"
    LIFE = "life", "生活纪律", "Discipline of life"
    RESPONSIBILITY = "responsibility", "全面从严治党责任", "Responsibility for Party governance"
    PERSONAL_CLAIM = "personal_claim", "个人诉求", "Personal claim"
    LAWSUIT = "lawsuit", "涉法涉诉", "Lawsuit"
    SUGGESTION = "suggestion", "意见建议", "Suggestion"
    OTHER = "other", "其他", "Other"


TIERS = frozenset({Tier.LEADERSHIP, Tier.LOWER_HEAD, Tier.KEY_POST})
"""Whose conduct a group takes letters about."""
DISCIPLINES = frozenset(
    {
        Matter.POLITICAL, Matter.ORGANISATIONAL, Matter.INTEGRITY, Matter.MASS, Matter.WORK,
        Matter.LIFE, Matter.RESPONSIBILITY,
    }
)  # fmt: skip
"""What a group takes letters about: the six disciplines and the duty to govern the Party."""

COMPLAINED_OF, RELATED = "complained_of", "related_to_complained"
"""The topics under which a letter names who is complained of and who is close to them."""
HANDLER, LOOKED_INTO, READER = "letter_handler", "letter_looked_into", "identity_reader"
"""The topics that name who handles a letter, who looked into it, who may read who complains."""

SETTLED_LETTER = ("concluded", "duplicate", "transfer_sheet", "acknowledged")
"""States of a letter in which it is concluded or handed on."""
TAKEN_UP = ("assigned", "looked_into", "working_paper", "clue")
"""States of a letter on which work may rest (F04)."""

_LEADS = (Post.GROUP_LEADER, Post.GROUP_DEPUTY)
_FEWEST_HANDLERS = 2


def is_in_scope(facts: Facts) -> bool:
    """Say whether a letter is for the group: whom it is about × the six disciplines (F02)."""
    return facts.fields.get("tier") in TIERS and facts.fields.get("matter") in DISCIPLINES


def came_in_time(facts: Facts) -> bool:
    """Say whether it came before the intake closed: a letter by its postmark, within the grace."""
    above = facts.parent.fields if facts.parent is not None else {}
    closes = above.get("intake_closed_on") or above.get("intake_closes_on")
    came = facts.fields["came_on"]
    if closes is None or came <= closes:
        return True
    posted = facts.fields.get("postmark_on")
    if facts.fields["channel"] != Channel.LETTER or posted is None:
        return False
    return bool(posted <= closes and came <= closes + timedelta(days=facts.limit("postmark_grace")))


def involved(facts: Facts) -> frozenset[int]:
    """Return who is complained of, and who is close to them."""
    return facts.signed(COMPLAINED_OF) | facts.signed(RELATED)


@rule(
    "来信须填邮戳日期；邮戳日期不能晚于收到日期，其他渠道不填邮戳。",
    "A letter needs its postmark, not after the day it came; other channels have none.",
    row="F01, §4.7",
    form=True,
)
def the_postmark_fits(facts: Facts) -> bool:
    """A letter carries its postmark, by which the cut-off counts; nothing else does."""
    posted = facts.fields.get("postmark_on")
    if facts.fields.get("channel") != Channel.LETTER:
        return posted is None
    return posted is not None and bool(posted <= facts.fields["came_on"])


@rule(
    "须明确由哪个巡察组办理；在巡察任务下登记的，就是该任务的巡察组。",
    "Say which group handles it; below an assignment it is the group of that assignment.",
    row="§4.7",
    form=True,
    needs=(Need.PARENT,),
)
def the_letter_has_its_group(facts: Facts) -> bool:
    """A letter belongs to one group: that of its assignment, or the one the office passes it to."""
    group = facts.scope.group_id
    above = facts.parent.fields.get("group_id") if facts.parent is not None else None
    return group is not None and above in (None, group)


@rule(
    "您是被反映人或与其有关，须回避，不能办理这一信访件。",
    "You are complained of, or related to who is: you cannot handle this letter.",
    row="§4.7, §7 row 6",
    needs=(Need.SIGNOFFS,),
    cured_by=_LEADS,
)
def nobody_judges_themselves(facts: Facts) -> bool:
    """Who is complained of, or related, does not handle the letter, not even through a stand-in."""
    return facts.actor.persons.isdisjoint(involved(facts))


@rule(
    "对照受理范围（领导班子及其成员等 × 六项纪律），这一信访件不属巡察组受理，须转有关单位。",
    "By subject and the six disciplines this is not for the group: it has to be transferred.",
    row="F02",
)
def it_is_in_scope(facts: Facts) -> bool:
    """The group takes what is about the right people and one of the six disciplines."""
    return is_in_scope(facts)


@rule(
    "收到时已过受理截止日（来信以邮戳为准，另有宽限），不能受理，须转有关单位。",
    "It came after the intake closed (letters count by postmark, with a grace): transfer it.",
    row="F01, §4.7",
    needs=(Need.PARENT,),
)
def it_is_in_time(facts: Facts) -> bool:
    """The group takes what came in time; later ones are passed on, not dropped."""
    return came_in_time(facts)


@rule(
    "对照受理范围属巡察组受理且未过截止日，不能按范围外转出。",
    "This is within scope and in time: it cannot be sent away as out of scope.",
    row="F02",
    needs=(Need.PARENT,),
)
def it_is_not_for_the_group(facts: Facts) -> bool:
    """Only what is out of scope, or late, is sent away."""
    return not (is_in_scope(facts) and came_in_time(facts))


@rule(
    "匿名件先核实有无可查线索，不直接受理。",
    "An anonymous one is first checked for something that can be verified.",
    row="§4.7",
)
def the_complainant_is_named(facts: Facts) -> bool:
    """What is taken at once has a complainant who gave a name."""
    return facts.fields.get("named") is True


@rule("实名件直接受理，不按匿名件核实。", "A named one is taken at once.", row="§4.7")
def the_complainant_is_anonymous(facts: Facts) -> bool:
    """Only what carries no name is checked as anonymous."""
    return facts.fields.get("named") is False


@rule(
    "实名件须先密封登记举报人身份，再甄别。",
    "Seal the identity of a named complainant before screening.",
    row="§7 row 3",
    cured_by=(*GROUP_POSTS, *OFFICE),
)
def the_identity_is_sealed(facts: Facts) -> bool:
    """Who complains is in the sealed store before anybody works with the letter."""
    return facts.fields.get("named") is False or facts.fields.get("sealed_on") is not None


@rule(
    "办理人须为本组两名以上人员，且不是被反映人及其有关人员：{missing}。",
    "It takes two or more of this group, none of them complained of or related: {missing}.",
    row="§4.7, §7 row 7",
    form=True,
    needs=(Need.SIGNOFFS, Need.ROSTER),
)
def the_handlers_are_fit(facts: Facts) -> tuple[str, ...]:
    """Two or more people of the group handle a letter, and none of them has a stake in it."""
    chosen = facts.inputs["handlers"]
    group = {
        one.person_id: one.name
        for one in facts.roster.members
        if one.group_id == facts.scope.group_id
    }
    at_stake = involved(facts)
    unfit = tuple(
        group.get(person, str(person))
        for person in chosen
        if person not in group or person in at_stake
    )
    few = () if len(set(chosen)) >= _FEWEST_HANDLERS else (str(len(set(chosen))),)
    return unfit or few


@rule(
    "只能由指定的办理人办理。",
    "Only those it was given to may look into it.",
    row="§4.7",
    needs=(Need.SIGNOFFS,),
    cured_by=_LEADS,
)
def the_actor_handles_it(facts: Facts) -> bool:
    """A letter is looked into by those it was assigned to."""
    return not facts.actor.persons.isdisjoint(facts.signed(HANDLER))


@rule(
    "了解核实的人不能自己办结，须由另一位组长或副组长办结。",
    "Who looked into it cannot conclude it: another leader does.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=_LEADS,
)
def the_closer_did_not_look_into_it(facts: Facts) -> bool:
    """Whoever looked into a letter does not also conclude it."""
    return all(
        facts.actor.persons.isdisjoint(sign.persons)
        for sign in facts.signoffs
        if sign.topic == LOOKED_INTO
    )
