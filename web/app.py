"""The site: files every screen, and what surrounds them, around one office.

A further screen is one module in `web/pages` and its line in `_SCREENS`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from config.settings import SHIPPED_POLICY
from engine.office import Office
from kernel.words import Language
from web import live
from web.api import router as calls
from web.errors import Unfailing, tell_errors
from web.headers import Surroundings
from web.oidc import Provider
from web.pace import Pace
from web.pages import (
    audit,
    bulk,
    case,
    case_reading,
    cases,
    coverage_page,
    desk,
    dispatch,
    feed,
    health,
    ledgers,
    me,
    metrics,
    notices,
    oidc,
    one_round,
    opening,
    paper,
    people,
    person,
    policy,
    round_new,
    rounds,
    search,
    signing,
    status,
    views,
)
from web.render import STATIC
from web.watching import Requests, Watched

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SCREENS = (
    signing, oidc, me, desk, notices, views, cases, bulk, opening, paper, case, case_reading,
    search, people, person, policy, audit, feed, health, rounds, round_new, one_round, dispatch,
    coverage_page, ledgers, status, metrics, live, calls,
)  # fmt: skip
"""Every screen; `paper` comes before `case`, whose last part of an address is an event."""


def create_app(
    office: Office,
    *,
    language: Language = "zh",
    hosts: frozenset[str] = frozenset(),
    policy_dir: Path = SHIPPED_POLICY,
    provider: Provider | None = None,
) -> FastAPI:
    """Return the site of an office.

    Args:
        office: The office; its `base_url` says under which address people reach it.
        language: The language of people who chose none.
        policy_dir: The folder of the office's policy files, which are shown as they are.
        hosts: Further names under which it answers, besides loopback and that address.
        provider: The identity provider through which people may sign in, if any.
    """
    own = urlsplit(office.base_url or "")
    secure = own.scheme == "https"

    @asynccontextmanager
    async def open_while_served(app: FastAPI) -> AsyncIterator[None]:
        async with live.watching(app):
            yield
        office.database.close()

    app = FastAPI(
        title="巡程 Xuncheng", lifespan=open_while_served, docs_url=None, redoc_url=None,
        openapi_url=None,
    )  # fmt: skip
    app.state.office = office
    app.state.language = language
    app.state.secure = secure
    app.state.provider = provider
    app.state.policy_dir = policy_dir
    app.state.requests = Requests()
    known = _LOOPBACK | hosts | ({own.hostname} if own.hostname else set())
    app.add_middleware(Pace, office=office)
    app.add_middleware(Unfailing)
    app.add_middleware(_surrounded, hosts=frozenset(known), secure=secure)
    app.add_middleware(Watched, requests=app.state.requests, tracer=office.tracer)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for screen in _SCREENS:
        app.include_router(screen.router)
    tell_errors(app)
    return app


def _surrounded(app: ASGIApp, hosts: frozenset[str], secure: bool) -> Surroundings:  # noqa: FBT001 - starlette names it
    return Surroundings(app, hosts, secure=secure)
