"""What an appointment to a group opens, and what taking it ends: the person's secondment.

The secondment is the truth about people in a round; posts follow it. A further check at selection
is one more line of `selected`.
"""

from __future__ import annotations

from datetime import datetime

from engine.commands import FollowUp, Open
from engine.inception import open_in
from engine.recusal import refuse_conflicts
from engine.work import Work
from kernel.errors import InvalidInput, Refused
from kernel.words import Text
from states.secondment import LIVE, Ground

_LIVE = ", ".join(f"'{one.value}'" for one in LIVE)
_HERE = (
    "SELECT c.id, c.group_id FROM cases c JOIN secondment_details d ON d.case_id = c.id"  # noqa: S608
    " WHERE c.kind = 'secondment' AND c.parent_id = :round AND d.person_id = :person"
    f" AND c.state IN ({_LIVE})"
)
_ELSEWHERE = (
    "SELECT r.on_site_start, r.on_site_end FROM cases c"  # noqa: S608
    " JOIN secondment_details d ON d.case_id = c.id JOIN round_details r ON r.case_id = c.round_id"
    " WHERE c.kind = 'secondment' AND c.parent_id <> :round AND d.person_id = :person"
    f" AND c.state IN ({_LIVE})"
)
_PLEDGED = (
    "SELECT pledged_at FROM posts WHERE person_id = :person AND round_id = :round"
    " AND released_at IS NULL AND pledged_at IS NOT NULL ORDER BY id LIMIT 1"
)
_POSTS_LEFT = (
    "SELECT id FROM posts WHERE person_id = :person AND round_id = :round AND released_at IS NULL"
    " LIMIT 1"
)
_EXCLUDED = (
    "SELECT c.id FROM cases c JOIN inspector_details d ON d.case_id = c.id"
    " WHERE d.person_id = :person AND c.state = 'excluded'"
)
TWO_GROUPS = Text(
    "同一人在一轮中不能同时编入两个巡察组。", "Nobody is in two groups of the same round."
)


def selected(work: Work, person_id: int, round_id: int, group_id: int) -> datetime | None:
    """Open the secondment of a person who is appointed to a group, unless it is there already.

    Returns:
        When the person signed the pledges of this round; None before.

    Raises:
        InvalidInput: the person is seconded to another group of the round.
        Refused: they must keep away from a unit of the group, serve in another round at that time,
            or are excluded from the pool.
    """
    here = work.tx.row(_HERE, person=person_id, round=round_id)
    if here is not None and here["group_id"] != group_id:
        raise InvalidInput(TWO_GROUPS)
    if here is not None:
        pledged = work.tx.row(_PLEDGED, person=person_id, round=round_id)
        return pledged["pledged_at"] if pledged else None
    if work.tx.row(_EXCLUDED, person=person_id) is not None:
        raise Refused(
            Text("此人已调出人才库，不再抽调。", "This person is excluded from the pool.")
        )
    row = work.load(round_id).row
    window = row["on_site_start"], row["on_site_end"]
    for other in work.tx.rows(_ELSEWHERE, person=person_id, round=round_id):
        if _overlap(window, (other["on_site_start"], other["on_site_end"])):
            raise Refused(
                Text(
                    "此人正在进驻时间重叠的另一轮巡察中任职，不能同时编入本轮。",
                    "This person serves in another round whose stay overlaps with this one.",
                )
            )
    refuse_conflicts(work, person_id, group_id)
    begins = window[0] if window[0] is not None and window[0] > work.today else None
    details = {"group_id": group_id, "person_id": person_id, "enters_on": begins}
    open_in(work, Open("secondment", 0, details, round_id))
    return None


def _overlap(one: tuple[object, object], other: tuple[object, object]) -> bool:
    """Say whether two stays share a day; one without dates may lie anywhere."""
    if None in (*one, *other):
        return True
    (first, last), (begin, end) = one, other
    return bool(first <= end and begin <= last)  # type: ignore[operator]  # dates, none is None


def removed(work: Work, person_id: int, round_id: int) -> tuple[FollowUp, ...]:
    """Return what ends the secondment of a person whose last post in a round was taken (L07)."""
    here = work.tx.row(_HERE, person=person_id, round=round_id)
    if here is None or work.tx.row(_POSTS_LEFT, person=person_id, round=round_id) is not None:
        return ()
    inputs = {"removal_ground": Ground.OTHER.value, "reason": "登记人员免去岗位"}
    return (FollowUp(here["id"], "remove", inputs),)
