"""Traces by OpenTelemetry, where an office asks for them: OTLP over HTTP to its own collector.

Only `config/wiring.py` imports this module, and only when `XUNCHENG_OTLP_ENDPOINT` is set, so that
nobody else pays for the library. The provider is our own and not the process' one: what Prefect or
another library has to say is not sent. Neither messages nor tracebacks of errors are recorded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Status, StatusCode

from kernel.errors import OfficeError
from kernel.tracing import FACTS, Note, Tracer

_NAME = "xuncheng"
_PATH = "/v1/traces"
_PATIENCE_SECONDS = 3
"""So long a collector may take; a command at the terminal waits for it at its end."""


@cache
def tracer_to(endpoint: str) -> Tracer:
    """Return the tracer of this process that sends to a collector; it is closed when that ends.

    Args:
        endpoint: The collector's address, such as `http://127.0.0.1:4318`. What more the library
            may be told, such as headers, it reads from its own `OTEL_…` variables.
    """
    provider = TracerProvider(resource=Resource.create({SERVICE_NAME: _NAME}))
    exporter = OTLPSpanExporter(endpoint=endpoint + _PATH, timeout=_PATIENCE_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    tracer = provider.get_tracer(_NAME)

    @contextmanager
    def span(name: str) -> Iterator[Note]:
        with tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False
        ) as current:

            def note(fact: str, value: str | int) -> None:
                if fact not in FACTS:
                    raise KeyError(fact)
                current.set_attribute(f"{_NAME}.{fact}", value)

            try:
                yield note
            except OfficeError:  # an answer, and no fault
                raise
            except BaseException:
                current.set_status(Status(StatusCode.ERROR))
                raise

    return span
