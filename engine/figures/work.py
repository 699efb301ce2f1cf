"""Figures of the work: units, activities, problems, letters. Rows A02, E01, F01, I10.

A new one is a function here with `@figure`.
"""

from __future__ import annotations

from engine.figures.figure import Extent, Parts, Value, by_name, figure
from kernel.words import Text
from rules.petitions import Channel

_VOLUMES = (
    ("talks", Text("个别谈话（人次）", "Interviews")),
    ("questionnaires", Text("问卷（份）", "Questionnaires")),
    ("documents", Text("调阅资料（份）", "Documents")),
    ("reports_heard", Text("听取汇报（次）", "Reports heard")),
    ("visits", Text("走访调研（次）", "Visits")),
)


@figure(
    "units",
    Text("被巡察单位（个）", "Units inspected"),
    Text(
        "未取消的巡察任务所涉单位，同一单位只计一次",
        "Units of assignments not cancelled, each once",
    ),
    row="A02",
)
def units(extent: Extent) -> Value:
    """Count the units."""
    return extent.number(
        "SELECT count(DISTINCT unit_id) AS n FROM cases WHERE kind = 'assignment'"
        " AND state <> 'cancelled' AND round_id IN ({rounds})"
    )


@figure(
    "activities",
    Text("工作量", "Volumes of work"),
    Text("各巡察任务登记的数量之和", "Sums of what was recorded on the assignments"),
    row="E01",
    parts=dict(_VOLUMES),
)
def activities(extent: Extent) -> Parts:
    """Add up what groups recorded on site."""
    sums = ", ".join(f"CAST(sum(d.{name}) AS BIGINT) AS {name}" for name, _ in _VOLUMES)
    [row] = extent.rows(
        f"SELECT {sums} FROM cases c JOIN assignment_details d ON d.case_id = c.id"  # noqa: S608
        " WHERE c.round_id IN ({rounds})"
    )
    return {name: int(row[name] or 0) for name, _ in _VOLUMES}


@figure(
    "problems",
    Text("发现问题（个）", "Problems found"),
    Text(
        "写入报告的问题底稿数，一事一底稿；不是考核指标",
        "Working papers in reports; never a target",
    ),
    row="I10",
    attention=True,
)
def problems(extent: Extent) -> Value:
    """Count the problems: each rests on one paper."""
    return extent.number(
        "SELECT count(*) AS n FROM cases WHERE kind = 'working_paper' AND round_id IN ({rounds})"
        " AND state IN ('in_report', 'office_filed', 'sampled', 'closed')"
    )


@figure(
    "letters",
    Text("信访件（件）", "Letters, calls and visits"),
    Text(
        "已收到的来信、来电、来访，按渠道；过少的不显示",
        "Received, by channel; small numbers hidden",
    ),
    row="F01",
    parts={one.value: one.label for one in Channel},
    small_cells=True,
)
def letters(extent: Extent) -> Parts:
    """Count letters by their channel."""
    rows = extent.rows(
        "SELECT d.channel AS name, count(*) AS n FROM cases c"
        " JOIN letter_details d ON d.case_id = c.id WHERE c.round_id IN ({rounds})"
        " GROUP BY d.channel ORDER BY d.channel"
    )
    return by_name(rows)
