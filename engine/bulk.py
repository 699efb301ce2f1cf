"""Many moves at once: each is its own transaction and has its own result; one no stops nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.advance import advance
from engine.commands import Advance, Outcome
from engine.office import Office
from kernel.errors import OfficeError


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one of many commands: its outcome, or the error it ended with."""

    command: Advance
    outcome: Outcome | None = None
    error: OfficeError | None = None


def advance_many(office: Office, commands: Iterable[Advance]) -> list[Result]:
    """Give every command in turn and return a result for each, in the same order.

    Raises:
        Exception: the database is out of reach; what was committed before stays.
    """
    return [_one(office, command) for command in commands]


def _one(office: Office, command: Advance) -> Result:
    try:
        return Result(command, outcome=advance(office, command))
    except OfficeError as error:
        return Result(command, error=error)
