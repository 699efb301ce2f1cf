"""Browsing the site in a test: pages as somebody who is signed in finds them, forms as they are.

`Site.as_` gives the browser of one person; a form is sent with its own mark, as a browser does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx2
from fastapi import FastAPI
from lxml import html
from starlette.testclient import TestClient

from engine.accounts.signing import open_session, session_of
from engine.accounts.tokens import create_token
from tests.support.calling import Program
from tests.support.office import SmallOffice
from web.app import create_app

ADDRESS = "http://localhost"
HtmlElement = Any
"""A parsed element; lxml has no types."""


@dataclass
class Page:
    """One answer, and what a person reads in it."""

    answer: httpx2.Response

    @property
    def status(self) -> int:
        """Return its status."""
        return self.answer.status_code

    @property
    def tree(self) -> HtmlElement:
        """Return the parsed page."""
        return html.fromstring(self.answer.text)

    @property
    def words(self) -> str:
        """Return what the main part says, with single blanks."""
        return " ".join(" ".join(self.tree.xpath("//main//text()")).split())

    @property
    def reasons(self) -> list[str]:
        """Return the sentences of its alert."""
        return [" ".join(one.text_content().split()) for one in self.all("//*[@role='alert']//li")]

    def all(self, path: str) -> list[HtmlElement]:
        """Return what an XPath finds."""
        found: list[HtmlElement] = self.tree.xpath(path)
        return found

    def row(self, words: str) -> str:
        """Return the words of the first table row that holds `words`."""
        for one in self.all("//tr"):
            said = " ".join(one.text_content().split())
            if words in said:
                return said
        raise AssertionError(f"no row with {words}: {self.words}")


@dataclass
class Browser:
    """The browser of one person."""

    client: TestClient
    csrf: str = ""

    def get(self, path: str, **query: str) -> Page:
        """Open a page, wherever it leads."""
        return Page(self.client.get(path, params=query or None))

    def post(self, path: str, **fields: Any) -> Page:
        """Send a form, with the mark of the session, and stay where the answer is."""
        words = {"csrf": self.csrf, **fields}
        return Page(self.client.post(path, data=words, follow_redirects=False))


@dataclass
class Site:
    """The site of a small office."""

    desk: SmallOffice
    app: FastAPI = field(init=False)
    _clients: list[TestClient] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the site."""
        self.app = create_app(self.desk.office)

    def nobody(self) -> Browser:
        """Return a browser in which nobody is signed in."""
        client = TestClient(self.app, ADDRESS, raise_server_exceptions=False)
        self._clients.append(client)
        return Browser(client)

    def as_(self, name: str) -> Browser:
        """Return the browser of somebody of the office who is signed in."""
        browser = self.nobody()
        opened = open_session(self.desk.office, self.desk.who[name])
        browser.client.cookies.set("xuncheng", opened.token)
        session = session_of(self.desk.office, opened.token)
        assert session is not None
        browser.csrf = session.csrf
        return browser

    def program(self, name: str, *scopes: str) -> Program:
        """Return a program with a token of somebody; without scopes it may do everything."""
        wanted = scopes or ("read", "act", "export")
        token = create_token(self.desk.office, self.desk.who[name], "程序", "api", wanted, 30)
        return Program(self.nobody().client, token)

    def close(self) -> None:
        """Close every browser."""
        for one in self._clients:
            one.close()
