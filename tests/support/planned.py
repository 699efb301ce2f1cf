"""A term and a plan of a year in force in a small office.

A further plan that tests share is one more function here.
"""

from __future__ import annotations

from typing import Any

from tests.support.office import SmallOffice

QUOTAS = [{"year": 2021, "unit_type": "department", "quota": 1}]
LINES = [{"line": "1", "unit_type": "department", "quota": 1, "round": "第二轮", "units": "u1"}]


def term(desk: SmallOffice, *, units: tuple[str, ...] = ("u1",), to: str = "in_force") -> int:
    """Open a term with units of the directory and bring it to a state."""
    made = desk.open(
        "term", "staff", name="第十二届", first_day="2021-06-01", last_day="2026-06-01"
    )
    listed = [{"unit": code, "unit_type": "department"} for code in units]
    desk.give(made, "list_units", "staff", units=listed)
    if to == "in_force":
        desk.give(made, "draft_plan", "staff", quotas=QUOTAS)
        desk.give(made, "approve_plan", "chief", meeting="领导小组会议")
        desk.give(made, "authorise_plan", "secretary")
    return made


def annual_plan(desk: SmallOffice, of: int, lines: list[dict[str, Any]] = LINES) -> int:
    """Open the plan of 2021 below a term and bring it in force."""
    made = desk.open("annual_plan", "staff", of, year=2021)
    desk.give(made, "draft_lines", "staff", lines=lines)
    desk.give(made, "approve", "chief")
    desk.give(made, "authorise", "secretary")
    desk.give(made, "put_in_force", "staff")
    return made
