"""The desk 待办: what waits for me, the most urgent first, and what I was told."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.inbox import inbox
from engine.queries import unread
from web.visit import SignedIn

router = APIRouter()


@router.get("/desk")
def desk(visit: SignedIn) -> Response:
    """Show what waits for who is signed in."""
    return visit.page(
        "desk.html",
        lines=inbox(visit.office, visit.person_id),
        notices=unread(visit.office, visit.person_id),
    )
