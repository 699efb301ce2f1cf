"""What surrounds every answer: strict headers, requests from this site only, only known hosts.

The policy of content allows no inline script and no foreign address; a form from another site is
refused before anything reads it.
"""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_KEPT = "public, max-age=31536000, immutable"
_NOT_KEPT = "no-store"


class Surroundings:
    """Wraps the site: checks where a request comes from, and completes the answer.

    Args:
        app: The site.
        hosts: The names under which the site answers; others are refused.
        secure: Whether the office answers by https, so that browsers insist on it.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], *, secure: bool) -> None:
        self.app = app
        self.hosts = hosts
        self.headers = dict(_HEADERS)
        if secure:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it comes from elsewhere."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        host = asked.get("host", "")
        if _split(f"//{host}").hostname not in self.hosts:
            await PlainTextResponse("未知的主机名 · unknown host", 400)(scope, receive, send)
            return
        if scope["method"] not in _SAFE and not self._own(asked, host):
            await PlainTextResponse("来源不符 · foreign origin", 403)(scope, receive, send)
            return
        lasting = scope["path"].startswith("/static/")

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    told.setdefault(name, value)
                told.setdefault("Cache-Control", _KEPT if lasting else _NOT_KEPT)
            await send(message)

        await self.app(scope, receive, completed)

    @staticmethod
    def _own(asked: Headers, host: str) -> bool:
        """Say whether a request that changes something comes from this site or from no browser."""
        origin = asked.get("origin")
        if origin is None:
            return asked.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
        return _split(origin).netloc == host


def _split(address: str) -> SplitResult:
    """Return the parts of an address; of one that cannot be read, nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
