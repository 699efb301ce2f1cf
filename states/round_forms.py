"""What is asked for about a round and the upper level: filing a plan, taking in its matters.

A further form that a round takes in is one more tuple here.
"""

from __future__ import annotations

from states.inputs import day, rows, text

# fmt: off
FILING = (
    day("filed_up_on", "报送日期", "Filed on", today=True),
    text("filing_receipt", "备案回执编号", "Receipt", required=False),
)
UPPER = (
    text("joint_with", "与哪级巡视巡察机构联动", "Joint with", required=False),
    rows("matters", "上级交办或移交的事项", "Matters of the upper level",
         (text("matter", "事项", "Matter"), text("reference", "文号", "Reference", required=False),
          day("due_on", "时限", "Due on", required=False)), required=False),
)
NEXT = (
    text("next_plan_line", "部署的下一轮（年度计划条目，如 2026/3）", "The next round (plan line)"),
)
"""Which round the committee deploys as it hears this one (I05)."""
# fmt: on
