"""The one door through which a case changes its state: load, decide, record.

One command is one transaction: state, details, signatures, entries, timers and owed notices are
written together or not at all. A refused attempt is recorded too, in a transaction of its own.
"""

from __future__ import annotations

from engine.commands import Advance, Outcome
from engine.confidants import as_confidant
from engine.directory import CLOCK
from engine.office import Office
from engine.take import take
from engine.tracing import of_command, traced
from engine.transact import Attempt, conflict, transact
from engine.visible import as_if_missing
from engine.work import Work
from rules.facts import Need
from states.catalogue import LIFE_CYCLES


@traced("advance", of_command)
def advance(office: Office, command: Advance) -> Outcome:
    """Give an event to a case, or refuse with every reason.

    Raises:
        NotFound: there is no such case, or the person may not know of it. The latter is recorded.
        InvalidInput: what was entered is wrong; every mistake at once. Nothing is recorded.
        Refused: the event is not possible now. The attempt is recorded.
        NotPermitted: the event is not for this person. The attempt is recorded.
        Conflict: somebody else moved the case first; load it again.
    """
    attempt = Attempt(command.case_id, command.event, command.person_id, command.acting_for)
    with as_if_missing(command.case_id):
        return transact(office, lambda work: _carry_out(work, command), attempt, command)


def _carry_out(work: Work, command: Advance) -> Outcome:
    case = work.recall(command.case_id, _foreseen(work, command))
    actor = CLOCK
    if command.person_id:
        actor = work.directory.actor(command.person_id, command.acting_for, case.scope, work.today)
        actor = as_confidant(work.tx, case.id, case.row["kind"], actor)
    seen = bool(actor.posts)  # a stranger is told no more than that there is no such case
    if seen and command.revision is not None and case.row["revision"] != command.revision:
        raise conflict(command.case_id)
    take(work, case, command.event, actor, command.inputs)
    return Outcome(case.id, case.row["state"], case.row["revision"], tuple(work.told), work.advice)


def _foreseen(work: Work, command: Advance) -> frozenset[Need]:
    """Return the facts the event may need, to read them with the case in one round trip."""
    kind = work.office.known_kind(command.case_id)
    if kind is None:
        return frozenset()
    return LIFE_CYCLES[kind["kind"], kind["version"]].needs(command.event)
