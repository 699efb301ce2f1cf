"""Notes that the clock ran: what ticked, when, how it ended and its figures; never content.

A door of the clock runs its use case inside `ticking`; that is one write after it. By these notes
`engine/health` knows that a clock stands still.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from engine.office import Office
from kernel.canonical import canonical
from store import ticks
from store.database import Transaction

SWEEP, DELIVER, SEAL = "sweep", "deliver", "seal"
_LONGEST_REASON = 64


@contextmanager
def ticking(office: Office, name: str) -> Iterator[dict[str, Any]]:
    """Run one tick inside the block, and note what became of it.

    Args:
        office: The office.
        name: What ticks.

    Yields:
        A dictionary for the figures; what is no number is left out of the note.

    Raises:
        Exception: what the block raises, after it was noted where the database still answers.
    """
    began, figures = perf_counter(), dict[str, Any]()
    try:
        yield figures
    except Exception as error:
        note_failure(office, name, type(error).__name__, perf_counter() - began)
        raise
    with office.database.writing() as tx:
        note_done(office, tx, name, figures, perf_counter() - began)


def note_done(
    office: Office, tx: Transaction, name: str, figures: Mapping[str, Any], seconds: float
) -> None:
    """Note in a transaction that a tick went well."""
    numbers = {key: value for key, value in figures.items() if isinstance(value, int | float)}
    now = office.now()
    ticks.note(
        tx, name=name, at=now, outcome="done", reason="", figures=canonical(numbers), done_at=now,
        failures=0, took=_ms(seconds),
    )  # fmt: skip


def note_failure(office: Office, name: str, reason: str, seconds: float) -> None:
    """Note that a tick broke off; where the database is what failed, nobody can."""
    try:
        with office.database.writing() as tx:
            ticks.note(
                tx, name=name, at=office.now(), outcome="failed", reason=reason[:_LONGEST_REASON],
                figures="{}", done_at=None, failures=1, took=_ms(seconds),
            )  # fmt: skip
    except Exception:  # noqa: BLE001 - the error that ended the tick is the one to tell
        return


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
