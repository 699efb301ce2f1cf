"""What a checked service adds to one of Apprise's: it leaves its verdict behind.

Apprise asks a service for yes or no; a checked one answers and keeps what it knows. It is put
before Apprise's own class among the bases and defines `exchange`.
"""

from __future__ import annotations

from typing import Any

from notifications.outcome import Delivery, Outcome


class Checked:
    """A service that sends one message and says what became of it."""

    key = ""
    """Under what the message goes out: the same notice always has the same."""
    verdict: Delivery | None = None

    def exchange(self, title: str, body: str) -> Delivery:
        """Send one message; the title is empty where Apprise has put it into the body."""
        raise NotImplementedError

    def send(self, *_: Any, **message: Any) -> bool:
        """Answer Apprise, and keep the verdict."""
        self.verdict = self.exchange(message["title"], message["body"])
        return self.verdict.outcome is Outcome.SENT
