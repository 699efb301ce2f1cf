"""The figures of rectification, by one definition for the summary, the lists and the figures (K16).

A further figure is a key of `rectification_figures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kernel.words import Text
from store.database import Transaction

RATE = Text(
    "整改率＝已销号 ÷ 全部整改事项；长期坚持（基本完成）、延期中、未完成和结转的都不计入分子。"
    "加权整改率以事项权重代替件数（未填权重的为 1）。",
    "Rate = written off ÷ all items; long-term (basically done), extended, unfinished and carried"
    " over never count as done. The weighted rate counts weights instead of items (1 where none is"
    " given).",
)
"""What the rate means; shown wherever it is."""

GROUP_OF_STATE: Mapping[str, str] = {
    "written_off": "done", "long_term": "basically_done", "extended": "extended",
}  # fmt: skip
"""State → the group in which an item is counted; every other state is not done."""
GROUPS = ("done", "basically_done", "extended", "not_done")

_ITEMS = (
    "SELECT c.state, d.finding, count(*) AS n, sum(COALESCE(d.weight, 1)) AS weight"
    " FROM cases c JOIN rectification_details d ON d.case_id = c.id"
    " WHERE c.kind = 'rectification' AND c.round_id = :round GROUP BY c.state, d.finding"
)
_EXTENDED = (
    "SELECT count(DISTINCT e.parent_id) AS n FROM cases e JOIN cases c ON c.id = e.parent_id"
    " WHERE e.kind = 'extension' AND e.state IN ('applied', 'expired')"
    " AND c.kind = 'rectification' AND c.round_id = :round"
)


def rectification_figures(tx: Transaction, round_id: int) -> dict[str, Any]:
    """Return what came of the rectification items of a round.

    Args:
        tx: The transaction.
        round_id: The round.

    Returns:
        `total` and the groups, which add up to it; `carried` of those not done; `found_failed`
        items by finding (K13); `ever_extended`; with items also `rate`, `weighted_rate` and what
        the rate means.
    """
    figures: dict[str, Any] = {"total": 0, **dict.fromkeys(GROUPS, 0), "carried": 0}
    weights = dict.fromkeys(("total", "done"), 0)
    failed: dict[str, int] = {}
    for row in tx.rows(_ITEMS, round=round_id):
        group = GROUP_OF_STATE.get(row["state"], "not_done")
        figures["total"] += row["n"]
        figures[group] += row["n"]
        weights["total"] += row["weight"]
        if group == "done":
            weights["done"] += row["weight"]
        if row["state"] == "carried":
            figures["carried"] += row["n"]
        if row["finding"] is not None:
            failed[row["finding"]] = failed.get(row["finding"], 0) + row["n"]
    figures["found_failed"] = failed
    figures["ever_extended"] = (tx.row(_EXTENDED, round=round_id) or {"n": 0})["n"]
    if figures["total"]:
        figures["rate"] = per_cent(figures["done"], figures["total"])
        figures["weighted_rate"] = per_cent(weights["done"], weights["total"])
        figures["rate_means"] = RATE.zh
    return figures


def per_cent(part: int, whole: int) -> float:
    """Return a share in per cent, to two places."""
    return round(100 * part / whole, 2) if whole else 0.0
