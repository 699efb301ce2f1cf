"""Guards of the handover meeting: who was there, from when to when. Rows J04, H10.

A further side that has to be there is a member of `Side` and of `NEEDED`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from kernel.words import Labelled, Text
from rules.facts import Facts, Need
from rules.posts import OFFICE, Post
from rules.rule import rule


class Side(Labelled):
    """In which capacity somebody attends."""

    LEADER = "lg_leader", "领导小组组长", "Leader of the leading group"
    OFFICE = "office", "巡察办", "Inspection office"
    GROUP = "group", "巡察组", "Inspection group"
    RECEIVER = "receiver", "承办单位", "Receiving body"
    OTHER = "other", "其他", "Other"


NEEDED = (Side.LEADER, Side.OFFICE, Side.GROUP, Side.RECEIVER)
"""Who has to be at the meeting."""
UNSORTED = ("registered", "deepening", "packaged", "group_reviewed", "returned_for_quality")
"""States of a clue in which it is not sorted out yet (the fourth gate of H10)."""


def _clock(words: object) -> time | None:
    try:
        return time.fromisoformat(str(words).strip())
    except ValueError:
        return None


def _there(rows: Iterable[Mapping[str, Any]], side: Side) -> list[Mapping[str, Any]]:
    return [one for one in rows if one["side"] == side]


@rule(
    "时间须写成 09:00 的样子，且离会不早于到会、结束不早于开始：{missing}。",
    "Give times such as 09:00, leaving after arriving, the end after the beginning: {missing}.",
    row="J04",
    form=True,
)
def times_are_times(facts: Facts) -> tuple[Text, ...]:
    """The meeting and everybody at it have a beginning and a later end."""
    spans = [(Text("会议", "the meeting"), facts.inputs["began"], facts.inputs["ended"])]
    spans += [
        (Text(one["who"], one["who"]), one["arrived"], one["left"])
        for one in facts.inputs["attendance"]
    ]
    return tuple(
        name
        for name, start, end in spans
        if (first := _clock(start)) is None or (last := _clock(end)) is None or last <= first
    )


@rule(
    "线索移交会须由领导小组组长自始至终参加，到会、离会时间不符。",
    "The leading group's leader attends the handover meeting from start to end: the times differ.",
    row="J04",
    cured_by=(Post.LG_LEADER,),
    form=True,
)
def the_leader_was_there_throughout(facts: Facts) -> bool:
    """The leader arrived before the meeting began and left after it ended."""
    began, ended = _clock(facts.inputs["began"]), _clock(facts.inputs["ended"])
    leaders = _there(facts.inputs["attendance"], Side.LEADER)
    return any(
        (came := _clock(one["arrived"])) is not None
        and (went := _clock(one["left"])) is not None
        and began is not None
        and ended is not None
        and came <= began
        and went >= ended
        for one in leaders
    )


@rule(
    "线索移交会缺少：{missing}。",
    "Missing from the handover meeting: {missing}.",
    row="J04",
    cured_by=OFFICE,
    form=True,
)
def every_side_was_there(facts: Facts) -> tuple[Text, ...]:
    """Group, office and receiver hear each clue together."""
    rows = facts.inputs["attendance"]
    return tuple(side.label for side in NEEDED if not _there(rows, side))


@rule(
    "本轮还有线索没有梳理清楚（未报巡察办审核），先行移交须写明理由。",
    "Clues of the round are not sorted out yet: meeting before that needs its reason.",
    row="H10",
    needs=(Need.FAMILY,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY),
    form=True,
)
def clues_are_sorted_out(facts: Facts) -> bool:
    """Every clue has been packaged and reviewed, or the meeting is for some of them by reason."""
    return facts.count("clue", *UNSORTED) == 0 or bool(facts.inputs.get("early_reason"))
