"""The daily backup, and the drill that shows that backups can be put back.

Source: domain §7 row 13; how many days may pass is `backup_days`, and 0 says that somebody else
makes the backups.
"""

from __future__ import annotations

from datetime import date

from engine.office import Office
from engine.routines.routine import Figures, routine
from kernel.errors import TextError


@routine("daily_backup")
def daily_backup(office: Office, day: date) -> Figures:
    """Back the database up; one that fails is told by the doctor and tried again the next day."""
    from engine.backups.make import make_backup  # noqa: PLC0415 - once a day

    del day
    if _not_ours(office):
        return {"made": 0}
    try:
        made, removed = make_backup(office)
    except (TextError, OSError):  # its tick says so
        return {"made": 0, "failed": 1}
    return {"made": 1, "entries": made.entries, "removed": removed}


@routine("restore_drill")
def restore_drill(office: Office, day: date) -> Figures:
    """Put the newest backup back into a temporary place and verify its record."""
    from engine.backups.drill import drill  # noqa: PLC0415 - once a day

    del day
    return {"skipped": 1} if _not_ours(office) else drill(office)


def _not_ours(office: Office) -> bool:
    return office.home is None or not office.policy.limit("backup_days")
