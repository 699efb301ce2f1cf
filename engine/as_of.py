"""What a case was at a moment in the past, told by its entries alone, as far as a person may read.

The tables hold only the present; the entries up to the moment are replayed. What is shown is cut by
what the person may read today. A further thing to show is a field of `CaseThen`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from engine.office import Office
from engine.reader import no_case
from engine.reading import note_read
from engine.replay import Replay
from engine.visible import load_visible
from engine.wording import fields_of
from engine.work import Work
from kernel.canonical import moment_text
from kernel.clock import office_moment
from kernel.errors import InvalidInput, NotFound
from kernel.words import Text
from rules.small_cells import masked
from states.catalogue import AnyLifeCycle
from states.inputs import Field
from states.inputs import day as day_field

_ENTRIES = "SELECT body FROM entries WHERE case_id = :id ORDER BY seq"
_DAY = day_field("moment", "时点", "Moment")
_END_OF_DAY = time(23, 59, 59, 999_999)


@dataclass(frozen=True, slots=True)
class RunningThen:
    """A limit that ran at that moment."""

    deadline: str
    label: Text
    due_on: date
    suspended: bool
    extensions: int


@dataclass(frozen=True, slots=True)
class CaseThen:
    """A case as it was."""

    case_id: int
    moment: datetime
    cycle: AnyLifeCycle
    state: str
    revision: int
    entry: int
    """The last entry that had been made by then."""
    suspended: bool
    details: tuple[tuple[Field, Any], ...]
    running: tuple[RunningThen, ...]


def read_moment(words: str) -> datetime:
    """Return the moment that people write as a day, or as a day and an hour of the office.

    A day alone stands for its end: everything that happened on it counts.

    Raises:
        InvalidInput: it is neither.
    """
    day, _, hour = words.strip().replace("T", " ").partition(" ")
    try:
        at = time.fromisoformat(hour.strip()) if hour else _END_OF_DAY
        return office_moment(_DAY.parse(day), at.replace(tzinfo=None))
    except (ValueError, InvalidInput) as error:
        raise InvalidInput(
            Text(
                "时点应为日期，或日期加时刻，例如 2022-03-01 或 2022-03-01 10:30。",
                "A moment is a day, or a day and an hour: 2022-03-01, or 2022-03-01 10:30.",
            )
        ) from error


def case_as_of(office: Office, case_id: int, person_id: int, moment: datetime) -> CaseThen:
    """Return a case as it was at a moment.

    Args:
        office: The office.
        case_id: The case.
        person_id: Who reads; a reading of a sensitive case is an entry.
        moment: When; an entry made at that very moment counts.

    Raises:
        NotFound: there is no such case or the person may not know of it, or it was not there yet.
    """
    note_read(office, case_id, person_id)
    with office.database.reading() as tx:
        case, _, sight = load_visible(Work(office, tx, office.now()), case_id, person_id)
        rows = tx.rows(_ENTRIES, id=case_id)
    until = moment_text(moment)
    entries = [one for row in rows if (one := json.loads(row["body"]))["at"] <= until]
    replay = Replay()
    for entry in entries:
        replay.take(entry)
    told = replay.told.values
    read = sight.entries(entries, person_id) if entries else []
    state = sight.state(told["cases", "state"]) if read else None
    if state is None:
        raise _not_yet(case_id)
    details = {path[1]: value for path, value in told.items() if path[0] == "details"}
    shown = masked(
        {str(name): value for name, value in details.items() if sight.detail(str(name))},
        office.policy.limit("small_cell"),
    )
    fields = fields_of(case.cycle)
    return CaseThen(
        case_id, moment, case.cycle, state, told["cases", "revision"], entries[-1]["seq"],
        told.get(("cases", "suspended_at")) is not None,
        tuple((fields[name], shown[name]) for name in fields if shown.get(name) is not None),
        tuple(one for one in _running(office, told) if sight.deadline(one.deadline)),
    )  # fmt: skip


def _running(office: Office, told: Mapping[tuple[Any, ...], Any]) -> list[RunningThen]:
    """Return the limits that ran, the nearest first."""
    found = []
    for path, status in told.items():
        if path[0] == "timers" and path[-1] == "status" and status in {"armed", "suspended"}:
            timer = {name: told.get((*path[:-1], name)) for name in ("due_on", "extensions")}
            due = date.fromisoformat(str(timer["due_on"]))
            label = office.policy.deadline(path[1], due).label
            found.append(
                RunningThen(path[1], label, due, status == "suspended", timer["extensions"] or 0)
            )
    return sorted(found, key=lambda one: (one.due_on, one.deadline))


def _not_yet(case_id: int) -> NotFound:
    [there_is_none] = no_case(case_id).reasons
    return NotFound(
        Text(f"{there_is_none.zh[:-1]}，或在该时点尚未建立。",
             f"{there_is_none.en[:-1]}, or there was none yet at that moment.")
    )  # fmt: skip
