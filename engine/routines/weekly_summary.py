"""Drafts the weekly summary of each round on the first working day of a week (H05).

It covers everything since the summary before; a round without daily reports in that time has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from engine.commands import Open
from engine.office import Office
from engine.opening import open_case
from engine.progress import standings, told_of_group
from engine.routines.routine import Figures, routine
from store.database import Transaction

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_ROUNDS = (
    "SELECT DISTINCT c.parent_id AS id FROM cases c"
    " JOIN daily_report_details d ON d.case_id = c.id JOIN cases r ON r.id = c.parent_id"
    " WHERE c.kind = 'daily_report' AND d.report_day >= :since AND d.report_day < :day"
    " AND r.suspended_at IS NULL AND r.state NOT IN ('closed', 'cancelled') ORDER BY c.parent_id"
)
_LAST = (
    "SELECT max(d.week_to) AS week_to FROM cases c"
    " JOIN weekly_summary_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :id AND c.kind = 'weekly_summary'"
)
_REPORTS = (
    "SELECT c.group_id, c.state, d.report_day >= :since AS fresh, count(*) AS n FROM cases c"
    " JOIN daily_report_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :id AND c.kind = 'daily_report' AND d.report_day < :day"
    " GROUP BY c.group_id, c.state, d.report_day >= :since"
)
_ISSUES = (
    "SELECT group_id, count(*) AS n FROM cases WHERE parent_id = :id AND kind = 'issue'"
    " AND state IN ('raised', 'taken', 'with_leading_group') GROUP BY group_id"
)
_COUNTED = {"submitted": "in_time", "late": "late", "missing": "missing"}
"""State → the column that counts it, from whatever day: what is summarised once counts no more."""


@routine("weekly_summary")
def weekly_summary(office: Office, day: date) -> Figures:
    """Draft what has not been drafted yet for the week before `day`."""
    monday = day - timedelta(days=day.weekday()) - _WEEK
    drafts: list[tuple[int, dict[str, Any]]] = []
    with office.database.reading() as tx:
        for row in tx.rows(_ROUNDS, since=monday, day=day):
            last = _date(tx.row(_LAST, id=row["id"]))
            since = monday if last is None else last + _DAY
            if since < day:
                drafts.append((row["id"], _draft(office, tx, row["id"], since, day)))
    for round_id, details in drafts:
        key = f"weekly_summary/{details['slot']}"
        open_case(office, Open("weekly_summary", 0, details, round_id, key=key))
    return {"drafted": len(drafts)}


def _date(row: Mapping[str, Any] | None) -> date | None:
    found = row["week_to"] if row else None
    return date.fromisoformat(found) if isinstance(found, str) else found


def _draft(
    office: Office, tx: Transaction, round_id: int, since: date, day: date
) -> dict[str, Any]:
    until = day - _DAY
    found: dict[int, dict[str, Any]] = {}
    every = standings(office, tx, round_id, until)
    for group in sorted({one.group_id for one in every}):
        found[group] = {
            "group": group, "expected": 0, "in_time": 0, "late": 0, "missing": 0, "excused": 0,
            "open_issues": 0, **told_of_group(one for one in every if one.group_id == group),
        }  # fmt: skip
    for row in tx.rows(_REPORTS, id=round_id, since=since, day=day):
        line, state = found[row["group_id"]], row["state"]
        if row["fresh"]:
            line["expected"] += row["n"]
        if state in _COUNTED:
            line[_COUNTED[state]] += row["n"]
        elif state == "excused" and row["fresh"]:
            line["excused"] += row["n"]
    for row in tx.rows(_ISSUES, id=round_id):
        if row["group_id"] in found:
            found[row["group_id"]]["open_issues"] = row["n"]
    return {
        "week_from": since, "week_to": until, "slot": f"{round_id}/{since}",
        "groups": list(found.values()),
    }  # fmt: skip
