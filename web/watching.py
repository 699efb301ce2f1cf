"""Counts and logs every request by its route, never by its address: what was asked stays untold.

A line of the log is one JSON object with method, route, status and milliseconds. Who asked is left
out: that is the audit record's to tell, to those who may read it.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kernel.tracing import Note, Tracer

_LOG = logging.getLogger("xuncheng.requests")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10)


class Requests:
    """How many requests one process has answered, and how fast."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count = Counter(
            "xuncheng_http_requests", "Answered requests", ["method", "route", "status"],
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "xuncheng_http_request_seconds", "Time to answer", ["route"], buckets=_BUCKETS,
            registry=self.registry,
        )  # fmt: skip

    def take(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request and write its line."""
        self._count.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)
        told = {
            "method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1),
        }  # fmt: skip
        _LOG.info(json.dumps(told))


class Watched:
    """Wraps the site and tells `requests` of every answer.

    Args:
        app: The site.
        requests: What counts them.
        tracer: Who is told of each, if anybody.
    """

    def __init__(self, app: ASGIApp, requests: Requests, tracer: Tracer | None = None) -> None:
        self.app = app
        self.requests = requests
        self.tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell how it was answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif self.tracer is None:
            await self._answer(scope, receive, send)
        else:
            with self.tracer("request") as note:
                await self._answer(scope, receive, send, note)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, note: Note | None = None
    ) -> None:
        began, status = perf_counter(), int(HTTPStatus.INTERNAL_SERVER_ERROR)

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = route_of(scope)
            self.requests.take(method, route, status, perf_counter() - began)
            if note is not None:
                note("method", method)
                note("route", route)
                note("status", status)


def route_of(scope: Scope) -> str:
    """Return the template of the route that answered, such as `/cases/{number}`."""
    route = getattr(scope.get("route"), "path", None)
    if isinstance(route, str):
        return route
    return "/static" if scope["path"].startswith("/static/") else "none"
