"""Delivers what is owed: claim, send outside the transaction, write down what became of it.

A delivery is `sent`, `failed` or `unknown`, and each target is sent alone. How often a channel is
tried, which services may be sent to again when the outcome is unknown, and how long one run goes
on, is the office's policy.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.office import Office
from engine.pacing import Letter, letters
from engine.tracing import traced
from engine.unheard import look_further
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_number
from kernel.words import Text
from notifications.catalogue import NOTICES
from notifications.digest import Reminder, render_digest
from notifications.outcome import Delivery, Outcome
from notifications.render import Message, render
from rules.access import may_fire
from rules.posts import OFFICE, CaseScope
from store import outbox
from store.database import Row

_BATCH = 32
_LAPSED = 10 * _BATCH
"""So many messages of deliverers that died are given up by one run."""
_FRACTION = 1 << 32
_LONGEST_REASON = 64
_UNCLEAR = (
    "SELECT d.channel_id, c.position, n.person_id FROM deliveries d"
    " JOIN channels c ON c.id = d.channel_id JOIN notices n ON n.key = d.notice_key"
    " WHERE d.notice_key = :key AND d.status = 'unknown' ORDER BY c.position"
)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one run of the deliverer did."""

    sent: int
    failed: int
    """Attempts that failed; those that are tried again count too."""
    unknown: int
    next_try_at: datetime | None
    """When there is something to do again; None when nothing is owed."""


@traced("deliver")
def deliver(office: Office) -> DeliveryReport:
    """Deliver what is due, batch by batch, and return what became of it.

    No batch is begun once the run has gone on for the time the policy gives it, so that a morning
    with many notices holds up neither people nor the next tick. Safe to run twice at once and to
    kill at any moment: no more than one batch is claimed, and what was claimed and not written down
    becomes `unknown` when its lease ends. A sender that raises concerns its own message alone.

    Raises:
        OSError: and what else a lost database raises; what was claimed by then lapses.
    """
    counted: Counter[Outcome] = Counter()
    until = office.clock.now() + timedelta(seconds=office.policy.delivery.run_seconds)
    _let_lapse(office, counted)
    while (claimed := _claim(office)) is not None:
        for letter, delivery in _send_all(office, claimed):
            for row in letter.rows:
                counted[delivery.outcome] += 1
                _record(office, row, delivery)
        if office.clock.now() >= until:
            break
    with office.database.reading() as tx:
        next_try_at = outbox.next_try(tx)
    return DeliveryReport(
        counted[Outcome.SENT], counted[Outcome.FAILED], counted[Outcome.UNKNOWN], next_try_at
    )


def settle(office: Office, *, key: str, channel_id: int, arrived: bool) -> None:
    """Write down what a person found out about an unknown delivery; if lost, it is sent again.

    Raises:
        NotFound: there is no such delivery, or it is not unknown.
    """
    with office.database.writing() as tx:
        known = outbox.settle(
            tx, notice_key=key, channel_id=channel_id, arrived=arrived, now=office.clock.now()
        )
    if not known:
        raise _settled()


def settle_notice(
    office: Office, *, key: str, arrived: bool, person_id: int, acting_for: int | None = None
) -> int:
    """Settle every unclear delivery of a notice, as its recipient or as the office.

    Args:
        office: The office.
        key: The key of the notice.
        arrived: Whether it arrived; if not, it is sent again.
        person_id: Who found out.
        acting_for: The person stood in for, if any.

    Returns:
        How many deliveries were unclear.

    Raises:
        NotFound: there is no such delivery, it is not unknown, or it is no business of who asks.
    """
    with office.database.reading() as tx:
        rows = tx.rows(_UNCLEAR, key=key)
        today = office_day(office.now())
        directory = office.directory(tx)
    actor = directory.actor(person_id, acting_for, CaseScope(), today)
    mine = bool(rows) and actor.persons == {rows[0]["person_id"]} <= directory.people.keys()
    if not rows or not (mine or may_fire(actor.posts, OFFICE, before_pledges=False)):
        raise _settled()
    for row in rows:
        settle(office, key=key, channel_id=row["channel_id"], arrived=arrived)
    return len(rows)


def _settled() -> NotFound:
    return NotFound(
        Text(
            "没有这条送达不明的通知，或其结果已经登记。请刷新列表后重试。",
            "There is no such unclear delivery, or it is settled already. Load the list again.",
        )
    )


def _let_lapse(office: Office, counted: Counter[Outcome]) -> None:
    """Give up the claims of deliverers that died: nobody knows whether they had sent."""
    with office.database.reading() as tx:
        rows = outbox.lapsed(tx, now=office.clock.now(), most=_LAPSED)
    for row in rows:
        if _record(office, row, Delivery(Outcome.UNKNOWN, "lapsed")):
            counted[Outcome.UNKNOWN] += 1


def _lease(office: Office) -> timedelta:
    """Return how long a claim holds: time enough to send a whole batch one by one, twice."""
    return timedelta(seconds=2 * _BATCH * office.policy.delivery.timeout_seconds)


def _claim(office: Office) -> list[Letter] | None:
    """Claim a batch of what is due; some of it may be given back until its time."""
    now = office.clock.now()
    with office.database.reading() as tx:  # an idle run takes no write lock
        next_try_at = outbox.next_try(tx)
    if next_try_at is None or next_try_at > now:
        return None
    until = now + _lease(office)
    with office.database.writing() as tx:
        skip_locked = not office.database.is_sqlite
        rows = outbox.claim(tx, now=now, until=until, most=_BATCH, skip_locked=skip_locked)
        return letters(office, tx, rows, now, until) if rows else None


def _send_all(office: Office, claimed: list[Letter]) -> Iterator[tuple[Letter, Delivery]]:
    """Send each message alone and give its outcome as soon as it is known."""
    if office.sender.parallel == 1:
        for letter in claimed:
            yield letter, _send(office, letter)
        return
    with ThreadPoolExecutor(office.sender.parallel) as pool:
        sending = {pool.submit(_send, office, letter): letter for letter in claimed}
        for done in as_completed(sending):
            yield sending[done], done.result()


def _send(office: Office, letter: Letter) -> Delivery:
    row = letter.rows[0]
    if not row["active"]:
        return Delivery(Outcome.FAILED, "inactive", again=False)
    try:
        url = office.keyring.unseal(row["sealed_url"])
    except InvalidInput:
        return Delivery(Outcome.FAILED, "unsealable", again=False)
    so_far = Outcome.FAILED
    try:
        message = _message(office, letter)
        so_far = Outcome.UNKNOWN  # from here on something may have left the house
        return office.sender.send(message, url, letter.key)
    except Exception as error:  # noqa: BLE001 - the outermost edge: the others go on
        reason = f"raised_{type(error).__name__}"[:_LONGEST_REASON]
        return Delivery(so_far, reason, again=so_far is Outcome.UNKNOWN)


def _message(office: Office, letter: Letter) -> Message:
    row = letter.rows[0]
    if len(letter.rows) > 1:
        return render_digest([_reminder(office, one) for one in letter.rows], row["language"])
    code, link = _receipt(office, row)
    return render(
        row["notice"],
        row["language"],
        number=case_number(row["case_id"]),
        due_on=row["due_on"],
        tone=row["tone"],
        link=link,
        code=code,
    )


def _reminder(office: Office, row: Row) -> Reminder:
    code, link = _receipt(office, row)
    label = NOTICES[row["notice"]].label
    return Reminder(case_number(row["case_id"]), label, row["due_on"], row["tone"], code, link)


def _receipt(office: Office, row: Row) -> tuple[str | None, str | None]:
    """Return the receipt code of a notice and the link under which it is acknowledged."""
    code = office.keyring.receipt_code(row["notice_key"]) if row["wants_receipt"] else None
    link = f"{office.base_url.rstrip('/')}/receipts/{code}" if code and office.base_url else None
    return code, link


def _luck(row: Row) -> float:
    """Return a number from 0 to 1 that follows from the delivery: a simulation repeats itself."""
    facts = f"{row['digest'] or row['notice_key']}/{row['channel_id']}/{row['attempts']}".encode()
    return int.from_bytes(hashlib.sha256(facts).digest()[:4]) / _FRACTION


def _record(office: Office, row: Row, delivery: Delivery) -> bool:
    """Write down an outcome and what follows from it; False when the claim is no longer ours."""
    now = office.clock.now()
    policy = office.policy.delivery
    heard = delivery.outcome is Outcome.SENT or row["acknowledged_at"] is not None
    again = (
        not heard
        and delivery.again
        and (delivery.outcome is Outcome.FAILED or policy.may_repeat(row["service"]))
        and row["attempts"] < policy.attempts
    )
    with office.database.writing() as tx:
        if again:
            at = now + policy.wait(row["attempts"], _luck(row))
            return outbox.try_again(tx, row, at, delivery.reason)
        if not outbox.finish(tx, row, delivery.outcome.value, now, delivery.reason):
            return False
        if not heard:
            look_further(office, tx, row, now)
    return True
