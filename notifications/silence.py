"""Keeps the delivery libraries from writing addresses and tokens into a log.

They log whole addresses, some of them even as warnings. Each record passes a filter that keeps its
level and the status code it names, and nothing else. A library that gets talkative is one more name
in `_TALKATIVE`.
"""

from __future__ import annotations

import logging
import re

_TALKATIVE = ("apprise", "urllib3", "urllib3.connectionpool", "urllib3.util.retry")
_STATUS = re.compile(r"\berror=(\d{3})\b")


class _Withhold(logging.Filter):
    """Replaces what a record says by what may be said."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Empty the record and let it pass."""
        found = _STATUS.search(record.getMessage())
        record.msg = f"A delivery library spoke (error={found[1]})." if found else _WITHHELD
        record.args = None
        record.exc_info = record.exc_text = record.stack_info = None
        return True


_WITHHELD = "A delivery library spoke; its words are withheld."
_withhold = _Withhold()


def silence() -> None:
    """Let the delivery libraries speak only from WARNING up, and never of an address."""
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.addFilter(_withhold)


def status_named(message: str) -> int | None:
    """Return the HTTP status that a withheld record still names."""
    found = _STATUS.search(message)
    return int(found[1]) if found else None
