"""Guards and advice about evidence: two people, a hash, and not on paper alone. Rows E18, E22, E24.

Advice never stops anything: it is told to who acts and kept in the entry.
"""

from __future__ import annotations

import re

from kernel.words import Text
from rules.facts import Facts, Need
from rules.posts import Post
from rules.rule import rule

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TWO = 2
MINUTES = "minutes"


@rule(
    "取证须两人以上在场。",
    "Evidence is taken by two people at least.",
    row="E18",
    form=True,
)
def two_people_took_it(facts: Facts) -> bool:
    """Nobody takes evidence alone."""
    return len(set(facts.inputs["taken_by"])) >= _TWO


@rule(
    "文件指纹须为 64 位 SHA-256（小写十六进制）；可用 xuncheng paper hash 文件 计算。",
    "The hash is a SHA-256: 64 digits of 0-9 and a-f; xuncheng paper hash FILE tells it.",
    row="E18",
    form=True,
)
def the_hash_is_whole(facts: Facts) -> bool:
    """The file stays with the group; its hash proves later that it was not changed."""
    return _SHA256.fullmatch(facts.inputs["sha256"]) is not None


TAKEN = (two_people_took_it, the_hash_is_whole)
"""What must be true of every piece of evidence."""


@rule(
    "提示：现有证据只有会议记录一类，建议再实地核实，不要只查资料。",
    "Advice: the problem rests on minutes alone; look for yourselves, not on paper only.",
    row="E22",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_MEMBER,),
)
def it_rests_on_more_than_minutes(facts: Facts) -> bool:
    """Some evidence is more than the unit's own minutes."""
    kinds = {line.values["evidence_kind"] for line in facts.lines.get("evidence", ())}
    return kinds != {MINUTES}


@rule(
    "提示：事实表述与以往底稿雷同：{missing}；请核对，不要照搬旧问题。",
    "Advice: the facts read like those of earlier papers: {missing}; check, do not copy.",
    row="E24",
    needs=(Need.ALIKE,),
    cured_by=(Post.GROUP_MEMBER,),
)
def its_facts_are_its_own(facts: Facts) -> tuple[Text, ...]:
    """The facts are not a near-copy of another paper's."""
    return tuple(
        Text(f"{number}（{percent}%）", f"{number} ({percent}%)") for number, percent in facts.alike
    )
