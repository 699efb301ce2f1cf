"""The desk 待办: what waits for me, the most urgent first, what I was told, and my saved views."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from fastapi import APIRouter
from fastapi.responses import Response

from engine.accounts.views import list_views
from engine.inbox import InboxLine, inbox, waiting_kinds
from engine.queries import unread
from kernel.words import Text
from states.catalogue import NEWEST
from web.visit import SignedIn, Visit

router = APIRouter()

_PAGE = 50
_NOTICES = 8


class Urgency(StrEnum):
    """How soon something is due."""

    OVERDUE = "overdue"
    SOON = "soon"
    ANY = ""


_DAYS = {Urgency.OVERDUE: -1, Urgency.SOON: 7}
_URGENCIES = {
    Urgency.ANY: Text("全部", "All"),
    Urgency.SOON: Text("七天内到期", "Due within seven days"),
    Urgency.OVERDUE: Text("已超期", "Overdue"),
}


@router.get("/desk")
def desk(visit: SignedIn, kind: str = "", due: Urgency = Urgency.ANY, page: int = 1) -> Response:
    """Show what waits for who is signed in."""
    page = max(page, 1)
    until = visit.today + timedelta(days=_DAYS[due]) if due in _DAYS else None
    lines = inbox(
        visit.office, visit.person_id, kind=kind if kind in NEWEST else None, until=until,
        limit=page * _PAGE + 1,
    )  # fmt: skip
    return visit.page(
        "desk.html",
        lines=lines[(page - 1) * _PAGE : page * _PAGE], more=len(lines) > page * _PAGE, page=page,
        why=_why, kinds=waiting_kinds(visit.office, visit.person_id), kind=kind,
        urgencies=_URGENCIES, due=due, soonest=_soonest(lines, visit.today),
        events=_shared_events(lines), notices=unread(visit.office, visit.person_id, limit=_NOTICES),
        views=list_views(visit.office, visit.person_id, "desk"),
        query=visit.request.url.query,
    )  # fmt: skip


def _why(visit: Visit, one: InboxLine) -> str:
    """Return why a line is on this desk: the posts that may act, and for whom."""
    posts = dict.fromkeys(event.by for event in one.events)
    label = visit.word("、", ", ").join(
        visit.office.policy.label(post).say(visit.language) for post in posts
    )
    if one.acting_for is None:
        return label
    return visit.word(
        f"代 {one.acting_for.name}（{label}）", f"for {one.acting_for.name} ({label})"
    )


def _soonest(lines: list[InboxLine], today: date) -> Text:
    """Return in one sentence how urgent the desk is."""
    late = sum(1 for one in lines if one.line.due_on and one.line.due_on < today)
    if late:
        return Text(f"其中 {late} 项已超期。", f"{late} of them are overdue.")
    return Text("没有超期的事项。", "Nothing is overdue.")


def _shared_events(lines: list[InboxLine]) -> dict[str, Text]:
    """Return the events that may be given to several of the lines at once."""
    counted: dict[str, list[Text]] = {}
    for one in lines:
        for event in one.events:
            counted.setdefault(event.event, []).append(event.label)
    return {name: labels[0] for name, labels in counted.items() if len(labels) > 1}
