"""Answers of calls that failed: `application/problem+json` (RFC 9457) with every reason."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse

from kernel.words import Text

PREFIX = "/api/"


def is_call(request: Request) -> bool:
    """Say whether a program asks, not a browser."""
    return request.url.path.startswith(PREFIX)


def problem(request: Request, status: int, name: str, reasons: tuple[Text, ...]) -> JSONResponse:
    """Return a problem with its reasons in both languages.

    Args:
        request: What was asked.
        status: The status of the answer.
        name: What went wrong, as programs tell it apart.
        reasons: Every reason.
    """
    document = {
        "type": f"about:blank#{name}",
        "title": name,
        "status": status,
        "error": name,
        "instance": request.url.path,
        "reasons": [{"zh": one.zh, "en": one.en} for one in reasons],
    }
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None  # noqa: PLR2004
    return JSONResponse(document, status, headers, media_type="application/problem+json")
