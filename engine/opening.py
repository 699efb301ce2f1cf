"""The door through which a case is opened."""

from __future__ import annotations

from engine.commands import Open, Outcome
from engine.inception import open_in
from engine.office import Office
from engine.take import follow_up
from engine.transact import Attempt, transact
from engine.visible import as_if_missing
from engine.work import Work


def open_case(office: Office, command: Open) -> Outcome:
    """Open a case of a kind, under its parent where it has one.

    Raises:
        NotFound: the parent does not exist, or the person may not know of it. That is recorded.
        InvalidInput: the kind is unknown, or details are missing or wrong; every mistake at once.
        Refused: the parent is not in a state in which it may be opened.
        NotPermitted: the kind is not for this person to open.
    """
    attempt = Attempt(
        command.parent_id, f"open {command.kind}", command.person_id, command.acting_for
    )
    with as_if_missing(command.parent_id):
        return transact(office, lambda work: _carry_out(work, command), attempt, command)


def _carry_out(work: Work, command: Open) -> Outcome:
    outcome = open_in(work, command)
    follow_up(work)
    return outcome
