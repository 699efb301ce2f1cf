"""My account 我的账号: password, language, tokens, sessions, and one's own posts and record.

A token is shown this once, on the page that answers its form; its address is never one of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response

from engine.accounts.changing import change_password
from engine.accounts.signing import sign_out_everywhere
from engine.accounts.tokens import TokenKind, TokenScope, create_token, list_tokens, revoke_token
from engine.accounts.views import choose_language
from engine.own_record import own_record
from kernel.errors import InvalidInput, TextError
from kernel.words import Language, Text
from rules.posts import HeldPost, Scope
from web.cookies import drop_session, keep_language, keep_session
from web.csrf import Checked
from web.errors import status_of
from web.visit import SignedIn, Visit

router = APIRouter(prefix="/me")

Words = Annotated[str, Form()]
_USUAL_DAYS = 180
_LONGEST_DAYS = 100_000
_UNLIKE = Text("两次输入的密码不一样。", "The two passwords are not the same.")
_WHOLE = Text("有效期应为整数天数。", "The days should be a whole number.")
_DONE = {
    "password": Text("密码已修改，其他登录已全部退出。", "The password is changed; every other "
                     "session has ended."),
    "language": Text("语言已保存。", "The language is kept."),
    "revoked": Text("令牌已吊销，即时生效。", "The token is revoked, at once."),
}  # fmt: skip


@router.get("")
def account(visit: SignedIn, done: str = "") -> Response:
    """Show the account of who is signed in."""
    return _page(visit, done=_DONE.get(done))


@router.post("/password", dependencies=[Checked])
def password(visit: SignedIn, old: Words = "", new: Words = "", again: Words = "") -> Response:
    """Set a new password, for who knows the old one; this browser stays signed in."""
    try:
        if new != again:
            raise InvalidInput(_UNLIKE)
        opened = change_password(visit.office, visit.person_id, old, new)
    except TextError as error:
        return _page(visit, status=status_of(error)[0], password_reasons=error.reasons)
    answer = visit.go("/me?done=password")
    keep_session(visit.request, answer, opened)
    return answer


@router.post("/language", dependencies=[Checked])
def language(visit: SignedIn, language: Annotated[Language, Form()]) -> Response:
    """Keep the language of the person's pages, here and in every other browser."""
    choose_language(visit.office, visit.person_id, language)
    answer = visit.go("/me?done=language")
    keep_language(visit.request, answer, language)
    return answer


@router.post("/tokens", dependencies=[Checked])
def make_token(
    visit: SignedIn, label: Words = "", kind: Words = "", days: Words = "",
    scopes: Annotated[tuple[str, ...], Form()] = (),
) -> Response:  # fmt: skip
    """Make a token and show it once; what was typed is kept when it is refused."""
    typed = {"label": label, "kind": kind, "days": days, "scopes": scopes}
    wanted = () if kind == TokenKind.CALENDAR else scopes
    try:
        token = create_token(visit.office, visit.person_id, label, kind, wanted, _days(days))
    except TextError as error:
        status = status_of(error)[0]
        return _page(visit, status=status, token_reasons=error.reasons, typed=typed)
    address = f"{_site(visit)}/feed/{token}.ics" if kind == TokenKind.CALENDAR else ""
    return _page(visit, made=token, address=address)


@router.post("/tokens/revoke", dependencies=[Checked])
def revoke(visit: SignedIn, token: Words = "") -> Response:
    """Have a token open nothing any more."""
    revoke_token(visit.office, visit.person_id, token)
    return visit.go("/me?done=revoked")


@router.post("/sign-out-everywhere", dependencies=[Checked])
def leave_everywhere(visit: SignedIn) -> Response:
    """End every session of the person, this one too."""
    sign_out_everywhere(visit.office, visit.person_id)
    answer = visit.go("/sign-in")
    drop_session(visit.request, answer)
    return answer


def _page(visit: Visit, *, status: int = 200, **shown: Any) -> Response:
    now = visit.office.now()
    usual = {"label": "", "kind": TokenKind.CALENDAR.value, "days": str(_USUAL_DAYS), "scopes": ()}
    told = {
        "done": None, "made": "", "address": "", "password_reasons": (), "token_reasons": (),
        "typed": usual, **shown,
    }  # fmt: skip
    return visit.page(
        "me.html", status=status, posts=tuple(dict.fromkeys(_posts(visit))),
        tokens=[
            (one, one.revoked_at is None and one.expires_at > now)
            for one in reversed(list_tokens(visit.office, visit.person_id))
        ],
        record=own_record(visit.office, visit.person_id), kinds=TokenKind, scopes=TokenScope,
        most_days=visit.office.policy.limit("token_days"), **told,
    )  # fmt: skip


def _posts(visit: Visit) -> Iterator[tuple[Text, str]]:
    """Yield the posts that are held today, with the place of each."""
    for held in visit.posts:
        if held.held_on(visit.today):
            yield visit.office.policy.label(held.post), _place(visit, held)


def _place(visit: Visit, held: HeldPost) -> str:
    places = {
        Scope.GROUP: visit.directory.groups,
        Scope.UNIT: visit.directory.units,
        Scope.BODY: visit.directory.bodies,
    }
    found = places[held.scope].get(held.scope_id) if held.scope in places else None
    return found.name if found else ""


def _days(words: str) -> int:
    if not words.strip().isdecimal() or int(words) > _LONGEST_DAYS:
        raise InvalidInput(_WHOLE)
    return int(words)


def _site(visit: Visit) -> str:
    """Return the address of the site, as the office gives it or as it was reached."""
    return visit.office.base_url or str(visit.request.base_url).rstrip("/")
