"""Reviews once a year which files have been kept for as long as they must be (§7 row 12).

What is on hold stays as it is. The rest falls due for review, and a destruction still takes the
leader's approval and two signatures; the list is in `engine/retention.py`.
"""

from __future__ import annotations

from datetime import date, time

from engine.advance import advance
from engine.commands import Advance
from engine.office import Office
from engine.routines.routine import Figures, routine
from engine.routines.telling import owe_once
from kernel.clock import office_moment
from kernel.errors import Conflict, Refused
from notifications.catalogue.office import FILES_DUE
from store import archive


@routine("retention_review")
def retention_review(office: Office, day: date) -> Figures:
    """Have each file whose years are over fall due for review, and tell the office of all."""
    with office.database.reading() as tx:
        found = archive.rows_due(tx, day)
    free = [row["id"] for row in found if row["held_since"] is None]
    moved = 0
    for row in found:
        if row["state"] != "in_archive" or row["id"] not in free:
            continue
        key = f"retention_review:{day}:{row['id']}"
        try:
            advance(office, Advance(row["id"], "fall_due", 0, key=key))
        except (Refused, Conflict):
            continue  # it was put on hold, or moved, meanwhile
        moved += 1
    told = 0
    if found:
        year = office_moment(date(day.year, 1, 1), time())
        told = owe_once(office, "retention_review", FILES_DUE, since=year)
    return {"due": len(found), "held": len(found) - len(free), "moved": moved, "told": told}
