"""Answers of calls that failed: `application/problem+json` (RFC 9457) with every reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from kernel.words import Text

PREFIX = "/api/"
PROBLEM_TYPE = "application/problem+json"
PROBLEM = {"$ref": "#/components/schemas/Problem"}
_WORDS = {
    "type": "object",
    "required": ["zh", "en"],
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
}
PROBLEM_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "description": "没有办成，及每一条原因 · what went wrong, with every reason",
    "required": ["type", "title", "status", "error", "instance", "reasons"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "error": {"type": "string"}, "instance": {"type": "string"},
        "reasons": {"type": "array", "items": _WORDS},
    },
}  # fmt: skip
"""How OpenAPI describes a problem."""


def is_call(request: Request) -> bool:
    """Say whether a program asks, not a browser."""
    return request.url.path.startswith(PREFIX)


def problem(
    request: Request, status: int, name: str, reasons: Sequence[Text],
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:  # fmt: skip
    """Return a problem with its reasons in both languages.

    Args:
        request: What was asked.
        status: The status of the answer.
        name: What went wrong, as programs tell it apart.
        reasons: Every reason.
        headers: Further headers of the answer.
    """
    document = {
        "type": f"about:blank#{name}",
        "title": name,
        "status": status,
        "error": name,
        "instance": request.url.path,
        "reasons": [{"zh": one.zh, "en": one.en} for one in reasons],
    }
    told = dict(headers or {})
    if status == 401:  # noqa: PLR2004 - RFC 9110 asks for it with this status
        told["WWW-Authenticate"] = "Bearer"
    return JSONResponse(document, status, told, media_type=PROBLEM_TYPE)
