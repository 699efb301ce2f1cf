"""How often is too often: what is costly or sensitive is slowed down for each address and each key.

A further such route is one line of `_RATES`, its number one limit of `config/limits.toml`. The
count is in the memory of each process; the waits after wrong passwords are in the database and hold
for all of them.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from engine.office import Office
from kernel.words import Text
from web.cookies import session_token
from web.errors import answer

_MOST = 20_000
"""So many counts are kept; those that were not used for the longest are dropped first."""
_MINUTE = 60.0
_TOO_OFTEN = Text(
    "请求过于频繁，请在 {seconds} 秒后再试。", "Too many requests: try again after {seconds} s."
)


@dataclass(frozen=True, slots=True)
class Rate:
    """Which requests are counted together, and by which limit."""

    limit: str
    """Its name in `limits.toml`: so many a minute."""
    begins: str
    ends: str = ""
    methods: frozenset[str] = frozenset()
    """The methods that count; empty is every one."""
    by_key: bool = False
    """Whether each token or session is counted by itself, and their address with more."""

    def covers(self, method: str, path: str) -> bool:
        """Say whether a request is one of these."""
        told = not self.methods or method in self.methods
        return told and path.startswith(self.begins) and path.endswith(self.ends)


_POST = frozenset({"POST"})
_RATES = (
    Rate("requests_sign_in", "/sign-in", methods=_POST),
    Rate("requests_sign_in", "/me/password", methods=_POST),
    Rate("requests_sign_in", "/oidc/"),
    Rate("requests_link", "/link/"),
    Rate("requests_feed", "/feed/"),
    Rate("requests_export", "/api/", "/exports", by_key=True),
    Rate("requests_export", "/", ".xlsx", by_key=True),
    Rate("requests_export", "/audit/", "/export", by_key=True),
    Rate("requests_call", "/api/", by_key=True),
)
"""Every kind of request that is slowed down; the first that covers one counts it."""


@dataclass(slots=True)
class Bucket:
    """What is left of a minute's worth of requests; it fills up again evenly."""

    left: float
    at: datetime

    def take(self, most: int, now: datetime) -> float:
        """Take one request out and return how many seconds are missing; 0 lets it pass."""
        gone = max(0.0, (now - self.at).total_seconds())
        self.left = min(float(most), self.left + gone * most / _MINUTE)
        self.at = now
        if self.left < 1:
            return (1 - self.left) * _MINUTE / most
        self.left -= 1
        return 0.0


class Pace:
    """Wraps the site: lets requests pass as often as the office's limits say.

    Args:
        app: The site.
        office: The office, with its limits and its clock.
    """

    def __init__(self, app: ASGIApp, office: Office) -> None:
        self.app = app
        self.office = office
        self._buckets: OrderedDict[bytes, Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say when to try again."""
        wait = self._wait(scope) if scope["type"] == "http" else 0
        if not wait:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        said = Text(*(one.format(seconds=wait) for one in _TOO_OFTEN))
        told = answer(request, 429, "too_often", (said,), {"Retry-After": str(wait)})
        await told(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Return for how many seconds a request has to wait; 0 is not at all."""
        rate = next((one for one in _RATES if one.covers(scope["method"], scope["path"])), None)
        if rate is None:
            return 0
        now = self.office.now()
        waits = [
            self._bucket(rate.limit, who, most, now).take(most, now)
            for who, most in self._counted(rate, scope)
        ]
        return math.ceil(max(waits))

    def _counted(self, rate: Rate, scope: Scope) -> Iterator[tuple[str, int]]:
        """Yield who is counted, and how many requests a minute each may make."""
        most, address = self.office.policy.limit(rate.limit), (scope.get("client") or ("",))[0]
        key = _key_of(scope) if rate.by_key else ""
        if not key:
            yield f"address {address}", most
            return
        yield f"key {key}", most
        yield f"keys of {address}", most * self.office.policy.limit("requests_address_times")

    def _bucket(self, limit: str, who: str, most: int, now: datetime) -> Bucket:
        name = sha256(f"{limit} {who}".encode()).digest()  # a key is kept nowhere as it is
        found = self._buckets.setdefault(name, Bucket(float(most), now))
        self._buckets.move_to_end(name)
        if len(self._buckets) > _MOST:
            self._buckets.popitem(last=False)
        return found


def _key_of(scope: Scope) -> str:
    """Return the token or session that a request shows, good or not; empty is none."""
    request = Request(scope)
    return request.headers.get("authorization") or session_token(request)
