"""How often a wrong password was given for a code, and who therefore waits: lockout by delay.

The count is in the database, so that several processes agree. Each attempt is counted before its
password is looked at, so attempts at the same moment gain nothing; success takes the count off.
Codes that nobody has are counted like others: a wait gives no account away (§7 row 2).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from engine.office import Office
from kernel.clock import OFFICE_ZONE
from kernel.errors import NotPermitted
from kernel.words import Text
from rules.passwords import wait_after
from store.database import Transaction

_COUNT = (
    "INSERT INTO sign_in_failures (mark, failures, failed_at) VALUES (:mark, 1, :now)"
    " ON CONFLICT (mark) DO UPDATE SET failed_at = :now, failures ="
    " CASE WHEN sign_in_failures.failed_at < :old THEN 1 ELSE sign_in_failures.failures + 1 END"
    " WHERE sign_in_failures.wait_until IS NULL OR sign_in_failures.wait_until <= :now"
    " RETURNING failures"
)
_WAITS = "SELECT wait_until FROM sign_in_failures WHERE mark = :mark"
_WAIT = "UPDATE sign_in_failures SET wait_until = :wait_until WHERE mark = :mark"
_FORGET = "DELETE FROM sign_in_failures WHERE mark = :mark OR failed_at < :old"


def count_attempt(office: Office, code: str) -> datetime | None:
    """Count an attempt to sign in as failed until it succeeds.

    Returns:
        Until when the next attempt waits; None is not at all.

    Raises:
        NotPermitted: earlier attempts failed and the wait is not over; the sentence says when.
    """
    mark, now, limit = office.keyring.blind(code), office.now(), office.policy.limit
    longest = timedelta(minutes=limit("sign_in_wait_minutes"))
    with office.database.writing() as tx:
        counted = tx.row(_COUNT, mark=mark, now=now, old=_old(office, now))
        if counted is not None:
            wait = wait_after(counted["failures"], limit("sign_in_failures"), longest)
            if wait is None:
                return None
            tx.write(_WAIT, mark=mark, wait_until=now + wait)
            return now + wait
        waits = tx.row(_WAITS, mark=mark)
    until: datetime = (waits or {"wait_until": now})["wait_until"]
    raise NotPermitted(try_again(until))


def forget_failures(office: Office, tx: Transaction, code: str, now: datetime) -> None:
    """Take off the count of a code, and every count that is old."""
    tx.write(_FORGET, mark=office.keyring.blind(code), old=_old(office, now))


def try_again(until: datetime) -> Text:
    """Return the sentence that says when to try again."""
    moment = until.astimezone(OFFICE_ZONE).strftime("%Y-%m-%d %H:%M:%S")
    return Text(
        f"连续多次登录失败，请在 {moment} 之后再试；忘记密码请向系统管理员索取一次性链接。",
        f"Signing in failed too often: try again after {moment}."
        " Ask the system administrator for a one-time link if the password is lost.",
    )


def _old(office: Office, now: datetime) -> datetime:
    return now - timedelta(hours=office.policy.limit("sign_in_memory_hours"))
