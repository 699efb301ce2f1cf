"""Files the subjects of `/api/v1` and describes them all: `/api/v1/openapi.json`.

A further subject is one module beside this one and its line in `_SUBJECTS`.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials

from engine.accounts.signing import session_of
from engine.accounts.tokens import token_of
from web.api import bulk, cases, desk, ledgers, moving, people, policy, rounds, terms, views
from web.api.call import BEARER
from web.api.problem import PROBLEM, PROBLEM_SCHEMA, PROBLEM_TYPE
from web.cookies import session_token
from web.visit import SignInFirst

_SUBJECTS = (cases, moving, bulk, desk, rounds, terms, ledgers, people, views, policy)
_VERSION = "1"
_PROBLEMS = {
    "400": "请求写错 · the request is malformed",
    "401": "没有有效的令牌 · no token that is good",
    "403": "令牌或岗位无权 · not for this token or this person",
    "404": "没有，或无权知道 · there is none, or none for this person",
    "409": "现在不能办，逐条写明原因 · not possible now, with every reason",
    "412": "版次已变 · the case has another revision",
    "422": "填写有误，一次报全 · wrong input, every mistake at once",
    "428": "没有写明看到的版次 · If-Match is missing",
    "429": "过于频繁 · too many requests; Retry-After says when",
}
"""Status → when a call is answered with it."""

router = APIRouter(prefix="/api/v1")
for _subject in _SUBJECTS:
    router.include_router(_subject.router)


@router.get("/openapi.json", include_in_schema=False)
def described(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
) -> JSONResponse:
    """Describe every call, to who is signed in or shows a token.

    Raises:
        SignInFirst: neither is the case.
    """
    office = request.app.state.office
    known = token_of(office, given.credentials) if given else None
    if known is None and session_of(office, session_token(request)) is None:
        raise SignInFirst
    return JSONResponse(description())


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document; every call may be answered with a problem."""
    made = get_openapi(
        title="巡程 Xuncheng", version=_VERSION, routes=router.routes,
        description="与终端相同的办理命令 · the same commands as the terminal",
    )  # fmt: skip
    made["components"]["schemas"]["Problem"] = PROBLEM_SCHEMA
    told = {
        status: {"description": why, "content": {PROBLEM_TYPE: {"schema": PROBLEM}}}
        for status, why in _PROBLEMS.items()
    }
    for path in made["paths"].values():
        for operation in path.values():
            operation["responses"].update(told)
    return made
