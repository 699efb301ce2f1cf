"""Owing a notice of a recurring duty: an entry and its notices, once since a moment.

What has no case of its own is told on the register, the case of the office as a whole.
"""

from __future__ import annotations

from datetime import datetime

from engine.directory import CLOCK
from engine.notify import owe
from engine.office import Office
from engine.register import register_id
from engine.work import Work
from notifications.catalogue import NOTICES
from store.database import Stale

_OWED = (
    "SELECT key FROM notices WHERE case_id = :id AND notice = :notice AND created_at >= :since"
    " LIMIT 1"
)
_TRIES = 5


def owe_once(
    office: Office, routine: str, notice: str, *, since: datetime, case_id: int | None = None
) -> int:
    """Owe `notice` to the posts it is for, unless that was done since a moment already.

    Args:
        office: The office.
        routine: The duty that owes it, for the entry.
        notice: Its name in the catalogue.
        since: From when on one notice is enough.
        case_id: The case it is about; None is the office as a whole.

    Returns:
        How many people are told.

    Raises:
        Stale: others kept making entries on the case; the next run tries again.
    """
    for _ in range(_TRIES - 1):
        try:
            return _owe(office, routine, notice, since, case_id)
        except Stale:
            continue
    return _owe(office, routine, notice, since, case_id)


def _owe(office: Office, routine: str, notice: str, since: datetime, case_id: int | None) -> int:
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        if not work.directory.people:
            return 0  # nobody is registered, so nobody can be told
        # The case is read first: whoever makes an entry after this makes `finish` fail.
        case = work.load(register_id(work) if case_id is None else case_id)
        if tx.row(_OWED, id=case.id, notice=notice, since=since) is not None:
            return 0
        told = owe(work, case, case.row["seq"] + 1, notice, NOTICES[notice].to)
        if told:
            work.entry(case, "routine", CLOCK, routine=routine, notices=told)
            work.finish()
        return len(told)
