"""Saved views: the filters of a page under a name, for their person alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from engine.accounts.views import add_view, drop_view, list_views
from web.api.call import Acting, Reading
from web.api.shapes import Asked, Shape

router = APIRouter(prefix="/views", tags=["views"])

Page = Annotated[str, Query(max_length=64, description="页面 · which page")]
View = Annotated[int, Path(ge=1, le=2_000_000_000)]


class NewView(Asked):
    """Filters that are to be kept."""

    page: Annotated[str, Field(max_length=64)]
    name: Annotated[str, Field(max_length=100)]
    query: Annotated[str, Field(max_length=2000)]


class ViewShape(Shape):
    """The filters of a page under a name."""

    id: int
    page: str
    name: str
    query: str


class ViewsShape(Shape):
    """What is kept for a page, by name."""

    views: list[ViewShape]


class Kept(Shape):
    """By which number a view is dropped."""

    id: int


@router.get("")
def listing(call: Reading, page: Page) -> ViewsShape:
    """List what the person keeps for a page."""
    found = list_views(call.office, call.person_id, page)
    return ViewsShape(views=[ViewShape.model_validate(one) for one in found])


@router.post("", status_code=201)
def keep(call: Acting, asked: NewView) -> Kept:
    """Keep the filters of a page; the same name again replaces them."""
    return Kept(id=add_view(call.office, call.person_id, asked.page, asked.name, asked.query))


@router.delete("/{view}", status_code=204)
def drop(call: Acting, view: View) -> None:
    """Keep a view no longer."""
    drop_view(call.office, call.person_id, view)
