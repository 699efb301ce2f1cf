"""A visit: who is at the browser, in which language, and how a page is answered to them.

Every handler takes a visit by one of the types at the end; each names the audience the page is for
(`rules/audience.py`), so no page can be written without saying who may enter it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from engine.accounts.signing import SessionView, session_of
from engine.directory import Directory
from engine.office import Office
from engine.wording import Teller
from kernel.clock import office_day
from kernel.errors import NotPermitted
from kernel.words import Language, Text
from rules.audience import Audience, may_enter
from rules.posts import HeldPost
from web.cookies import session_token, spoken
from web.dates import day_words
from web.menu import menu
from web.render import draw

NOT_FOR_YOU = Text(
    "这一页不对您的岗位开放。如工作需要，请与巡察办联系。",
    "This page is not open to your post. If your work needs it, ask the inspection office.",
)


class SignInFirst(Exception):
    """Nobody is signed in; the page of signing in comes first."""


@dataclass
class Visit:
    """One request by one person."""

    request: Request
    office: Office
    session: SessionView | None
    language: Language
    stood_in_for: str = ""
    """The code of the person acted for, from the address of the page."""
    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def person_id(self) -> int:
        """Return who acts.

        Raises:
            SignInFirst: nobody is signed in.
        """
        if self.session is None:
            raise SignInFirst
        return self.session.person_id

    @cached_property
    def today(self) -> date:
        """Return the day of the office."""
        return office_day(self.office.now())

    @cached_property
    def directory(self) -> Directory:
        """Return the people, posts and places of the office."""
        with self.office.database.reading() as tx:
            return self.office.directory(tx)

    @cached_property
    def acting_for(self) -> int | None:
        """Return the person stood in for, if any.

        Raises:
            NotFound: nobody has that code.
        """
        return self.directory.person(self.stood_in_for).id if self.stood_in_for else None

    @cached_property
    def posts(self) -> tuple[HeldPost, ...]:
        """Return the posts of who is signed in; none when nobody is."""
        return self.directory.posts_of(self.session.person_id) if self.session else ()

    def may_enter(self, audience: Audience) -> bool:
        """Say whether the person belongs to an audience: what the menu offers."""
        return self.session is not None and may_enter(self.posts, audience, self.today)

    @cached_property
    def teller(self) -> Teller:
        """Return who says entries and details in the language of the visit."""
        return Teller(self.office.policy, self.directory, self.language)

    def say(self, text: Text) -> str:
        """Return words in the language of the visit."""
        return text.say(self.language)

    def word(self, zh: str, en: str) -> str:
        """Return a word in the language of the visit."""
        return zh if self.language == "zh" else en

    def day(self, value: date) -> str:
        """Return a day in words of the language of the visit."""
        return day_words(value, self.language)

    def page(self, template: str, *, status: int = 200, **shown: Any) -> HTMLResponse:
        """Answer with a page.

        Args:
            template: Its file in `web/templates`.
            status: The status of the answer.
            shown: What the template shows, by name.
        """
        return HTMLResponse(draw(template, {"visit": self, "menu": menu, **shown}), status)

    def to(self, path: str, **query: object) -> str:
        """Return the address of a page of this site, as whom one acts kept; empty values go."""
        told = {name: value for name, value in query.items() if value not in (None, "")}
        if self.stood_in_for:
            told["for"] = self.stood_in_for
        return f"{path}?{urlencode(told)}" if told else path

    def go(self, address: str) -> Response:
        """Answer a form that was taken: the browser goes on to `address` with a new request."""
        return RedirectResponse(address, 303)


@dataclass(frozen=True)
class Door:
    """The dependency of a handler: lets in whoever belongs to `audience`."""

    audience: Audience

    def __call__(self, request: Request) -> Visit:
        """Return the visit.

        Raises:
            SignInFirst: nobody is signed in.
            NotPermitted: the page is for others.
        """
        office: Office = request.app.state.office
        token = session_token(request)
        session = session_of(office, token) if token else None
        visit = Visit(
            request, office, session, spoken(request, session), request.query_params.get("for", "")
        )
        request.state.visit = visit
        if self.audience is Audience.ANYBODY:
            return visit
        if session is None:
            raise SignInFirst
        if not may_enter(visit.posts, self.audience, visit.today):
            raise NotPermitted(NOT_FOR_YOU)
        return visit


Anybody = Annotated[Visit, Depends(Door(Audience.ANYBODY))]
SignedIn = Annotated[Visit, Depends(Door(Audience.SIGNED_IN))]
Oversight = Annotated[Visit, Depends(Door(Audience.OVERSIGHT))]
OfficeOnly = Annotated[Visit, Depends(Door(Audience.OFFICE))]
Register = Annotated[Visit, Depends(Door(Audience.REGISTER))]
AccountKeeper = Annotated[Visit, Depends(Door(Audience.ACCOUNT_KEEPERS))]
AuditKeeper = Annotated[Visit, Depends(Door(Audience.AUDIT_KEEPERS))]
Caretaker = Annotated[Visit, Depends(Door(Audience.CARETAKERS))]


def form_words(form: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of a form that was sent; files are left out."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def read_form(request: Request) -> dict[str, str]:
    """Return the words of the form of a request."""
    return form_words(await request.form())


Filled = Annotated[dict[str, str], Depends(read_form)]
"""What was filled into a form, field by field."""
