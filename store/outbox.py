"""The statements of the outbox: claim what is owed, and write down what became of it.

A delivery is claimed before it is sent, so two deliverers never take the same one; `attempts` grows
with each claim and so tells an outcome of this claim from one that comes too late.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from store import moves
from store.database import Row, Transaction

_CLAIM = """
WITH due AS (
    SELECT notice_key, channel_id FROM deliveries
    WHERE status = 'owed' AND next_try_at <= :now
    ORDER BY next_try_at, notice_key, channel_id LIMIT :most{lock}
)
UPDATE deliveries SET status = 'claimed', attempts = attempts + 1, next_try_at = :until
FROM due
WHERE deliveries.notice_key = due.notice_key AND deliveries.channel_id = due.channel_id
    AND deliveries.status = 'owed'
RETURNING deliveries.notice_key, deliveries.channel_id
"""
_LOAD = """
SELECT d.notice_key, d.channel_id, d.attempts, d.pace, d.digest, n.case_id, n.seq, n.notice,
    n.person_id, n.tone, n.due_on, n.wants_receipt, n.created_at, n.acknowledged_at, p.language,
    c.service, c.sealed_url, c.active
FROM deliveries d
JOIN notices n ON n.key = d.notice_key
JOIN people p ON p.id = n.person_id
JOIN channels c ON c.id = d.channel_id
"""
_ONE = f"{_LOAD} WHERE d.notice_key = :notice_key AND d.channel_id = :channel_id"
_WAITING = """
UPDATE deliveries SET status = 'claimed', attempts = attempts + 1, next_try_at = :until
WHERE channel_id = :channel_id AND pace = 'gathered' AND status = 'owed' AND next_try_at <= :now
RETURNING notice_key, channel_id
"""
_POSTPONE = """
UPDATE deliveries SET status = 'owed', pace = :pace, next_try_at = :next_try_at,
    attempts = attempts - 1
WHERE notice_key = :notice_key AND channel_id = :channel_id AND attempts = :attempts
    AND status = 'claimed'
"""
_PACED = (
    "UPDATE deliveries SET pace = 'alone'"
    " WHERE notice_key = :notice_key AND channel_id = :channel_id"
)
_IN_DIGEST = (
    "UPDATE deliveries SET digest = :digest"
    " WHERE notice_key = :notice_key AND channel_id = :channel_id AND status = 'claimed'"
)
_HAD = """
SELECT count(DISTINCT COALESCE(d.digest, d.notice_key)) AS n FROM deliveries d
JOIN notices n ON n.key = d.notice_key
WHERE n.person_id = :person_id AND n.created_at >= :since AND d.status = 'sent'
"""
_LAPSED = (
    f"{_LOAD} WHERE d.status = 'claimed' AND d.next_try_at <= :now"
    " ORDER BY d.next_try_at, d.notice_key, d.channel_id LIMIT :most"
)
_NEXT = (
    "SELECT next_try_at FROM deliveries WHERE status = 'owed' ORDER BY next_try_at LIMIT 1",
    "SELECT next_try_at FROM deliveries WHERE status = 'claimed' ORDER BY next_try_at LIMIT 1",
)
_AGAIN = """
UPDATE deliveries SET status = 'owed', next_try_at = :next_try_at, reason = :reason
WHERE notice_key = :notice_key AND channel_id = :channel_id AND attempts = :attempts
    AND status = 'claimed'
"""
_FINISH = """
UPDATE deliveries SET status = :status, ended_at = :now, reason = :reason
WHERE notice_key = :notice_key AND channel_id = :channel_id AND attempts = :attempts
    AND (status = 'claimed' OR status = 'unknown' AND reason = 'lapsed')
"""
_SETTLE = """
UPDATE deliveries SET status = :status, next_try_at = :now, ended_at = :ended_at, reason = :reason
WHERE notice_key = :notice_key AND channel_id = :channel_id AND status = 'unknown'
"""
_OPEN_CHANNELS = """
SELECT c.id FROM channels c
WHERE c.person_id = :person_id AND c.active AND NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE d.notice_key = :notice_key AND d.channel_id = c.id
)
ORDER BY c.position LIMIT 1
"""
_STATUSES = "SELECT status FROM deliveries WHERE notice_key = :notice_key"


def next_try(tx: Transaction) -> datetime | None:
    """Return when the next delivery is to be tried or the next claim lapses; None is never."""
    found = [row["next_try_at"] for sql in _NEXT if (row := tx.row(sql)) is not None]
    return min(found, default=None)


def claim(
    tx: Transaction, *, now: datetime, until: datetime, most: int, skip_locked: bool
) -> list[Row]:
    """Claim at most `most` deliveries that are due, and return them ready to be sent.

    Args:
        tx: A transaction that writes.
        now: The present moment.
        until: When the claim lapses.
        most: How many.
        skip_locked: Whether to pass over what another deliverer is claiming (PostgreSQL).
    """
    lock = " FOR UPDATE SKIP LOCKED" if skip_locked else ""
    keys = tx.rows(_CLAIM.format(lock=lock), now=now, until=until, most=most)
    loaded = tx.read_all([(_ONE, key) for key in keys])
    claimed = [row for rows in loaded for row in rows]
    return sorted(claimed, key=lambda row: (row["created_at"], row["seq"], row["notice_key"]))


def claim_waiting(tx: Transaction, channel_id: int, *, now: datetime, until: datetime) -> list[Row]:
    """Claim everything else that waits for the morning message of a channel."""
    keys = tx.rows(_WAITING, channel_id=channel_id, now=now, until=until)
    return [row for rows in tx.read_all([(_ONE, key) for key in keys]) for row in rows]


def postpone(tx: Transaction, row: Row, at: datetime, *, gathered: bool) -> None:
    """Give a claimed delivery back until `at`; that was no attempt."""
    values = {"next_try_at": at, "pace": "gathered" if gathered else "alone", **_which(row)}
    tx.write(_POSTPONE, **values)


def let_leave(tx: Transaction, row: Row) -> None:
    """Note that a claimed delivery may leave: it is not asked again."""
    tx.write(_PACED, notice_key=row["notice_key"], channel_id=row["channel_id"])


def gather(tx: Transaction, row: Row, digest: str) -> None:
    """Note in which morning message a claimed delivery leaves."""
    tx.write(_IN_DIGEST, notice_key=row["notice_key"], channel_id=row["channel_id"], digest=digest)


def had(tx: Transaction, person_id: int, since: datetime) -> int:
    """Return how many messages a person has had of what was owed since a moment."""
    row = tx.row(_HAD, person_id=person_id, since=since)
    return int((row or {"n": 0})["n"])


def lapsed(tx: Transaction, *, now: datetime, most: int) -> list[Row]:
    """Return the claimed deliveries whose deliverer has not come back in time."""
    return tx.rows(_LAPSED, now=now, most=most)


def try_again(tx: Transaction, row: Row, at: datetime, reason: str) -> bool:
    """Have a claimed delivery tried again at `at`; False when the claim is no longer this one."""
    values = {"next_try_at": at, "reason": reason, **_which(row)}
    return tx.write(_AGAIN, **values) == 1


def finish(tx: Transaction, row: Row, status: str, now: datetime, reason: str) -> bool:
    """End a claimed delivery; False when the claim is no longer this one."""
    values = {"status": status, "now": now, "reason": reason, **_which(row)}
    return tx.write(_FINISH, **values) == 1


def settle(
    tx: Transaction, *, notice_key: str, channel_id: int, arrived: bool, now: datetime
) -> bool:
    """Write down what a person found out about an unknown delivery; False when it is not unknown.

    Args:
        tx: A transaction that writes.
        notice_key: The notice.
        channel_id: The channel it went through.
        arrived: Whether it arrived; if not, it is owed again.
        now: The present moment.
    """
    status, ended_at = ("sent", now) if arrived else ("owed", None)
    values = {
        "notice_key": notice_key, "channel_id": channel_id, "status": status, "now": now,
        "ended_at": ended_at, "reason": "settled",
    }  # fmt: skip
    return tx.write(_SETTLE, **values) == 1


def owe_next_channel(tx: Transaction, row: Row, now: datetime) -> bool:
    """Owe a failed notice through the recipient's next channel; False when none is left."""
    found = tx.row(_OPEN_CHANNELS, person_id=row["person_id"], notice_key=row["notice_key"])
    if found is None:
        return False
    _owe(tx, row["notice_key"], found["id"], now, "alone")  # it has waited already
    return True


def statuses(tx: Transaction, notice_key: str) -> set[str]:
    """Return what became of a notice on the channels it was owed through."""
    return {row["status"] for row in tx.rows(_STATUSES, notice_key=notice_key)}


def owe_notice(tx: Transaction, notice: Row, channels: Iterable[int], now: datetime) -> bool:
    """Owe a notice through the first of `channels`; False when it was owed before."""
    sql, values = moves.insert("notices", notice)
    if tx.write(f"{sql} ON CONFLICT (key) DO NOTHING", **values) == 0:
        return False
    for channel in list(channels)[:1]:
        _owe(tx, notice["key"], channel, now, "new")
    return True


def _owe(tx: Transaction, notice_key: str, channel_id: int, now: datetime, pace: str) -> None:
    sql, values = moves.insert(
        "deliveries",
        {
            "notice_key": notice_key, "channel_id": channel_id, "status": "owed", "attempts": 0,
            "pace": pace, "next_try_at": now, "ended_at": None, "reason": "",
        },
    )  # fmt: skip
    tx.write(sql, **values)


def _which(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("notice_key", "channel_id", "attempts")}
