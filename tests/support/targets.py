"""Real targets on loopback: a mail server and a web server that behave as their address says.

A further behaviour is one more line in `_MAIL`, or one more branch in `_Answers.do_POST`.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

LATE = 0.3
"""Seconds before a late target answers."""

_MAIL = {"full": "452 mailbox full", "unknown": "550 no such mailbox", "spam": "554 refused"}


@dataclass
class MailServer:
    """What a mail server on loopback has taken."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)

    def url(self, mailbox: str) -> str:
        """Return the channel address of `mailbox`: ok, late, hang, twice, full, unknown or spam."""
        return f"mailto://127.0.0.1:{self.port}?from=office@example.cn&to={mailbox}@example.cn"


class _Mailboxes:
    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_RCPT(  # noqa: N802 - the name the library looks for
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        mailbox = address.partition("@")[0]
        if mailbox in {"full", "unknown"}:
            return _MAIL[mailbox]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name the library looks for
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        mailbox = envelope.rcpt_tos[0].partition("@")[0]
        if mailbox == "spam":
            return _MAIL[mailbox]
        self._server.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if mailbox == "hang":
            await asyncio.sleep(8)
        if mailbox == "late":
            await asyncio.sleep(LATE)
        return "250 OK\r\n250 OK" if mailbox == "twice" else "250 OK"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server while the block runs."""
    server = MailServer(_free_port())
    controller = Controller(_Mailboxes(server), hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@dataclass(frozen=True, slots=True)
class Posted:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: str


@dataclass
class WebServer:
    """What a web server on loopback has been sent."""

    port: int = 0
    posted: list[Posted] = field(default_factory=list)
    says: str = ""
    """The body with which `says` answers."""
    closing: threading.Event = field(default_factory=threading.Event)

    def url(self, behaviour: str, service: str = "json") -> str:
        """Return a channel address with a behaviour: a status, ok, late, hang, cut, twice, says."""
        return f"{service}://127.0.0.1:{self.port}/{behaviour}"

    def address(self, behaviour: str) -> str:
        """Return the plain address, for a service whose host is fixed."""
        return f"http://127.0.0.1:{self.port}/{behaviour}"


class _Answers(BaseHTTPRequestHandler):
    server: _Listening

    def do_POST(self) -> None:
        state = self.server.state
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        state.posted.append(Posted(self.path, dict(self.headers.items()), body))
        behaviour = self.path.partition("?")[0].strip("/").split("/")[0]
        if behaviour == "cut":
            self.close_connection = True
            return
        if behaviour in {"hang", "late"}:
            state.closing.wait(LATE if behaviour == "late" else 10)
        if behaviour == "says":
            self._answer(200, state.says)
        elif behaviour.isdigit():
            self._answer(int(behaviour), "no")
        else:
            self._answer(200, json.dumps({"ok": True}))
            if behaviour == "twice":
                self._answer(500, "once more")

    def _answer(self, status: int, body: str) -> None:
        content = body.encode()
        try:
            self.send_response(status)
            if status in range(300, 400):
                self.send_header("Location", "/ok")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            self.close_connection = True  # the other side has given up waiting

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, state: WebServer) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.state = state
        state.port = self.server_port


@contextmanager
def web_server() -> Iterator[WebServer]:
    """Run a web server while the block runs."""
    state = WebServer()
    listening = _Listening(state)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.closing.set()
        listening.shutdown()
        listening.server_close()
        thread.join()
