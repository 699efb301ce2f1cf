"""Checks the whole record each night: chains, seals, and that replay gives the tables.

What is found is counted in `routine_runs`; when something is wrong, the auditor is told to look.
The check itself is `engine/audit.py`. Simulations leave it out: they are checked at their end.
"""

from __future__ import annotations

from datetime import date, time

from engine.audit import verify
from engine.office import Office
from engine.routines.routine import Figures, routine
from engine.routines.telling import owe_once
from kernel.clock import office_moment
from notifications.catalogue.office import RECORD_UNSOUND


@routine("record_check")
def record_check(office: Office, day: date) -> Figures:
    """Verify everything and owe the auditor a notice, once a day, when something is wrong.

    The notice and the figures tell that and how much, never what: `xuncheng audit verify` names the
    first wrong entry of each chain.
    """
    report = verify(office.database, office.policy)
    figures = {"entries": report.entries, "seals": report.seals, "faults": len(report.faults)}
    if report.sound:
        return {**figures, "told": 0}
    morning = office_moment(day, time())
    return {**figures, "told": owe_once(office, "record_check", RECORD_UNSOUND, since=morning)}
