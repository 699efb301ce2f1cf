"""The sweep: everything that is due now speaks, and the next due time comes back.

A sweep is idempotent: a duplicate, late or missing one changes nothing but lateness. It claims due
timers in bounded batches, one transaction a batch, and lets people in between batches. The event of
a timer whose time is up is taken in that same transaction, so neither is lost without the other.
Sources: design §4, domain §4.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from engine.office import Office
from engine.ringing import Ringer, SweepReport
from engine.tracing import traced
from engine.work import Work
from kernel.ids import case_number
from store import timers
from store.database import Row, Stale

BATCH = 100
_ASIDE = timedelta(hours=1)
_LOG = logging.getLogger("xuncheng.sweep")


@traced("sweep")
def sweep(office: Office, *, batch: int = BATCH) -> SweepReport:
    """Let everything speak that is due now.

    A case that cannot be handled (its policy or its life cycle is gone) is put aside for an hour,
    counted and named in the log; it silences no other.

    Args:
        office: The office; its clock says what now is.
        batch: How many timers one transaction handles.

    Returns:
        What was done, and when the next timer is due.

    Raises:
        OfficeError: never because of one case; the database itself may fail.
    """
    report = SweepReport()
    now = office.now()
    while True:
        with office.database.reading() as tx:
            report.next_due = timers.next_due(tx)
        if report.next_due is None or report.next_due > now:
            return report
        try:
            handled = _sweep_batch(office, now, batch, report)
        except Exception:  # noqa: BLE001 - whatever it is, it concerns one case: find it
            handled = _sweep_singly(office, now, batch, report)
        if not handled:
            return report


def _sweep_batch(office: Office, now: datetime, most: int, report: SweepReport) -> int:
    """Ring at most `most` due timers in one transaction; return how many were handled."""
    made = SweepReport()
    with office.database.writing() as tx:
        tx.hold()
        due = timers.due(tx, now, most, skip_locked=not office.database.is_sqlite)
        if not due:
            return 0
        work = Work(office, tx, now)
        work.gather(row["case_id"] for row in due)
        ringer = Ringer(work, made)
        for row in due:
            ringer.ring(row)
        made.entries.extend(work.told)
        work.finish()
    report.add(made)
    return len(due)


def _sweep_singly(office: Office, now: datetime, most: int, report: SweepReport) -> int:
    """Ring the timers of a batch that failed one by one; return how many were handled."""
    with office.database.reading() as tx:
        due = timers.due(tx, now, most, skip_locked=False)
    handled = 0
    for row in due:
        made = SweepReport()
        try:
            with office.database.writing() as tx:
                work = Work(office, tx, now)
                Ringer(work, made).ring(row)
                made.entries.extend(work.told)
                work.finish()
        except Stale:
            report.conflicts += 1
        except Exception as error:  # noqa: BLE001 - one sick case silences no other
            report.faults += 1
            what = (case_number(row["case_id"]), row["deadline"], type(error).__name__)
            _LOG.error("case %s: its timer %s is put aside: %s", *what)
            _put_aside(office, row, now)
            handled += 1
        else:
            report.add(made)
            handled += 1
    return handled


def _put_aside(office: Office, row: Row, now: datetime) -> None:
    keys = {name: row[name] for name in ("case_id", "deadline", "armed_seq")}
    with office.database.writing() as tx:
        tx.write(timers.PUT_ASIDE, **keys, next_at=now + _ASIDE)
