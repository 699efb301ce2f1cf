"""What waits for a person, what they were told, and their receipts 签收."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path

from engine.inbox import inbox
from engine.queries import unread
from engine.receipts import acknowledge
from kernel.ids import case_number
from notifications.catalogue import NOTICES
from web.api.call import Acting, Reading
from web.api.shapes import CaseShape, Limit, Moment, Shape, Words

router = APIRouter(tags=["desk"])

NoticeKey = Annotated[str, Path(max_length=64, description="通知键 · the key of a notice")]


class OpenEventShape(Shape):
    """One event that is open to the person now, and the post by which it is."""

    event: str
    label: Words
    by: str


class PrincipalShape(Shape):
    """Whom the person stands in for."""

    code: str
    name: str


class WaitingShape(Shape):
    """One thing that waits for the person."""

    line: CaseShape
    events: list[OpenEventShape]
    acting_for: PrincipalShape | None
    step: Words | None


class InboxShape(Shape):
    """What waits, the most urgent first."""

    waiting: list[WaitingShape]


class NoticeShape(Shape):
    """One notice that is not acknowledged."""

    key: str
    number: str
    notice: str
    label: Words
    due_on: date | None
    created_at: Moment
    wants_receipt: bool


class NoticesShape(Shape):
    """Notices, the newest first."""

    notices: list[NoticeShape]


class ReceiptShape(Shape):
    """That a notice is acknowledged, and whether it was not before."""

    first: bool


@router.get("/inbox")
def waiting(call: Reading, limit: Limit = 200) -> InboxShape:
    """List what waits for the person, as owner, signer or stand-in."""
    found = inbox(call.office, call.person_id, limit=limit)
    return InboxShape(waiting=[WaitingShape.model_validate(one) for one in found])


@router.get("/notices")
def notices(call: Reading, limit: Limit = 200) -> NoticesShape:
    """List the notices of the person that are not acknowledged."""
    return NoticesShape(
        notices=[
            NoticeShape(
                key=one.key, number=case_number(one.case_id), notice=one.notice,
                label=Words.model_validate(NOTICES[one.notice].label), due_on=one.due_on,
                created_at=one.created_at, wants_receipt=one.wants_receipt,
            )
            for one in unread(call.office, call.person_id, limit=limit)
        ]
    )  # fmt: skip


@router.put("/notices/{key}/receipt")
def receive(call: Acting, key: NoticeKey) -> ReceiptShape:
    """Acknowledge a notice; a second time changes nothing."""
    return ReceiptShape(first=acknowledge(call.office, key=key, person_id=call.person_id))
