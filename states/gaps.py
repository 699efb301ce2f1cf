"""What is asked about the gap list 查漏补缺清单 of an assignment (H16).

The events are lines of `states/assignment.py`; a further column is a field here.
"""

from __future__ import annotations

from dataclasses import replace

from rules.gaps import GapKind
from states.inputs import REASON, choice, number, rows, text

# fmt: off
LISTED = (
    rows("gaps", "查漏补缺清单", "Gaps", columns=(
        choice("gap_kind", "类别", "Kind", GapKind),
        text("what", "情况", "What is missing"),
    )),
)
_WHICH = replace(number("gap", "序号（留空为全部）", "Line (empty: all)", required=False),
                 stored=False)
SETTLED = (_WHICH, text("how", "补齐情况", "How it was settled", stored=False))
ACCEPTED = (_WHICH, REASON)
# fmt: on
