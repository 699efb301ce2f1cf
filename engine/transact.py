"""One command as one transaction: tried again when somebody was faster, its refusal recorded.

Every use case that changes a case goes through `transact`, so that none forgets the idempotency
key, the retry or the record of a no.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.commands import Advance, Outcome
from engine.office import Office
from engine.register import register_id
from engine.repeats import Keyed, earlier_outcome, keep_outcome, keep_refusal
from engine.visible import is_unseen
from engine.work import Work
from kernel.errors import Conflict, OfficeError, Refused
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Actor
from store import moves, ticks
from store.database import Stale, Transaction

_TRIES = 5
_NO_RULE = "other"
"""Under which a no is counted that no rule of a life cycle has said."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries what, for the record of a refusal."""

    case_id: int | None
    """The case, or the one above a case to be opened; None goes to the register."""
    event: str
    person_id: int
    acting_for: int | None = None


def transact(
    office: Office,
    run: Callable[[Work], Outcome],
    attempt: Attempt,
    command: Keyed | None = None,
) -> Outcome:
    """Run a use case in one transaction.

    Args:
        office: The office.
        run: Puts what the use case writes into the work; called anew when somebody was faster.
        attempt: Who tries what.
        command: The command, where it may carry an idempotency key.

    Raises:
        Conflict: somebody else kept moving the case.
        Refused, NotPermitted: as `run` raised them; the attempt is recorded.
        OfficeError: whatever else `run` raises; nothing is written.
    """
    for attempted in range(_TRIES):
        try:
            with office.database.writing() as tx:
                known = earlier_outcome(tx, command) if command else None
                if known is not None:
                    return known
                trusting = attempted == 0 and _is_remembered(office, command)
                if not trusting:
                    _take_turn(office, tx)
                work = Work(office, tx, office.now(), trusting=trusting)
                outcome = _decided(work, run)
                if command is not None and command.key is not None:
                    work.write(keep_outcome(command, outcome, work.now))
                work.finish()
                return outcome
        except Stale:
            _forget(office, attempt)
        except OfficeError as no:
            known = _came_meanwhile(office, command)
            if known is not None:
                return known
            if isinstance(no, Refused):
                hidden = attempt.case_id is not None and is_unseen(no, attempt.case_id)
                # a key kept for a case that is not there would tell that it is
                _record_refusal(office, attempt, no, None if hidden else command)
            raise
    raise conflict(attempt.case_id or 0)


def _is_remembered(office: Office, command: Keyed | None) -> bool:
    """Say whether a command may be decided on what this process remembers."""
    return isinstance(command, Advance) and office.memory.recall(command.case_id) is not None


def _take_turn(office: Office, tx: Transaction) -> None:
    """Wait where writers queue: who waited acts at the moment of their turn, not when they came."""
    if office.database.is_sqlite:
        tx.hold()


def _decided(work: Work, run: Callable[[Work], Outcome]) -> Outcome:
    """Return what `run` decides; neither a no nor a fault is told where it rests on memory.

    Raises:
        Stale: something went wrong and was decided on what was remembered: read, and decide again.
    """
    try:
        return run(work)
    except Exception as error:
        if work.recalled:
            raise Stale from error
        raise


def _forget(office: Office, attempt: Attempt) -> None:
    """Drop what is remembered of a case, so that it is read anew."""
    if attempt.case_id is not None:
        office.memory.forget(attempt.case_id)


def _came_meanwhile(office: Office, command: Keyed | None) -> Outcome | None:
    """Return what came of the same command given elsewhere at the same moment.

    The key was looked up before the case was read; in between, its twin may have moved the case.
    """
    if command is None or command.key is None:
        return None
    with office.database.reading() as tx:
        return earlier_outcome(tx, command)


def _record_refusal(
    office: Office, attempt: Attempt, refused: Refused, command: Keyed | None
) -> None:
    """Append the refused attempt to the chain of the case; its revision stays as it is."""
    for _ in range(_TRIES):
        try:
            with office.database.writing() as tx:
                key = command.key if command else None
                if key is not None and tx.row(moves.COMMAND, key=key):
                    return
                _take_turn(office, tx)
                work = Work(office, tx, office.now())
                case_id = attempt.case_id if attempt.case_id is not None else register_id(work)
                work.entry(
                    work.load(case_id),
                    "refusal",
                    Actor(attempt.person_id, (), attempt.acting_for),
                    event=attempt.event,
                    reasons=[reason.zh for reason in refused.reasons],
                )
                if command is not None and key is not None:
                    work.write(keep_refusal(command, refused, work.now))
                for rule in sorted({*refused.rules} or {_NO_RULE}):
                    work.write(ticks.count_refusal(rule))
                work.finish()
                return
        except Stale:
            continue


def conflict(case_id: int) -> Conflict:
    """Return the error that says that somebody else moved the case first."""
    number = case_number(case_id)
    return Conflict(
        Text(
            f"事项 {number} 刚刚被其他人办理，请重新查看后再办。",
            f"Somebody else has just moved the case {number}: look at it again, then decide.",
        )
    )
