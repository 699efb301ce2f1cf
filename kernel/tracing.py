"""What a trace is told: which use case ran, on what kind of case, and how it ended; never content.

Who traces is handed to the office by `config/wiring.py`; mostly nobody does. A further fact is one
more word in `FACTS`, which a tracer takes and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

FACTS = frozenset({"kind", "event", "outcome", "method", "route", "status"})
"""All that a span may say besides its name and its times."""

Note = Callable[[str, str | int], None]
"""Takes one of `FACTS` and its value."""
Tracer = Callable[[str], AbstractContextManager[Note]]
"""Opens a span of a name around a block, and yields what takes its facts."""
