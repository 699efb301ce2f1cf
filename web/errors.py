"""From an error to an answer: the one table of this door.

A new class of error is one line in `_STATUS`. Pages tell every reason; what was unexpected is
written down by class and line, never in its own words.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.errors import (
    Conflict,
    InvalidInput,
    NotFound,
    NotPermitted,
    OfficeError,
    Refused,
    TextError,
)
from kernel.words import Text
from store.database import Stale
from web.api.mistakes import mistakes_in
from web.api.problem import is_call, problem
from web.api.revisions import NoRevision, Outdated
from web.cookies import spoken
from web.visit import SignInFirst, Visit

_STATUS: tuple[tuple[type[Exception], int, str], ...] = (
    (NotPermitted, 403, "not_permitted"),
    (Refused, 409, "refused"),
    (Conflict, 409, "conflict"),
    (Stale, 409, "conflict"),
    (NotFound, 404, "not_found"),
    (InvalidInput, 422, "invalid_input"),
    (Outdated, 412, "outdated"),
    (NoRevision, 428, "no_revision"),
)
"""Class of error → status, and its name in a call's answer."""

_BUSY = Text("刚刚有其他人在办理，请稍后重试。", "Somebody else was first: try again.")
_NO_PAGE = Text("没有这一页。", "There is no such page.")
_HTTP = {
    400: ("malformed", Text("请求写错。", "The request is malformed.")),
    405: ("no_such_method", Text("这个地址不接受这种请求。", "The address takes no such request.")),
}
"""Status of an answer that is not ours → its name, and its sentence."""
_WRONG_ADDRESS = Text(
    "地址或表单里有不合要求的值。", "The address or the form holds a wrong value."
)
_UNEXPECTED = Text(
    "程序出现意外错误，本次操作没有完成。请告诉系统管理员发生的时间。",
    "The program failed unexpectedly and nothing was done. Tell the system administrator when.",
)
_log = logging.getLogger("xuncheng.web")


def status_of(error: Exception) -> tuple[int, str]:
    """Return the status for an error and its name."""
    for kind, status, name in _STATUS:
        if isinstance(error, kind):
            return status, name
    return 500, "unexpected"


def reasons_of(error: Exception) -> tuple[Text, ...]:
    """Return every reason an error tells."""
    if isinstance(error, TextError | Outdated | NoRevision):
        return error.reasons
    return (_BUSY,) if isinstance(error, Stale) else (_UNEXPECTED,)


def answer(
    request: Request, status: int, name: str, reasons: tuple[Text, ...],
    headers: Mapping[str, str] | None = None,
) -> Response:  # fmt: skip
    """Return the answer to a request that failed: a page, or a problem to a call."""
    if is_call(request):
        return problem(request, status, name, reasons, headers)
    visit = getattr(request.state, "visit", None) or Visit(
        request, request.app.state.office, None, spoken(request, None)
    )
    page = visit.page("error.html", status=status, reasons=reasons, code=status)
    page.headers.update(headers or {})
    return page


def _told(request: Request, error: Exception) -> Response:
    return answer(request, *status_of(error), reasons_of(error))


def _sign_in(request: Request, _: Exception) -> Response:
    if is_call(request):
        return problem(
            request, 401, "no_token",
            (Text("请提供有效的访问令牌。", "Give an access token that is good."),),
        )  # fmt: skip
    back = quote(f"{request.url.path}?{request.url.query}".rstrip("?"))
    return RedirectResponse(f"/sign-in?back={back}" if request.method == "GET" else "/sign-in", 303)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - the table below says so
    name, reason = _HTTP.get(error.status_code, ("not_found", _NO_PAGE))
    return answer(request, error.status_code, name, (reason,), error.headers)


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - the table below says so
    reasons = mistakes_in(error.errors()) if is_call(request) else (_WRONG_ADDRESS,)
    return answer(request, 422, "malformed", reasons)


class Unfailing:
    """Wraps the site: what was unexpected is answered here, and goes no further.

    Starlette would raise it once more after the answer, and the server write down its words.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and answer for it when it fails.

        Raises:
            BrokenOff: the answer had begun; the server closes the connection.
        """
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - the outermost place that may know its words
            told = _unexpected(Request(scope, receive), error)
            if begun:
                raise BrokenOff from None
            await told(scope, receive, send)


class BrokenOff(Exception):
    """An answer ended in the middle; why is in the log already."""


def _unexpected(request: Request, error: Exception) -> Response:
    lines = [f"{type(error).__module__}.{type(error).__name__}"]
    lines += [
        f"  {frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    _log.error("%s %s\n%s", request.method, request.scope.get("route_path", ""), "\n".join(lines))
    return answer(request, 500, "unexpected", (_UNEXPECTED,))


def tell_errors(app: FastAPI) -> None:
    """File the answers to errors with a site."""
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(OfficeError, _told)
    app.add_exception_handler(Stale, _told)
    app.add_exception_handler(Outdated, _told)
    app.add_exception_handler(NoRevision, _told)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _malformed)
