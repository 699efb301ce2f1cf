"""A call: whose token came with it, and what that token may do.

Every handler takes a call by one of the types at the end, which names a scope of tokens and, where
not everybody may ask, an audience (`rules/audience.py`). Cookies open nothing here, so no other
site can have a browser call for somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from engine.accounts.tokens import TokenKind, TokenScope, TokenView, token_of
from engine.directory import Directory
from engine.office import Office
from kernel.clock import office_day
from kernel.errors import NotPermitted
from kernel.ids import case_id_of
from kernel.words import Text
from rules.audience import Audience, may_enter
from web.visit import NOT_FOR_YOU, SignInFirst

BEARER = HTTPBearer(
    auto_error=False, scheme_name="token",
    description="访问令牌，在“我的账号”页建立 · an access token, made on the page My account",
)  # fmt: skip


@dataclass
class Call:
    """One request by a program that acts for a person."""

    office: Office
    token: TokenView

    @property
    def person_id(self) -> int:
        """Return for whom the program acts."""
        return self.token.person_id

    @cached_property
    def today(self) -> date:
        """Return the day of the office."""
        return office_day(self.office.now())

    @cached_property
    def directory(self) -> Directory:
        """Return the people, posts and places of the office."""
        with self.office.database.reading() as tx:
            return self.office.directory(tx)

    def person(self, code: str) -> int:
        """Return the id of the person with `code`.

        Raises:
            NotFound: nobody active has it.
        """
        return self.directory.person(code).id

    def principal(self, code: str) -> int | None:
        """Return the person stood in for, if any.

        Raises:
            NotFound: nobody active has that code.
        """
        return self.person(code) if code else None


@dataclass(frozen=True)
class Key:
    """The dependency of a handler: lets in tokens of a scope, of people of an audience."""

    scope: TokenScope
    audience: Audience = Audience.SIGNED_IN

    def __call__(
        self,
        request: Request,
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)],
    ) -> Call:
        """Return the call.

        Raises:
            SignInFirst: there is no token, or none that opens anything.
            NotPermitted: the token or its person may not ask this.
        """
        office: Office = request.app.state.office
        token = token_of(office, given.credentials) if given else None
        if token is None or token.kind is not TokenKind.API:
            raise SignInFirst
        if self.scope not in token.scopes:
            raise NotPermitted(
                Text(
                    f"这个令牌没有“{self.scope.label.zh}”（{self.scope.value}）的权限，"
                    "请另建一个带此权限的令牌。",
                    f"This token lacks the scope {self.scope.value}: make another that has it.",
                )
            )
        call = Call(office, token)
        if not may_enter(call.directory.posts_of(call.person_id), self.audience, call.today):
            raise NotPermitted(NOT_FOR_YOU)
        return call


Reading = Annotated[Call, Depends(Key(TokenScope.READ))]
Acting = Annotated[Call, Depends(Key(TokenScope.ACT))]
Exporting = Annotated[Call, Depends(Key(TokenScope.EXPORT))]
OverseerReading = Annotated[Call, Depends(Key(TokenScope.READ, Audience.OVERSIGHT))]

For = Annotated[
    str,
    Query(alias="for", max_length=64, description="被代理人的代码 · whom the person stands in for"),
]


def case_of(number: str) -> int | None:
    """Return the id of the case that a filter names; None when it names none.

    Raises:
        NotFound: the characters are no case number.
    """
    return case_id_of(number) if number else None
