"""What became of one attempt to deliver one message to one target.

A new reason is a new short code where it is noticed; it never holds content, an address or a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What is known about a delivery, told honestly."""

    SENT = "sent"
    """The service took the message."""
    FAILED = "failed"
    """The service refused the message, or never got it."""
    UNKNOWN = "unknown"
    """The message left the house and nobody knows whether it arrived."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The outcome of one attempt."""

    outcome: Outcome
    reason: str = ""
    """A short code such as `http_500`, `timeout` or `errcode_310000`."""
    again: bool = True
    """Whether trying the same address again could help."""
