"""Whether every limit wakes when it should: what no entry tells follows from entries and policy.

Without the policy only what needs none is checked. A further column that wakes a limit is one more
line in `_by_entries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from engine.arming import earliest
from engine.replay_clocks import Clocks, Place
from kernel.clock import office_day
from rules import ladder as ladders
from rules.deadlines import in_force
from rules.policy import Policy
from store.database import Row

ASLEEP = "asleep"
_CONTRADICTED = "replay"
_OTHER_POLICY = timedelta(days=31)
"""How much later a limit may wake than the policy in force says, if it was armed by another."""


def slept_through(
    clocks: Clocks, rows: Iterable[Row], policy: Policy | None
) -> Iterator[tuple[int, str, str]]:
    """Give (entry that armed it, what is wrong, where) for each limit that wakes late or never.

    Args:
        clocks: The limits of a case as its entries tell them.
        rows: The same as the table has them.
        policy: The policy in force; without it steps of ladders are left out.
    """
    for row in rows:
        key = row["deadline"], row["armed_seq"]
        if row["status"] != "armed" or key not in clocks.places:
            continue
        places = clocks.places[key]
        for column in _by_entries(row, places[-1], clocks.pending[key]):
            yield row["armed_seq"], _CONTRADICTED, f"timers.{key[0]}.{key[1]}.{column}"
        if _never(row) or (policy is not None and _late(row, places, policy)):
            yield row["armed_seq"], ASLEEP, row["deadline"]


def _by_entries(row: Row, place: Place, events: frozenset[str | None]) -> Iterator[str]:
    """Give the columns that cannot be as they are, whatever the policy says."""
    if office_day(row["due_at"]) != max(_day(place.due_on), office_day(_moment(place.since))):
        yield "due_at"
    if row["step"] <= row["spoken"]:
        yield "step"
    if row["event"] not in events:
        yield "event"


def _never(row: Row) -> bool:
    """Say whether the event of a limit sleeps beyond the moment when its time is up."""
    return row["event"] is not None and (row["next_at"] is None or row["next_at"] > row["due_at"])


def _late(row: Row, places: tuple[Place, ...], policy: Policy) -> bool:
    """Say whether a limit wakes later than the next step of its ladder, or skips steps."""
    ladder = policy.ladders.get(row["ladder"])
    if ladder is None or row["deadline"] not in policy.deadlines:
        return False
    same = row["policy"] == policy.digest[:16]
    rule = in_force(policy.deadlines[row["deadline"]], row["effective_from"])
    step = row["spoken"] + 1
    for place in places:
        due_at = max(rule.due_at(_day(place.due_on)), _moment(place.since))
        fresh, _ = ladders.start(
            ladder, office_day(due_at), due_at, _moment(place.at), policy.calendar
        )
        step = max(step, fresh.step)
    at = ladders.Position(step, row["spoken"], row["spoken_at"], row["acknowledged"])
    due_at = row["due_at"]
    wakes = earliest(
        ladders.resume(ladder, at, office_day(due_at), due_at, policy.calendar),
        due_at if row["event"] is not None else None,
    )
    if wakes is None:
        return False
    if row["next_at"] is None or (same and row["step"] > step):
        return True
    return bool(row["next_at"] > wakes + (timedelta(0) if same else _OTHER_POLICY))


def _day(told: str) -> date:
    return date.fromisoformat(told)


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)
