"""What is done at the end of a round in a small office: circulation, file, clearing, retrospective.

A further duty before the round is closed is one more step of `wind_up`.
"""

from __future__ import annotations

from typing import Any

from tests.support.office import SmallOffice

REPORT: dict[str, Any] = {
    "title": "巡察报告", "document": "report", "copies": 2, "grade": "internal",
    "retention": "long",
}  # fmt: skip
"""A document of a file."""


def the_only(desk: SmallOffice, kind: str) -> int:
    """Return the case of a kind that the evaluation of the round opened."""
    [row] = desk.rows("SELECT id FROM cases WHERE kind = :kind", kind=kind)
    return int(row["id"])


def archived(desk: SmallOffice, title: str, **changes: Any) -> int:
    """Bring a file of one report into the archive."""
    made = desk.open("archive_file", "staff", desk.round_id, title=title)
    desk.give(made, "list_documents", "staff", documents=[{**REPORT, **changes}])
    desk.give(made, "file", "staff")
    desk.give(made, "take_in", "clerk", archive_number="2022-01")
    return made


def wind_up(desk: SmallOffice) -> None:
    """Circulate the report, file the papers, count everything back, hold the retrospective."""
    told = {"recipient": "分管领导", "received_on": desk.office.now().date()}
    desk.give(desk.round_id, "circulate", "staff", told=[told])
    file = the_only(desk, "archive_file")
    desk.give(file, "list_documents", "staff", documents=[REPORT])
    desk.give(file, "file", "staff")
    desk.give(file, "take_in", "clerk", archive_number="2022-01")
    clearing = the_only(desk, "clearing")
    two = {"item": "笔记本电脑", "counted_by": [desk.who["staff"], desk.who["clerk"]]}
    issued = {**two, "category": "device", "count": 1}
    desk.give(clearing, "issue", "staff", issued=[issued])
    back = {**two, "given_back": 1, "destroyed": 0}
    desk.give(clearing, "count_back", "staff", returned=[back])
    desk.give(clearing, "settle", "staff")
    action = {"action": "统一底稿格式", "owner_post": "巡察办主任", "due_on": "2023-06-30"}
    desk.give(
        the_only(desk, "retrospective"), "hold_meeting", "staff", minutes="总结", actions=[action]
    )
