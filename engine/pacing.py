"""Which of the claimed notices leave now, which wait, and which leave together in one message.

Decided in the transaction that claims them, so that two deliverers never gather the same ones. When
a notice may leave is told in `rules/pacing.py`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from engine.office import Office
from kernel.clock import office_day, office_moment
from notifications.catalogue import NOTICES
from rules.pacing import Pacing, pace
from store import outbox
from store.database import Row, Transaction

_KEY_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one target: a notice alone, or several gathered ones."""

    key: str
    """What it goes out under; a repeat has the same."""
    rows: tuple[Row, ...]


def letters(
    office: Office, tx: Transaction, claimed: Sequence[Row], now: datetime, until: datetime
) -> list[Letter]:
    """Return what leaves now of what was claimed; the rest is given back until its time.

    Args:
        office: The office.
        tx: The transaction that claimed them.
        claimed: The claimed deliveries, in the order in which they were owed.
        now: The present moment.
        until: When the claim lapses.
    """
    pacing = office.policy.pacing
    if pacing is None:
        return [Letter(row["notice_key"], (row,)) for row in claimed]
    alone = [row for row in claimed if row["pace"] == "alone"]
    alone += _let_leave(office, pacing, tx, [row for row in claimed if row["pace"] == "new"], now)
    made = [Letter(row["notice_key"], (row,)) for row in alone]
    waiting = [row for row in claimed if row["pace"] == "gathered"]
    for channel in dict.fromkeys(row["channel_id"] for row in waiting):
        mine = [row for row in waiting if row["channel_id"] == channel]
        mine += outbox.claim_waiting(tx, channel, now=now, until=until)
        made += _gathered(tx, mine)
    return made


def _let_leave(
    office: Office, pacing: Pacing, tx: Transaction, rows: Sequence[Row], now: datetime
) -> list[Row]:
    """Return those that leave at once; give the others back."""
    since = office_moment(office_day(now), time())
    leaving: list[Row] = []
    here: Counter[int] = Counter()
    had: dict[int, int] = {}
    for row in rows:
        person = row["person_id"]
        if person not in had:
            had[person] = outbox.had(tx, person, since)
        found = pace(
            pacing, office.policy.calendar, now, tone=row["tone"],
            urgent=NOTICES[row["notice"]].urgent, due_on=row["due_on"],
            sent_today=had[person] + here[person],
        )  # fmt: skip
        if found.until is None:
            outbox.let_leave(tx, row)
            here[person] += 1
            leaving.append(row)
        else:
            outbox.postpone(tx, row, found.until, gathered=found.gathered)
    return leaving


def _gathered(tx: Transaction, rows: Sequence[Row]) -> list[Letter]:
    """Return the morning messages of one channel: a repeat keeps to its own."""
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row["digest"], []).append(row)
    made = []
    for known, mine in found.items():
        ordered = sorted(mine, key=lambda row: str(row["notice_key"]))
        key = known or _key(ordered)
        for row in ordered:
            row["digest"] = key
            outbox.gather(tx, row, key)
        made.append(Letter(key, tuple(ordered)))
    return made


def _key(rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        return str(rows[0]["notice_key"])
    facts = "/".join([str(rows[0]["channel_id"]), *(str(row["notice_key"]) for row in rows)])
    return hashlib.sha256(facts.encode()).hexdigest()[:_KEY_LENGTH]
