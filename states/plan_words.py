"""What the plan of a term and the plan of a year share: their columns and small vocabularies.

A further column of a plan is one field of `PLAN_COLUMNS`; units are named by their codes.
"""

from __future__ import annotations

from kernel.words import Labelled
from states.assignment import Mode
from states.inputs import choice, number, rows, text

UNIVERSE_ROWS = rows(
    "units", "应巡单位", "Units to be inspected",
    (
        text("unit", "单位代码", "Code of the unit"),
        text("unit_type", "单位类别", "Type of unit"),
    ),
)  # fmt: skip
"""Which units of the directory belong to the term, each with the type it is counted under."""

TERM_ROWS = rows(
    "quotas", "分年度数量", "Numbers by year",
    (
        number("year", "年度", "Year", most=2199),
        text("unit_type", "单位类别", "Type of unit"),
        number("quota", "数量", "Number"),
    ),
)  # fmt: skip
"""How many units of which type fall to which year of the term (A04)."""

PLAN_ROWS = rows(
    "lines", "计划条目", "Lines of the plan",
    (
        text("line", "条目编号", "Number of the line"),
        text("unit_type", "单位类别", "Type of unit"),
        number("quota", "数量", "Number"),
        text("round", "轮次", "Round", required=False),
        choice("mode", "巡察方式", "Mode", Mode, required=False),
        text("units", "点名单位（代码，用逗号分开）", "Named units (codes)", required=False),
    ),
)  # fmt: skip
"""The year's quota by type of unit, and the units and rounds that are named already (A02)."""


class Ending(Labelled):
    """Why a unit is not inspected any more."""

    DISSOLVED = "dissolved", "撤销", "Dissolved"
    MERGED = "merged", "合并", "Merged"
    MOVED = "moved", "划出", "Moved to another office"
