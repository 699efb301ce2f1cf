"""Notices 通知: what I was told and have not acknowledged, and the receipt by a message's link."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.queries import unread
from engine.receipts import acknowledge, acknowledge_by_token
from notifications.catalogue import NOTICES
from web.csrf import Checked
from web.visit import Anybody, SignedIn

router = APIRouter()
_MOST = 200


@router.get("/notices")
def notices(visit: SignedIn) -> Response:
    """Show what is not acknowledged, newest first."""
    return visit.page(
        "notices.html", notices=unread(visit.office, visit.person_id, limit=_MOST), known=NOTICES
    )


@router.post("/notices/{key}", dependencies=[Checked])
def receive(visit: SignedIn, key: str, back: str = "/notices") -> Response:
    """Acknowledge one notice.

    Raises:
        NotFound: there is no such notice, or it was not for this person.
    """
    acknowledge(visit.office, key=key, person_id=visit.person_id)
    return visit.go("/desk" if back == "/desk" else "/notices")


@router.get("/receipts/{token}")
def ask(visit: Anybody, token: str) -> Response:
    """Ask whoever opened the link of a message to acknowledge it; opening alone is no receipt."""
    return visit.page("receipt.html", token=token, done=False)


@router.post("/receipts/{token}")
def give(visit: Anybody, token: str) -> Response:
    """Acknowledge the notice whose link this is.

    Raises:
        InvalidInput: the office has not given out this link.
        NotFound: the notice is gone.
    """
    acknowledge_by_token(visit.office, token)
    return visit.page("receipt.html", token=token, done=True)
