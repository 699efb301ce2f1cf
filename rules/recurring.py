"""The recurring duties of the office as a table, in the order in which those due together run.

When each comes round is policy (`config/routines.toml`), what is done is its module in
`engine/routines/`. A new duty is a line of `_TABLE`; the way is in `docs/howto/add-a-routine.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kernel.words import Text


@dataclass(frozen=True, slots=True)
class Duty:
    """What comes round."""

    name: str
    """Lower snake case, stored with each run; never renamed without a migration."""
    label: Text
    catch_up: bool = False
    """Whether each missed period is made up for, rather than the newest only."""
    played: bool = True
    """Whether it comes round in a simulation, too."""


_TABLE: tuple[Duty, ...] = (
    Duty("paper_sampling", Text("底稿抽检", "Sample of working papers")),
    Duty("provisional_dates", Text("重算暂定的到期日", "Recompute provisional dates")),
    Duty("calendar_horizon", Text("检查工作日历是否够用", "Look whether the calendar reaches")),
    Duty("daily_reports", Text("发起工作日报", "Ask for the daily reports"), catch_up=True),
    Duty("weekly_summary", Text("起草每周汇总", "Draft the weekly summary")),
    Duty("patrol_picks", Text("抽取巡回督查对象", "Draw the patrol visits")),
    Duty("duty_check", Text("值班时段检查", "Check of the duty hours")),
    Duty("gap_lists", Text("列查漏补缺清单", "List the gaps")),
    Duty("coverage_pace", Text("全覆盖进度检查", "Check of the pace of coverage")),
    Duty("clue_reconciliation", Text("线索对账", "Reconciliation of clues")),
    Duty("retention_review", Text("保管期满鉴定", "Review of files")),
    Duty("document_readers", Text("核对必读人员", "Count who has to read")),
    Duty("record_check", Text("核对审计记录", "Check the audit record"), played=False),
    Duty("daily_backup", Text("备份数据库", "Back the database up")),
    Duty("restore_drill", Text("演练从备份恢复", "Drill a restore")),
)

DUTIES: Mapping[str, Duty] = MappingProxyType({one.name: one for one in _TABLE})
"""Name → duty."""
