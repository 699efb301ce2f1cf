"""A collector of traces on loopback: takes OTLP over HTTP, keeps each span and every byte."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

_PATIENCE = 20.0
PROMPTLY = {"OTEL_BSP_SCHEDULE_DELAY": "20"}
"""What has the library send at once."""


@dataclass(frozen=True, slots=True)
class Span:
    """One span as it arrived."""

    name: str
    facts: dict[str, str | int]
    number: bytes
    above: bytes
    failed: bool
    said: str
    """Whatever words its status and its events hold."""


@dataclass
class Collector:
    """What a collector on loopback has been sent."""

    address: str = ""
    spans: list[Span] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    """What each request tells of the process that sent it, and where it was sent to."""
    raw: bytes = b""
    came: threading.Condition = field(default_factory=threading.Condition)

    def await_spans(self, many: int) -> list[Span]:
        """Return the spans, once there are so many."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.spans) >= many, _PATIENCE), self.spans
            return list(self.spans)

    def take(self, path: str, body: bytes) -> None:
        """Keep what a request holds."""
        told = ExportTraceServiceRequest.FromString(body)
        with self.came:
            self.raw += body
            self.origins.append(path)
            for one in told.resource_spans:
                self.origins += [told.key for told in one.resource.attributes]
                self.spans += [_span(span) for scope in one.scope_spans for span in scope.spans]
            self.came.notify_all()


def _span(span: Any) -> Span:
    facts = {
        one.key: one.value.int_value if one.value.HasField("int_value") else one.value.string_value
        for one in span.attributes
    }
    said = span.status.message + "".join(str(event) for event in span.events)
    failed = span.status.code == span.status.STATUS_CODE_ERROR
    return Span(span.name, facts, span.span_id, span.parent_span_id, failed, said)


class _Takes(BaseHTTPRequestHandler):
    server: _Listening

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.collector.take(self.path, body)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Listening(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, collector: Collector) -> None:
        super().__init__(("127.0.0.1", 0), _Takes)
        self.collector = collector


@contextmanager
def collector() -> Iterator[Collector]:
    """Run a collector while the block runs."""
    made = Collector()
    listening = _Listening(made)
    made.address = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
