"""`/feed/TOKEN.ics`: the deadlines of a person in their calendar, as all-day entries.

A calendar program holds the address, so it tells as little as a notice: a number and a date. The
token is of the kind `calendar`, is made and revoked on the page of one's account, and opens nothing
else; a wrong one is answered as if there were no such page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import Response
from icalendar import Calendar, Event

from engine.accounts.tokens import TokenKind, token_of
from engine.own_deadlines import OwnDeadline, own_deadlines
from kernel.errors import NotFound
from kernel.words import Language, Text
from web.visit import Anybody

router = APIRouter()

_NAME = Text("巡程期限", "Xuncheng deadlines")
_DUE = Text("{number} 到期", "{number} due")
_PROVISIONAL = Text("{number} 到期（暂定）", "{number} due (provisional)")
_NO_FEED = Text(
    "没有这个日历订阅，或已吊销、过期。请在“我的账号”页重新建立。",
    "There is no such feed, or not any more: make a new one on the page My account.",
)
_EVERY = timedelta(hours=1)


@router.get("/feed/{token}.ics")
def feed(visit: Anybody, token: str) -> Response:
    """Return the calendar of whoever the token belongs to.

    Raises:
        NotFound: the token opens no feed.
    """
    known = token_of(visit.office, token)
    if known is None or known.kind is not TokenKind.CALENDAR:
        raise NotFound(_NO_FEED)
    told = calendar(own_deadlines(visit.office, known.person_id), known.language)
    return Response(told.to_ical(), media_type="text/calendar; charset=utf-8")


def calendar(deadlines: Iterable[OwnDeadline], language: Language) -> Calendar:
    """Return deadlines as a calendar; a moved date is a later state of the same entry."""
    made = Calendar()
    made.add("prodid", "-//Xuncheng//deadlines//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _NAME.say(language))
    made.add("refresh-interval", _EVERY, parameters={"VALUE": "DURATION"})
    for one in deadlines:
        made.add_component(_entry(one, language))
    return made


def _entry(one: OwnDeadline, language: Language) -> Event:
    made = Event()
    made.add("uid", f"{one.key}@xuncheng")
    made.add("dtstamp", one.changed_at)
    made.add("last-modified", one.changed_at)
    made.add("sequence", one.change)
    made.add("dtstart", one.due_on)
    made.add("dtend", one.due_on + timedelta(days=1))
    said = _PROVISIONAL if one.provisional else _DUE
    made.add("summary", said.say(language, number=one.number))
    made.add("status", "TENTATIVE" if one.provisional else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("class", "PRIVATE")
    return made
