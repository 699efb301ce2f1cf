"""Guards of a unit's complaint about the group. Rows L05, §7 rows 7 and 10.

A further kind of complaint is a member of `Conduct`.
"""

from __future__ import annotations

from kernel.words import Labelled
from rules.facts import Facts, Need
from rules.posts import Post
from rules.rule import rule

ABOUT = "complaint_about"
"""The topic whose signatures name the people a complaint is hidden from."""
LOOKED_INTO = "complaint_looked_into"


class Conduct(Labelled):
    """What a unit may complain about (L05)."""

    DISCIPLINE = "discipline", "违反纪律规定", "Breach of discipline"
    SECRECY = "secrecy", "泄露秘密", "Breach of secrecy"
    OVERREACH = "overreach", "超越权限、干预正常工作", "Overreach"
    ATTITUDE = "attitude", "作风粗暴", "Manner"
    OTHER = "other", "其他", "Something else"


@rule(
    "了解情况的人不能自己答复，请由另一人答复。",
    "Who looked into it does not answer it: somebody else does.",
    row="§7 row 7",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.LG_LEADER, Post.DIRECTOR),
)
def who_answers_did_not_look_into_it(facts: Facts) -> bool:
    """Looking into a complaint and answering it are done by different people."""
    seen = [sign for sign in facts.signoffs if sign.topic == LOOKED_INTO]
    return not any(sign.persons & facts.actor.persons for sign in seen)


@rule(
    "这份反映与您有关，您须回避。",
    "The complaint is about you: keep out of it.",
    row="L05",
    needs=(Need.SIGNOFFS,),
    cured_by=(Post.LG_LEADER,),
)
def the_complaint_is_about_others(facts: Facts) -> bool:
    """Nobody of the group judges a complaint about the group, whatever else they hold."""
    return facts.signed(ABOUT).isdisjoint(facts.actor.persons)
