"""The page of a case in a test: where it is, and sending one of its forms as a browser does."""

from __future__ import annotations

from kernel.ids import case_number
from tests.support.browsing import Browser, Page


def path_of(case_id: int, event: str = "") -> str:
    return f"/cases/{case_number(case_id)}" + (f"/{event}" if event else "")


def hidden(page: Page, event: str) -> dict[str, str]:
    """Return the hidden fields of the form of an event."""
    found = page.all(f"//form[contains(@action, '/{event}')]//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in found}


def give(browser: Browser, case_id: int, event: str, **fields: str) -> Page:
    """Open a case, fill in one of its forms and send it."""
    page = browser.get(path_of(case_id))
    return browser.post(path_of(case_id, event), **{**hidden(page, event), **fields})
