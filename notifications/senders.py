"""Who hands a message over: Apprise for real, or a recorder that keeps what was sent.

Each message goes to one target alone, and the outcome is told honestly. A new way of sending is one
more class with `send` and `parallel`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kernel.errors import InvalidInput
from notifications.outcome import Delivery, Outcome
from notifications.render import Message

__all__ = [
    "AppriseSender",
    "Delivery",
    "Outcome",
    "RecordingSender",
    "Sender",
    "Sent",
]


class Sender(Protocol):
    """Hands one message to one target and says what became of it."""

    @property
    def parallel(self) -> int:
        """How many messages may be on their way at once."""
        ...

    def send(self, message: Message, url: str, key: str) -> Delivery:
        """Send `message` to the target at `url`; it goes out under `key` and is tried once."""
        ...


class AppriseSender:
    """Sends over the services Apprise knows, the common ones checked.

    Args:
        connect_timeout: Seconds to reach the service.
        read_timeout: Seconds to wait for each of its answers.
        longest: Seconds the whole exchange may take.
        parallel: How many messages may be on their way at once.
    """

    def __init__(
        self,
        *,
        connect_timeout: float = 4.0,
        read_timeout: float = 8.0,
        longest: float = 30.0,
        parallel: int = 8,
    ) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._longest = longest
        self.parallel = parallel

    def send(self, message: Message, url: str, key: str) -> Delivery:
        """Send `message` to the target at `url`; it goes out under `key` and is tried once."""
        from notifications.services import open_service  # noqa: PLC0415 - loads every service

        try:
            plugin = open_service(url, longest=self._longest).plugin
        except InvalidInput:
            return Delivery(Outcome.FAILED, "bad_url", again=False)
        plugin.socket_connect_timeout = self._connect_timeout
        plugin.socket_read_timeout = self._read_timeout
        plugin.key = key
        if isinstance(getattr(plugin, "headers", None), dict):
            plugin.headers["Idempotency-Key"] = key
        return _hand_over(plugin, message)


def _hand_over(plugin: Any, message: Message) -> Delivery:
    """Send through Apprise and read the verdict, or what Apprise can tell when there is none."""
    from apprise import Apprise, AppriseResultStatus, NotifyFormat  # noqa: PLC0415

    from notifications.checked import status_verdict  # noqa: PLC0415
    from notifications.silence import status_named  # noqa: PLC0415

    target = Apprise()
    target.add(plugin)
    with target.notify(
        body=message.body, title=message.title, body_format=NotifyFormat.TEXT
    ) as result:
        if result.status is AppriseResultStatus.TIMEOUT:
            return Delivery(Outcome.UNKNOWN, "timeout")
        verdict: Delivery | None = getattr(plugin, "verdict", None)
        if verdict is not None:
            return verdict
        if result:
            return Delivery(Outcome.SENT)
        statuses = [status_named(entry.message) for entry in result.logs()]
    named = [status for status in statuses if status is not None]
    return status_verdict(named[-1]) if named else Delivery(Outcome.UNKNOWN, "unclear")


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it was handed over."""

    message: Message
    url: str
    key: str


class RecordingSender:
    """Keeps what was sent: for simulation and tests.

    Args:
        answers: Address → what it answers, in turn; after that, and elsewhere, all is taken.
    """

    parallel = 1

    def __init__(self, answers: Mapping[str, list[Delivery]] | None = None) -> None:
        self.sent: list[Sent] = []
        self._answers = {url: list(given) for url, given in (answers or {}).items()}
        self._lock = threading.Lock()

    def send(self, message: Message, url: str, key: str) -> Delivery:
        """Keep the message and give the next answer."""
        with self._lock:
            self.sent.append(Sent(message, url, key))
            waiting = self._answers.get(url)
            return waiting.pop(0) if waiting else Delivery(Outcome.SENT)
