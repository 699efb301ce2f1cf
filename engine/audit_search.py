"""Searching the audit record: who did what to which case when; never what was entered.

Those who check the record read no content (§7 row 7), so a line tells the head of an entry only.
A further question is one field of `Question` and its condition in `_conditions`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from engine.office import Office
from kernel.clock import office_day
from kernel.words import Text
from states.catalogue import NEWEST

MOST = 200
LONGEST_DAYS = 31
"""So many days are searched at once."""
_SELECT = "SELECT e.case_id, e.seq, e.body FROM entries e JOIN cases c ON c.id = e.case_id"
_MARK = '%"{name}":{value}%'


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for; what is left open fits everything."""

    case_id: int | None = None
    person_id: int | None = None
    what: str = ""
    """The kind of entry, for example `move` or `read`."""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The head of one entry."""

    case_id: int
    seq: int
    kind: Text
    at: datetime
    by: int | None
    acting_for: int | None
    what: str
    event: Text | None


def search_entries(office: Office, question: Question) -> list[Found]:
    """Return the first entries that fit, by case and number, `MOST` of them at most."""
    conditions, values = _conditions(question)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = " ORDER BY e.case_id DESC, e.seq DESC LIMIT :most"
    with office.database.reading() as tx:
        rows = tx.rows(_SELECT + where + order, most=MOST * 5, **values)
    found = (_found(row["case_id"], json.loads(row["body"])) for row in rows)
    return [one for one in found if _fits(question, one)][:MOST]


def _conditions(question: Question) -> tuple[list[str], dict[str, Any]]:
    """Return what the database may look for: a text of the canonical JSON stands as written."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    if question.case_id is not None:
        conditions.append("e.case_id = :case")
        values["case"] = question.case_id
    if question.person_id is not None:
        conditions.append("e.body LIKE :by")
        values["by"] = _MARK.format(name="by", value=question.person_id)
    if question.what:
        conditions.append("e.body LIKE :what")
        values["what"] = _MARK.format(name="what", value=json.dumps(question.what))
    days = _days(question)
    if days:
        conditions.append(
            "(" + " OR ".join(f"e.body LIKE :day{at}" for at in range(len(days))) + ")"
        )
        values |= {f"day{at}": f'%"at":"{day}T%' for at, day in enumerate(days)}
    return conditions, values


def _days(question: Question) -> list[date]:
    """Return the days, in UTC, on which an entry of the days asked for may lie."""
    if question.since is None and question.until is None:
        return []
    last = question.until or question.since
    first = question.since or question.until
    assert first is not None  # noqa: S101 - one of the two is there
    assert last is not None  # noqa: S101
    span = min((last - first).days + 1, LONGEST_DAYS)
    return [first + timedelta(days=at) for at in range(-1, span)]


def _fits(question: Question, found: Found) -> bool:
    """Say whether an entry lies on a day of the office that was asked for."""
    since, until = question.since or question.until, question.until or question.since
    if since is None or until is None:
        return True
    return since <= office_day(found.at) <= until


def _found(case_id: int, body: dict[str, Any]) -> Found:
    """Return the head of an entry; what else it tells stays in it."""
    cycle = NEWEST[body["kind"]]
    labels = {event.value: event.label for event in cycle.events}
    return Found(
        case_id, body["seq"], cycle.label, datetime.fromisoformat(body["at"]), body["by"] or None,
        body.get("for"), body["what"], labels.get(body.get("event")),
    )  # fmt: skip
