"""Draws each week which assignments on site are visited unannounced, so that it can be checked.

The seed names the round, the week and the newest hash of the round's chain, which nobody knows
beforehand. Row H03; how it is drawn is in `rules/draw.py`, the check in `engine/patrols.py`.
"""

from __future__ import annotations

from datetime import date

from engine.commands import Open
from engine.office import Office
from engine.opening import open_case
from engine.patrols import seed_of
from engine.progress import ON_SITE
from engine.routines.routine import Figures, routine
from kernel.ids import case_number
from rules.draw import drawn
from states.patrol_visit import PATROL_VISIT
from store.database import Row, Transaction

_THERE = ", ".join(f"'{state}'" for state in ON_SITE)
_RUNNING = ", ".join(f"'{state}'" for state in PATROL_VISIT.opened_in)
_ROUNDS = (
    "SELECT id, head FROM cases WHERE kind = 'round' AND suspended_at IS NULL"  # noqa: S608
    f" AND state IN ({_RUNNING}) ORDER BY id"
)
_UNITS = (
    "SELECT id FROM cases WHERE kind = 'assignment' AND round_id = :id AND suspended_at IS NULL"  # noqa: S608
    f" AND state IN ({_THERE}) ORDER BY id"
)
_DRAWN = "SELECT case_id FROM patrol_visit_details WHERE slot = :slot"


@routine("patrol_picks")
def patrol_picks(office: Office, day: date) -> Figures:
    """Draw for the week that begins on `day`, once for each round."""
    year, week, _ = day.isocalendar()
    with office.database.reading() as tx:
        visits = [
            details
            for row in tx.rows(_ROUNDS)
            for details in _visits(office, tx, row, f"{year}-W{week:02}", day)
        ]
    for round_id, details in visits:
        key = f"patrol_visit/{details['slot']}"
        open_case(office, Open("patrol_visit", 0, details, round_id, key=key))
    return {"drawn": len(visits)}


def _visits(
    office: Office, tx: Transaction, row: Row, week: str, day: date
) -> list[tuple[int, dict[str, object]]]:
    """Return the visits that one round still lacks for a week."""
    if tx.row(_DRAWN, slot=f"{row['id']}/{week}/1") is not None:
        return []
    numbers = sorted(case_number(unit["id"]) for unit in tx.rows(_UNITS, id=row["id"]))
    seed = seed_of(case_number(row["id"]), week, row["head"])
    picked = drawn(seed, numbers, office.policy.limit("patrols_per_week"))
    return [
        (
            row["id"],
            {
                "visited": number, "drawn_on": day, "seed": seed, "drawn_from": " ".join(numbers),
                "place": place, "slot": f"{row['id']}/{week}/{place}",
            },
        )
        for place, number in enumerate(picked, 1)
    ]  # fmt: skip
