"""What a recurring duty is: a named use case for one day, and what it does when it was missed.

A new one is a line in `rules/recurring.py`, a module here with its line in `catalogue.py`, and its
hour in `config/routines.toml`; the way is in `docs/howto/add-a-routine.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.office import Office
from kernel.words import Text
from rules.recurring import DUTIES

Figures = Mapping[str, int]
"""What was done, in numbers: they go to logs, so they hold nothing of any case."""
Run = Callable[[Office, date], Figures]


@dataclass(frozen=True, slots=True)
class Routine:
    """A recurring duty.

    `run` gets the day on which the period began, which may lie behind the office's clock. It may
    break off half way and run again for the same day, or run in two processes at once: it looks in
    the same transaction as it writes whether something is still to be done.
    """

    name: str
    """Lower snake case, stored with each run; never renamed without a migration."""
    label: Text
    run: Run
    catch_up: bool = False
    """Whether each missed period is made up for, rather than the newest only."""
    played: bool = True
    """Whether it comes round in a simulation, too."""


def routine(name: str) -> Callable[[Run], Routine]:
    """Make a routine of a function that does the duty of one day.

    Args:
        name: The duty of `rules/recurring.py` that it does.
    """
    duty = DUTIES[name]

    def make(run: Run) -> Routine:
        return Routine(duty.name, duty.label, run, duty.catch_up, duty.played)

    return make
