"""The two cookies of the site: the session, and the language where nobody is signed in yet.

The session's cookie is out of reach of scripts and of other sites; where the office answers by
https it is `Secure` and bound to this host by its name.
"""

from __future__ import annotations

from typing import cast, get_args

from fastapi import Request
from fastapi.responses import Response

from engine.accounts.signing import SessionView, SignedIn
from kernel.words import Language

_PLAIN, _BOUND = "xuncheng", "__Host-xuncheng"
_LANGUAGE = "language"
_YEAR = 365 * 24 * 3600


def _name(request: Request) -> str:
    return _BOUND if request.app.state.secure else _PLAIN


def session_token(request: Request) -> str:
    """Return the token of the session, or an empty string."""
    return request.cookies.get(_name(request), "")


def keep_session(request: Request, response: Response, signed_in: SignedIn) -> None:
    """Give the browser its session; it ends with the browser, and at the server before."""
    response.set_cookie(
        _name(request), signed_in.token, path="/", httponly=True, samesite="lax",
        secure=request.app.state.secure,
    )  # fmt: skip


def drop_session(request: Request, response: Response) -> None:
    """Take the session from the browser."""
    response.delete_cookie(
        _name(request), path="/", httponly=True, samesite="lax", secure=request.app.state.secure
    )


def keep_language(request: Request, response: Response, language: Language) -> None:
    """Remember the language of this browser."""
    response.set_cookie(
        _LANGUAGE, language, max_age=_YEAR, path="/", samesite="lax",
        secure=request.app.state.secure, httponly=True,
    )  # fmt: skip


def spoken(request: Request, session: SessionView | None) -> Language:
    """Return the language of a visit: this browser's, else the person's, else the site's."""
    chosen = request.cookies.get(_LANGUAGE)
    if chosen in get_args(Language):
        return cast("Language", chosen)
    if session is not None:
        return session.language
    fallback: Language = request.app.state.language
    return fallback
