"""Signing in and out, the one-time links that make an account, and the language of the browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from engine.accounts.links import link_of, redeem_first, redeem_link
from engine.accounts.signing import SignedIn as Opened
from engine.accounts.signing import sign_in, sign_out
from kernel.errors import InvalidInput, NotFound, NotPermitted, TextError
from kernel.words import Language, Text
from web.cookies import drop_session, keep_language, keep_session, session_token
from web.csrf import Checked
from web.errors import status_of
from web.visit import Anybody, SignedIn, Visit

router = APIRouter()
HOME = "/desk"
_LINK_IS_SPENT = Text(
    "这个链接已用过、已过期或被新的链接取代。请向系统管理员要一个新的。",
    "This link was used, has expired or was replaced. Ask the system administrator for a new one.",
)
Words = Annotated[str, Form()]


@router.get("/")
def home(visit: Anybody) -> Response:
    """Lead to the desk."""
    return visit.go(HOME)


@router.get("/sign-in")
def ask(visit: Anybody, back: str = HOME) -> Response:
    """Show the form of signing in."""
    if visit.session is not None:
        return visit.go(own_address(back))
    return visit.page("sign_in.html", back=own_address(back), code="", reasons=())


@router.post("/sign-in")
def enter(visit: Anybody, code: Words = "", password: Words = "", back: Words = HOME) -> Response:
    """Open a session, or say why not and keep what was typed."""
    try:
        opened = sign_in(visit.office, code.strip(), password)
    except (NotPermitted, InvalidInput) as error:
        return visit.page(
            "sign_in.html", status=status_of(error)[0], back=own_address(back), code=code,
            reasons=error.reasons,
        )  # fmt: skip
    return _opened(visit, opened, own_address(back))


@router.post("/sign-out", dependencies=[Checked])
def leave(visit: SignedIn) -> Response:
    """End the session, here and at the server."""
    sign_out(visit.office, session_token(visit.request))
    answer = visit.go("/sign-in")
    drop_session(visit.request, answer)
    return answer


@router.get("/link/{token}")
def show_link(visit: Anybody, token: str) -> Response:
    """Show what a one-time link asks for.

    Raises:
        NotFound: the link is spent.
    """
    link = link_of(visit.office, token)
    if link is None:
        raise NotFound(_LINK_IS_SPENT)
    return visit.page("link.html", token=token, link=link, code="", name="", reasons=())


@router.post("/link/{token}")
def redeem(
    visit: Anybody, token: str, password: Words = "", again: Words = "", code: Words = "",
    name: Words = "",
) -> Response:  # fmt: skip
    """Make the account a link stands for, and sign in.

    Raises:
        NotFound: the link is spent.
    """
    link = link_of(visit.office, token)
    if link is None:
        raise NotFound(_LINK_IS_SPENT)
    try:
        if password != again:
            raise InvalidInput(
                Text("两次输入的密码不一样。", "The two passwords are not the same.")
            )
        if link.person_id is None:
            opened = redeem_first(visit.office, token, code.strip(), name.strip(), password)
        else:
            opened = redeem_link(visit.office, token, password)
    except TextError as error:
        return visit.page(
            "link.html", status=status_of(error)[0], token=token, link=link, code=code, name=name,
            reasons=error.reasons,
        )  # fmt: skip
    return _opened(visit, opened, HOME)


@router.get("/language/{language}")
def speak(visit: Anybody, language: Language, back: str = HOME) -> Response:
    """Change the language of this browser."""
    answer = RedirectResponse(own_address(back), 303)
    keep_language(visit.request, answer, language)
    return answer


def _opened(visit: Visit, opened: Opened, address: str) -> Response:
    answer = visit.go(address)
    keep_session(visit.request, answer, opened)
    return answer


def own_address(address: str) -> str:
    """Return `address` if it is one of this site, else the desk."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else HOME
