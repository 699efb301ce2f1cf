"""Saved views 常用筛选: the filters of a page under a name, each person's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from engine.accounts.views import add_view, drop_view
from web.csrf import Checked
from web.visit import SignedIn

router = APIRouter()
Words = Annotated[str, Form()]
_PAGES = ("desk", "cases", "ledgers")


@router.post("/views", dependencies=[Checked])
def keep(visit: SignedIn, page: Words, name: Words = "", query: Words = "") -> Response:
    """Keep the filters of a page under a name.

    Raises:
        InvalidInput: the name is missing or too long.
    """
    add_view(visit.office, visit.person_id, page, name, query)
    return visit.go(f"/{_known(page)}?{query}")


@router.post("/views/{view_id}/drop", dependencies=[Checked])
def drop(visit: SignedIn, view_id: int, page: Words) -> Response:
    """Keep a view no longer.

    Raises:
        NotFound: the person has no such view.
    """
    drop_view(visit.office, visit.person_id, view_id)
    return visit.go(f"/{_known(page)}")


def _known(page: str) -> str:
    """Return the page, or the desk where a page keeps no views."""
    head = page.partition("/")[0]
    return page if head in _PAGES and ".." not in page and "//" not in page else "desk"
