"""Who is owed a notice of what: rows written in the transition's own transaction.

A notice is owed once for each event and recipient, and one delivery through the recipient's first
channel; sending comes later and elsewhere (`engine/deliver.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from engine.awaiting import awaited
from engine.loading import LoadedCase
from engine.visible import involved
from engine.work import Work
from notifications.catalogue import owed_on
from rules.posts import OFFICE, Post, named_posts
from store import moves

_KEY_LENGTH = 24


def notice_key(case_id: int, seq: int, notice: str, person_id: int) -> str:
    """Return the key of a notice: the same facts always give the same key."""
    facts = f"{case_id}/{seq}/{notice}/{person_id}".encode()
    return hashlib.sha256(facts).hexdigest()[:_KEY_LENGTH]


def owe_after(work: Work, case: LoadedCase, event: str, seq: int) -> list[dict[str, Any]]:
    """Owe every notice that follows `event` on the case; return one record a recipient.

    Args:
        work: The transaction.
        case: The case, changed already.
        event: What has happened to it.
        seq: The entry that tells of it.
    """
    told: list[dict[str, Any]] = []
    for notice in owed_on(case.row["kind"], event):
        people = None
        if notice.named_in:
            posts = named_posts(case.row[notice.named_in])
            people = awaited(work, case, posts, notice.answered_by)
        told += owe(
            work, case, seq, notice.name, notice.to, wants_receipt=notice.wants_receipt,
            people=people,
        )  # fmt: skip
    return told


def owe(
    work: Work,
    case: LoadedCase,
    seq: int,
    notice: str,
    posts: Iterable[Post],
    *,
    wants_receipt: bool = False,
    tone: str = "",
    due_on: date | None = None,
    timer: tuple[str, int, int] | None = None,
    people: Iterable[int] | None = None,
) -> list[dict[str, Any]]:
    """Owe `notice` to everybody who holds one of `posts` inside the case, and to their stand-ins.

    Where nobody holds the post, the office hears instead: nothing is owed to nobody.

    Args:
        work: The transaction.
        case: The case the notice is about.
        seq: The entry that owes it.
        notice: Its name in the catalogue.
        posts: Who is to be told.
        wants_receipt: Whether the recipient acknowledges it.
        tone: The tone of a ladder step; empty for the notice of a move.
        due_on: The date it names.
        timer: Deadline, arming entry and ladder step, for a notice of a ladder.
        people: Who is told besides, one by one; then the office does not step in for nobody.

    Returns:
        One record a recipient, for the entry and the timeline.
    """
    wanted = tuple(posts)
    found = work.directory.holders(wanted, case.scope, work.today)
    if people is not None:
        found = tuple(sorted({*found, *people}))
    elif not found:
        found = work.directory.holders(OFFICE, case.scope, work.today)
    hidden = involved(work.tx, case)
    found = tuple(person for person in found if person not in hidden)
    told: list[dict[str, Any]] = []
    recipients: dict[int, int | None] = dict.fromkeys(found)
    for person in found:
        for substitute in work.directory.stand_ins(person, case.scope.round_id, work.today):
            if substitute not in hidden:
                recipients.setdefault(substitute, person)
    deadline, armed_seq, step = timer or (None, None, None)
    for person, stands_for in recipients.items():
        key = notice_key(case.id, seq, f"{notice}/{deadline or ''}", person)
        values = {
            "key": key, "case_id": case.id, "seq": seq, "notice": notice, "person_id": person,
            "for_person_id": stands_for, "deadline": deadline, "armed_seq": armed_seq,
            "step": step, "tone": tone, "due_on": due_on, "wants_receipt": wants_receipt,
            "created_at": work.now, "acknowledged_at": None,
        }  # fmt: skip
        work.write(moves.insert("notices", values))
        channels = work.directory.channels.get(person)
        if channels:
            delivery = {
                "notice_key": key, "channel_id": channels[0], "status": "owed", "attempts": 0,
                "pace": "new", "next_try_at": work.now, "ended_at": None, "reason": "",
            }  # fmt: skip
            work.write(moves.insert("deliveries", delivery))
        told.append(_told(notice, person, stands_for, channels, wants_receipt=wants_receipt))
    return told


def _told(
    notice: str, person: int, stands_for: int | None, channels: list[int] | None, *,
    wants_receipt: bool,
) -> dict[str, Any]:  # fmt: skip
    """Return what the entry tells of a notice: to and for whom, how, and if they acknowledge."""
    told: dict[str, Any] = {"notice": notice, "to": person}
    if stands_for is not None:
        told["for"] = stands_for
    if channels:
        told["via"] = channels[0]
    if wants_receipt:
        told["receipt"] = True
    return told
