"""Figures of rectification and of extensions. Rows K16, H08 and §4.8.

A new one is a function here with `@figure`; what counts as done is told in
`engine/rectification_figures.py`.
"""

from __future__ import annotations

from collections import Counter

from engine.figures.figure import Extent, Parts, Value, figure, per_cent
from engine.rectification_figures import GROUPS, RATE, rectification_figures
from kernel.words import Text


@figure(
    "rectification", Text("整改事项（项）和整改率", "Rectification items and their rate"), RATE,
    row="K16",
)  # fmt: skip
def rectification(extent: Extent) -> Parts:
    """Add up the items of every round; partly done, extended and not done are kept apart."""
    sums: Counter[str] = Counter()
    for one in extent.rounds:
        found = rectification_figures(extent.tx, one)
        sums.update({name: found[name] for name in ("total", *GROUPS, "carried", "ever_extended")})
    told: dict[str, Value] = {name: sums[name] for name in ("total", *GROUPS, "carried")}
    told["rate"] = per_cent(sums["done"], sums["total"])
    told["ever_extended"] = sums["ever_extended"]
    told["extension_share"] = per_cent(sums["ever_extended"], sums["total"])
    return told


@figure(
    "extensions",
    Text("延期申请（件）", "Extensions"),
    Text(
        "申请数、批准数、未批准数、逾期后才申请的；批准的按所延事项类别分列",
        "Asked for, granted, rejected, asked for when late; granted ones by kind of case",
    ),
    row="§4.8",
)
def extensions(extent: Extent) -> Parts:
    """Count extensions by what became of them and by what they extended."""
    rows = extent.rows(
        "SELECT p.kind, e.state, d.asked_on, d.present_on FROM cases e"
        " JOIN extension_details d ON d.case_id = e.id JOIN cases p ON p.id = e.parent_id"
        " WHERE e.kind = 'extension' AND e.round_id IN ({rounds}) ORDER BY e.id"
    )
    granted = [row for row in rows if row["state"] in {"applied", "expired"}]
    told: dict[str, Value] = {
        "asked": len(rows),
        "granted": len(granted),
        "rejected": sum(row["state"] == "rejected" for row in rows),
        "late": sum(row["asked_on"] > row["present_on"] for row in rows),
    }
    kinds = Counter(row["kind"] for row in granted)
    return told | {f"granted_{kind}": n for kind, n in sorted(kinds.items())}
