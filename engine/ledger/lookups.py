"""Columns that are looked up: the five accounts, who answers for an item, the handover sheet.

Only the rows that are shown are looked up; what the reader may not read of the entries is left out.
A further one is a function here, named by its ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from engine.ledger.column import ShownRows
from kernel.clock import office_day
from kernel.ids import case_number
from rules.handover import SIGNATURES
from rules.posts import Post
from states.rectification import Event
from store.database import Row

ACCOUNTS: Mapping[str, tuple[Event, ...]] = {
    "reported": (Event.REPORT_DONE,),
    "handed_in": (Event.HAND_IN,),
    "transferred": (Event.TRANSFER, Event.SUCCEED),
    "checked": (Event.CHECK_ON_PAPER, Event.CHECK_ON_SITE),
    "written_off": (Event.WRITE_OFF,),
}
"""The five accounts (K05): column → the events that fill it, the last one counts."""
_ACCOUNT_OF = {event.value: name for name, events in ACCOUNTS.items() for event in events}
_BLOCK = 500
_BODIES = "SELECT case_id, body FROM entries WHERE case_id IN ({ids}) ORDER BY case_id, seq"
_SIGNED = (
    "SELECT e.case_id, e.seq, e.body, e.hash FROM entries e JOIN"
    " (SELECT case_id, max(seq) AS seq FROM signoffs WHERE topic = :topic"
    " AND case_id IN ({ids}) GROUP BY case_id) s ON s.case_id = e.case_id AND s.seq = e.seq"
)


def five_accounts(shown: ShownRows) -> dict[int, dict[str, date]]:
    """Return when each account of an item was filled, as far as the reader reads of it."""
    every: dict[int, list[dict[str, Any]]] = {}
    for row in _rows(shown, _BODIES):
        every.setdefault(row["case_id"], []).append(json.loads(row["body"]))
    found: dict[int, dict[str, date]] = {}
    for case_id, sight in shown.sights.items():
        for entry in sight.entries(every.get(case_id, ()), shown.person_id):
            name = _ACCOUNT_OF.get(entry.get("event", ""))
            if entry["what"] == "move" and name is not None:
                day = office_day(datetime.fromisoformat(entry["at"]))
                found.setdefault(case_id, {})[name] = day
    return found


def answering(shown: ShownRows) -> dict[int, dict[str, str]]:
    """Return who heads the unit of an item and who is its liaison, today (K04)."""
    return {
        case_id: {
            name: "、".join(
                shown.directory.people[one].name
                for one in shown.directory.holders((post,), scope, shown.today)
            )
            for name, post in (("head", Post.UNIT_HEAD), ("liaison", Post.UNIT_LIAISON))
        }
        for case_id, scope in shown.scopes.items()
    }


def handover_sheet(shown: ShownRows) -> dict[int, dict[str, Any]]:
    """Return number, date and proof of each sheet: the entry of the receiver's signature (J05)."""
    return {
        row["case_id"]: {
            "sheet": f"{case_number(row['case_id'])}-{row['seq']}",
            "handed_on": office_day(datetime.fromisoformat(json.loads(row["body"])["at"])),
            "proof": bytes(row["hash"]).hex()[:16],
        }
        for row in _rows(shown, _SIGNED, topic=SIGNATURES[-1])
    }


def _rows(shown: ShownRows, sql: str, **values: Any) -> Iterator[Row]:
    """Yield the rows of a query about the cases that are shown, asked for in blocks."""
    listed = sorted(shown.sights)
    for start in range(0, len(listed), _BLOCK):
        part = ",".join(str(one) for one in listed[start : start + _BLOCK])
        yield from shown.tx.rows(sql.replace("{ids}", part), **values)
