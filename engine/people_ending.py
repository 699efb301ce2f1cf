"""What ends in the register: people, stand-ins and channels; nothing is ever deleted.

Each change is an entry of the register's chain. A further ending is one more function here and its
door in `engine/people_doors.py`.
"""

from __future__ import annotations

from engine import people
from engine.accounts.ending import end_access_for_good
from engine.register import register
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from kernel.words import Text
from rules.facts import Actor

_STAND_INS = (
    "SELECT id, person_id, stand_in_id FROM stand_ins WHERE ended_at IS NULL"
    " AND (person_id = :person OR stand_in_id = :person) AND valid_to >= :today ORDER BY id"
)
_CHANNELS = "SELECT id, position FROM channels WHERE person_id = :person AND active ORDER BY id"


def end_stand_in(work: Work, person_id: int, stand_in_id: int, *, actor: Actor) -> None:
    """Have `stand_in_id` act for `person_id` no more, from now on.

    Raises:
        InvalidInput: they do not.
    """
    register(work)
    if not _end_stand_ins(work, actor, person=person_id, stand_in=stand_in_id):
        raise InvalidInput(
            Text("此人没有这名代理人。", "There is no such stand-in of this person.")
        )


def end_acting(work: Work, person_id: int, *, actor: Actor) -> int:
    """Have a person act for nobody any more, from now on; return for how many they did."""
    register(work)
    return _end_stand_ins(work, actor, stand_in=person_id)


def deactivate(work: Work, person_id: int, *, actor: Actor) -> None:
    """Take posts, stand-ins, channels and account from a person, who acts and hears no more."""
    people.release_posts(work, person_id, actor=actor)
    _end_stand_ins(work, actor, person=person_id)
    _end_stand_ins(work, actor, stand_in=person_id)
    for row in work.tx.rows(_CHANNELS, person=person_id):
        people.change(work, actor, "channels", row["id"], {"active": False})
    people.change(work, actor, "people", person_id, {"active": False})
    end_access_for_good(work, person_id)


def drop_channel(work: Work, person_id: int, position: int, *, actor: Actor) -> None:
    """Reach a person no longer through the channel at `position`.

    Raises:
        NotFound: there is no such channel.
    """
    register(work)
    for row in work.tx.rows(_CHANNELS, person=person_id):
        if row["position"] == position:
            people.change(work, actor, "channels", row["id"], {"active": False})
            return
    raise NotFound(
        Text(
            "此人没有这个序号的渠道；请用 people channel 人员 list 查看序号。",
            "The person has no channel with that number: see people channel PERSON list.",
        )
    )


def _end_stand_ins(
    work: Work, actor: Actor, *, person: int | None = None, stand_in: int | None = None
) -> int:
    rows = [
        row
        for row in work.tx.rows(_STAND_INS, person=person or stand_in, today=work.today)
        if person in {None, row["person_id"]} and stand_in in {None, row["stand_in_id"]}
    ]
    for row in rows:
        people.change(work, actor, "stand_ins", row["id"], {"ended_at": work.now})
    return len(rows)
