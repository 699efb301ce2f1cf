"""What is unexpected is answered once, in our own words, and reaches the server without its own."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from kernel.ids import case_number
from tests.support.browsing import Site
from web.errors import BrokenOff, Unfailing

WORDS = "words of a case"


def test_a_page_that_fails_is_answered_with_every_header_and_logged_by_class_and_line(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    site.desk.to("draft")

    def fail(*_: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr("web.pages.case.advance", fail)
    number = case_number(site.desk.round_id)
    page = site.as_("chief").post(f"/cases/{number}/approve_plan", revision="1")

    assert page.status == 500
    assert "default-src 'none'" in page.answer.headers["content-security-policy"]
    assert "RuntimeError" in caplog.text
    assert WORDS not in caplog.text + page.answer.text


def test_an_answer_that_breaks_off_is_raised_without_the_words_of_its_error(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    async def half(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError(WORDS)

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        return

    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [],
        "app": site.app,
    }  # fmt: skip
    with caplog.at_level(logging.DEBUG), pytest.raises(BrokenOff) as broken:
        asyncio.run(Unfailing(half)(scope, receive, send))

    assert "RuntimeError" in caplog.text
    assert WORDS not in "".join(traceback.format_exception(broken.value)) + caplog.text
