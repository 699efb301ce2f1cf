"""What is entered from feedback to evaluation when all goes well.

A step more on the straight way of an item is a line of `ITEM_WAY`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RULED_OUT: Mapping[str, Any] = {
    "not_on_paper_only": True, "not_parcelled_out": True, "not_shifted_down": True,
    "not_by_blame_alone": True, "not_merely_promised": True,
}  # fmt: skip
PLAN: Mapping[str, Any] = {
    "measures": "措施", "leader_post": "副局长", "planned_on": "2022-03-01", "head_vouches": True,
}  # fmt: skip
FEEDBACK: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("tell_head", {"head_in_person": True}),
    ("give_feedback", {"leading_group_present": True, "head_present": True, "team_present": True}),
)
SURVEY: Mapping[str, Any] = {"satisfied": 18, "fairly_satisfied": 4, "dissatisfied": 0}
SCORES: Mapping[str, Any] = {"score_organisation": 95, "score_duty": 90, "score_results": 92}
DONE: Mapping[str, Any] = {
    "evidence": "佐证目录", "similar_problems": "无", "rules_note": "制度一", "head_vouches": True,
}  # fmt: skip
ITEM_WAY: tuple[tuple[str, str, str, Mapping[str, Any]], ...] = (
    ("issued", "claim", "liaison", {}),
    ("claimed", "plan", "liaison", PLAN),
    ("planned", "approve_plan", "staff", {}),
    ("in_progress", "report_done", "liaison", DONE),
    ("reported_done", "hand_in", "liaison", {"evidence_count": 3}),
    ("handed_in", "check_on_paper", "supervisor", {}),
    ("checked_on_paper", "check_on_site", "supervisor", RULED_OUT),
    ("checked_on_site", "write_off", "staff", {}),
)
"""Where an item is, and who gives it which event there, with what: the straight way."""
