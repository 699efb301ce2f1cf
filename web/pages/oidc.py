"""Signing in through the identity provider: off to it, and back with a session.

What the browser has to come back with is sealed into a cookie with the office's own key, so every
process of the site can check it. There are no such pages where no provider is set.
"""

from __future__ import annotations

import json
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from engine.accounts.signing import open_session
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from web.cookies import keep_session
from web.oidc import Journey, Provider, come_back, set_out
from web.pages.signing import HOME, own_address
from web.visit import Anybody, Visit

router = APIRouter(prefix="/oidc")

_COOKIE = "xuncheng-journey"
_PATH = "/oidc"
_TIME = timedelta(minutes=10)
_NO_PROVIDER = Text(
    "本系统没有接入统一身份认证，请用密码登录。",
    "No identity provider is set: sign in with a password.",
)
_LOST = Text(
    "这次登录已超时，或不是在本浏览器开始的，请重新登录。",
    "This took too long, or was begun in another browser: sign in again.",
)


@router.get("/start")
def start(visit: Anybody, back: str = HOME) -> Response:
    """Send the browser to the provider.

    Raises:
        NotFound: there is none.
        Refused: it cannot be reached.
    """
    address, journey = set_out(
        _provider(visit.request), _redirect_uri(visit), own_address(back),
        visit.office.now() + _TIME,
    )  # fmt: skip
    answer = RedirectResponse(address, 303)
    sealed = visit.office.keyring.seal(journey.to_json()).decode()
    answer.set_cookie(
        _COOKIE, sealed, max_age=int(_TIME.total_seconds()), path=_PATH, httponly=True,
        samesite="lax", secure=visit.request.app.state.secure,
    )  # fmt: skip
    return answer


@router.get("/callback")
def callback(visit: Anybody, state: str = "", code: str = "") -> Response:
    """Open a session for whom the provider vouches for.

    Raises:
        NotFound: there is no provider.
        NotPermitted: who came back is not who was sent, or is nobody of this office.
        Refused: the provider cannot be reached.
    """
    provider, journey = _provider(visit.request), _journey(visit)
    found = come_back(provider, _redirect_uri(visit), journey, state, code, visit.office.now())
    try:
        opened = open_session(visit.office, visit.directory.person(found).id)
    except NotFound as error:
        raise NotPermitted(
            Text(
                f"您已通过身份平台登录，但本系统没有登记代码为“{found}”的在用人员；"
                "请联系系统管理员。",
                f'The identity provider knows you as "{found}", but nobody active here has that'
                " code: ask the system administrator.",
            )
        ) from error
    answer = visit.go(journey.back)
    keep_session(visit.request, answer, opened)
    answer.delete_cookie(_COOKIE, path=_PATH)
    return answer


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.provider
    if provider is None:
        raise NotFound(_NO_PROVIDER)
    return provider


def _redirect_uri(visit: Visit) -> str:
    site = visit.office.base_url or str(visit.request.base_url).rstrip("/")
    return f"{site}{_PATH}/callback"


def _journey(visit: Visit) -> Journey:
    sealed = visit.request.cookies.get(_COOKIE, "")
    try:
        return Journey(**json.loads(visit.office.keyring.unseal(sealed.encode())))
    except (InvalidInput, ValueError, TypeError) as error:
        raise NotPermitted(_LOST) from error
