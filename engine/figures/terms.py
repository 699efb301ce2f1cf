"""Figures told of terms: rounds and coverage (A01, A02), from `engine/term_coverage.py`.

A new one is a function here with `@figure`.
"""

from __future__ import annotations

from engine.figures.figure import Extent, Parts, figure
from engine.term_coverage import DEFINITIONS
from kernel.words import Text

_MEANS = Text(
    "；".join(one.zh for one in DEFINITIONS.values()),
    "; ".join(one.en for one in DEFINITIONS.values()),
)

_PARTS = {
    "universe": Text("应巡", "universe"), "done": Text("已巡", "done"),
    "on_site": Text("在巡", "on site"), "planned": Text("已安排", "planned"),
    "left": Text("未安排", "left"), "extended": Text("其中延伸", "extended to"),
    "done_share": Text("完成率（%）", "done (%)"),
    "elapsed_share": Text("时间进度（%）", "time elapsed (%)"),
}  # fmt: skip


@figure(
    "rounds", Text("轮次（个）", "Rounds"), Text("本届内开始的轮次", "Rounds begun in the term"),
    row="I10", of_terms=True,
)  # fmt: skip
def rounds(extent: Extent) -> int:
    """Count the rounds."""
    return len(extent.rounds)


@figure("coverage", Text("巡察覆盖", "Coverage"), _MEANS, row="A01", of_terms=True, parts=_PARTS)
def coverage(extent: Extent) -> Parts:
    """Return where the term stands."""
    seen = extent.coverage
    if seen is None:
        return {}
    total = seen.total
    return {
        "universe": total.universe, "done": total.done, "on_site": total.on_site,
        "planned": total.planned, "left": total.left, "extended": total.extended,
        "done_share": seen.pace.done_share, "elapsed_share": seen.pace.elapsed_share,
    }  # fmt: skip
