"""Calling `/api/v1` in a test, as a program that holds the token of somebody of the office.

`Site.program` of `tests/support/browsing.py` gives one; a further shorthand is one method here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx2
from starlette.testclient import TestClient

PREFIX = "/api/v1"


@dataclass
class Program:
    """A program that acts for one person."""

    client: TestClient
    token: str

    def get(self, path: str, **query: str) -> httpx2.Response:
        """Read something."""
        return self.call("GET", path, params=query or None)

    def post(self, path: str, document: Any, **headers: str) -> httpx2.Response:
        """Send a document; a name of a header is written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("POST", path, json=document, headers=named)

    def call(
        self, method: str, path: str, *, headers: dict[str, str] | None = None, **more: Any
    ) -> httpx2.Response:
        """Call, with the token."""
        told = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return self.client.request(method, f"{PREFIX}{path}", headers=told, **more)


def reasons(answer: httpx2.Response) -> list[str]:
    """Return the reasons of a problem, in English."""
    assert answer.headers["content-type"] == "application/problem+json"
    return [one["en"] for one in answer.json()["reasons"]]
