"""Several people at real browsers, each signed in on a machine of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from engine.accounts.signing import open_session
from tests.support.office import SmallOffice

SCREEN: ViewportSize = {"width": 1366, "height": 768}
PATIENCE = 60_000
"""How long a page may take on a crowded machine, in milliseconds; nothing waits for it in vain."""
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass
class Machines:
    """The browsers of an office's people; what a page complains of is kept."""

    desk: SmallOffice
    address: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    _opened: list[BrowserContext] = field(default_factory=list)

    def of(self, name: str, *, phone: bool = False, language: str = "zh") -> Page:
        """Return a page in a browser of its own, where somebody is signed in."""
        context = self.browser.new_context(
            viewport=PHONE if phone else SCREEN, base_url=self.address
        )
        token = open_session(self.desk.office, self.desk.who[name]).token
        context.add_cookies(
            [
                {"name": "xuncheng", "value": token, "url": self.address},
                {"name": "language", "value": language, "url": self.address},
            ]
        )
        self._opened.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )
        return page

    def close(self) -> None:
        """Close every browser's windows."""
        for one in self._opened:
            one.close()
