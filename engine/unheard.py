"""What happens when a channel did not reach its person: the next channel, and then the office.

The office is told once a day for each person out of reach: one broken mailbox is one notice, not
one for each of its messages. A further mishap worth telling is one more name in the catalogue.
"""

from __future__ import annotations

from datetime import datetime

from engine.notify import notice_key
from engine.office import Office
from kernel.clock import office_day
from notifications.catalogue.delivery import CHANNEL_FAILED, DELIVERY_UNCLEAR
from rules.posts import OFFICE, CaseScope
from store import outbox
from store.database import Row, Transaction


def look_further(office: Office, tx: Transaction, row: Row, now: datetime) -> None:
    """Owe the notice in `row` through the next channel; when none is left, tell the office.

    Args:
        office: The office.
        tx: The transaction that records the delivery.
        row: The delivery that has ended without being sent.
        now: The present moment.
    """
    if outbox.owe_next_channel(tx, row, now):
        return
    ended = outbox.statuses(tx, row["notice_key"])
    if ended <= {"failed", "unknown"} and row["notice"] not in {CHANNEL_FAILED, DELIVERY_UNCLEAR}:
        _tell_office(
            office, tx, row, DELIVERY_UNCLEAR if "unknown" in ended else CHANNEL_FAILED, now
        )


def _tell_office(office: Office, tx: Transaction, row: Row, notice: str, now: datetime) -> None:
    today = office_day(now)
    directory = office.directory(tx)
    for person in directory.holders(OFFICE, CaseScope(), today):
        if person == row["person_id"]:
            continue
        once = f"{notice}/{row['person_id']}/{today}"
        told = {
            "key": notice_key(0, 0, once, person), "case_id": row["case_id"], "seq": row["seq"],
            "notice": notice, "person_id": person, "for_person_id": None, "deadline": None,
            "armed_seq": None, "step": None, "tone": "", "due_on": None, "wants_receipt": False,
            "created_at": now, "acknowledged_at": None,
        }  # fmt: skip
        outbox.owe_notice(tx, told, directory.channels.get(person, ()), now)
