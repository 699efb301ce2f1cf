"""Effects of a daily report.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.clock import office_moment
from rules.facts import Actor
from rules.methods import TERMS, totals

_COUNTS = tuple(dict.fromkeys(terms.adds_to for terms in TERMS.values() if terms.adds_to))
_LINES = (
    "SELECT b.body FROM book_lines b JOIN cases c ON c.id = b.case_id"
    " WHERE c.kind = 'assignment' AND c.group_id = :group AND b.book = 'activities'"
    " AND b.at >= :since ORDER BY b.case_id, b.seq, b.n"
)


@effect
def count_the_day(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Take the counts of the day from the group's activity log, else as they were entered."""
    del actor
    day: date = case.row["report_day"]
    rows = work.tx.rows(
        _LINES, group=case.row["group_id"], since=office_moment(day, time())
    )  # a line about the day is not entered before it
    lines = (json.loads(row["body"]) for row in rows)
    logged = totals(tuple(one for one in lines if one["held_on"] == day.isoformat()))
    entered = {name: inputs[name] for name in _COUNTS if name in inputs}
    counted = {**dict.fromkeys(_COUNTS), **entered, **logged}
    case.keep(**counted)
    return ()


@effect
def hand_in_report(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Note the day on which a report was handed in, and whether that was late; it stays noted."""
    del actor, inputs
    case.keep(handed_in_on=work.today, late=case.row["state"] == "late")
    return ()
