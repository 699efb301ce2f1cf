"""Acknowledgements (签收) and tests of channels: what recipients give back.

An acknowledgement ends the repetitions of a ladder's step, never the step after it. A further way
to acknowledge is one more function that ends in `acknowledge`.
"""

from __future__ import annotations

from engine.arming import earliest
from engine.loading import LoadedCase
from engine.notify import notice_key
from engine.office import Office
from engine.work import Work
from kernel.canonical import moment_text
from kernel.clock import office_day
from kernel.errors import Conflict, InvalidInput, NotFound
from kernel.words import Language, Text
from notifications.catalogue.delivery import CHANNEL_TEST
from notifications.outcome import Delivery, Outcome
from notifications.render import render
from rules import ladder as ladders
from rules.facts import Actor
from store import timers
from store.database import Row, Stale, Transaction

_TRIES = 5
_NOTICE = "SELECT * FROM notices WHERE key = :key"
_ACKNOWLEDGE = (
    "UPDATE notices SET acknowledged_at = :now WHERE key = :key AND acknowledged_at IS NULL"
)
_CHANNELS = (
    "SELECT c.id, c.service, c.sealed_url, p.language FROM channels c"
    " JOIN people p ON p.id = c.person_id"
    " WHERE c.person_id = :person_id AND c.active ORDER BY c.position"
)


def acknowledge(office: Office, *, key: str, person_id: int) -> bool:
    """Record that a recipient has received a notice; a second time changes nothing.

    Args:
        office: The office.
        key: The key of the notice.
        person_id: Its recipient.

    Returns:
        Whether this was the first time.

    Raises:
        NotFound: there is no such notice, or it was not for this person.
        Conflict: others keep writing to the case; try again.
    """
    for _ in range(_TRIES):
        try:
            with office.database.writing() as tx:
                return _acknowledge(office, tx, key, person_id)
        except Stale:
            continue  # somebody else made an entry on the case first: read it again
    raise Conflict(
        Text("该事项正被频繁更新，请稍后再签收。", "The case is busy: acknowledge again later.")
    )


def acknowledge_by_token(office: Office, token: str) -> bool:
    """Record that whoever holds `token`, the recipient, has received the notice it belongs to.

    Returns:
        Whether this was the first time.

    Raises:
        InvalidInput: the office has not given out this token.
        NotFound: the notice is gone.
        Conflict: others keep writing to the case; try again.
    """
    key = office.keyring.read_receipt(token)
    with office.database.reading() as tx:
        notice = tx.row(_NOTICE, key=key)
    if notice is None:
        raise _no_notice()
    return acknowledge(office, key=key, person_id=notice["person_id"])


def _acknowledge(office: Office, tx: Transaction, key: str, person_id: int) -> bool:
    notice = tx.row(_NOTICE, key=key)
    if notice is None or notice["person_id"] != person_id:
        raise _no_notice()
    now = office.clock.now()
    if tx.write(_ACKNOWLEDGE, key=key, now=now) == 0:
        return False
    work = Work(office, tx, now)
    case = work.load(notice["case_id"])
    _quiet(work, case, notice)
    work.entry(
        case, "receipt", Actor(person_id, (), notice["for_person_id"]), notice=notice["notice"],
        of=notice["seq"], deadline=notice["deadline"], step=notice["step"],
    )  # fmt: skip
    work.finish()
    return True


def _quiet(work: Work, case: LoadedCase, notice: Row) -> None:
    """Stop the repetitions of the step that was acknowledged, if it is still the last to speak."""
    for timer in work.timers(case):
        same = all(timer[name] == notice[name] for name in ("deadline", "armed_seq"))
        if not same or timer["status"] != "armed" or timer["spoken"] != notice["step"]:
            continue
        timer["acknowledged"] = True
        policy = work.office.policy
        wakes = ladders.resume(
            policy.ladders[timer["ladder"]],
            ladders.Position(timer["step"], timer["spoken"], timer["spoken_at"], acknowledged=True),
            office_day(timer["due_at"]),
            timer["due_at"],
            policy.calendar,
        )
        timer["next_at"] = earliest(wakes, timer["due_at"] if timer["event"] else None)
        spoke = (
            "step", "spoken", "spoken_at", "acknowledged", "next_at", "event", "case_id",
            "deadline", "armed_seq",
        )  # fmt: skip
        work.write((timers.SPOKE, {name: timer[name] for name in spoke}))


def try_channels(office: Office, person_id: int) -> list[tuple[str, Delivery]]:
    """Send a test message through each channel of a person, and say what became of each.

    Returns:
        (service, outcome) in the order in which the channels are tried; never an address.

    Raises:
        NotFound: the person has no channel.
    """
    with office.database.reading() as tx:
        rows = tx.rows(_CHANNELS, person_id=person_id)
    if not rows:
        raise NotFound(
            Text(
                "此人没有登记通知渠道。请先登记至少一个渠道。",
                "This person has no channel. Enter at least one first.",
            )
        )
    return [(row["service"], _test(office, row, row["language"])) for row in rows]


def _test(office: Office, row: Row, language: Language) -> Delivery:
    message = render(CHANNEL_TEST, language, number="", due_on=None, tone="", link=None, code=None)
    key = notice_key(0, 0, f"{CHANNEL_TEST}/{moment_text(office.clock.now())}", row["id"])
    try:
        url = office.keyring.unseal(row["sealed_url"])
    except InvalidInput:
        return Delivery(Outcome.FAILED, "unsealable", again=False)
    return office.sender.send(message, url, key)


def _no_notice() -> NotFound:
    return NotFound(
        Text("没有这条通知，或它不是给您的。", "There is no such notice, or it was not for you.")
    )
