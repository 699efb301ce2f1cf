"""Figures of clues: what became of them, first acceptance, groups without any. Rows J12-J17.

A new one is a function here with `@figure`.
"""

from __future__ import annotations

from collections import Counter

from engine.clue_figures import ACCOUNTS
from engine.figures.figure import Extent, Parts, Value, by_name, figure, per_cent, suppressed
from kernel.words import Text

_HANDED = ", ".join(f"'{state}'" for state in sorted(ACCOUNTS["handed_over"]))


@figure(
    "clues",
    Text("问题线索（件）", "Clues"),
    Text(
        "发现＝移交＋并案＋退回＋暂存＋不予移交＋直报＋转办＋在办；在办为零即账账相符",
        "Found = handed over + merged + returned + parked + rejected + expressed + transferred"
        " + open; nothing open is a balance",
    ),
    row="J12",
    attention=True,
)
def clues(extent: Extent) -> Parts:
    """Count clues by account."""
    states = by_name(
        extent.rows(
            "SELECT state AS name, count(*) AS n FROM cases WHERE kind = 'clue'"
            " AND round_id IN ({rounds}) GROUP BY state"
        )
    )
    told: dict[str, Value] = {"found": sum(states.values())}
    counted = 0
    for account, of in ACCOUNTS.items():
        n = sum(states.get(state, 0) for state in of)
        told[account] = n
        counted += n
    return {**told, "open": sum(states.values()) - counted}


@figure(
    "handover",
    Text("线索移交（件）", "Clues handed over"),
    Text(
        "曾移交＝现已移交＋移交后退回；补充、退回按次；其后按承办单位代码列移交、退回和在途",
        "Ever handed over = handed over now + returned since; supplements and returns counted;"
        " then by code of the receiving body: handed over, returned, on the way",
    ),
    row="J12",
)
def handover(extent: Extent) -> Parts:
    """Count what was handed over, in all and by the body that receives it."""
    rows = extent.rows(
        "SELECT b.code, c.state, count(*) AS n, sum(COALESCE(d.supplements, 0)) AS supplements,"
        " sum(COALESCE(d.returns, 0)) AS returns,"
        " sum(CASE WHEN COALESCE(d.returns, 0) > 0 THEN 1 ELSE 0 END) AS returned FROM cases c"
        " JOIN clue_details d ON d.case_id = c.id LEFT JOIN bodies b ON b.id = c.body_id"
        " WHERE c.kind = 'clue' AND c.round_id IN ({rounds}) GROUP BY b.code, c.state"
        " ORDER BY b.code, c.state"
    )
    told: dict[str, Value] = {
        "ever": sum(
            int(row["n" if row["state"] in ACCOUNTS["handed_over"] else "returned"]) for row in rows
        ),
        "supplements": sum(int(row["supplements"]) for row in rows),
        "returns": sum(int(row["returns"]) for row in rows),
    }
    bodies: Counter[str] = Counter()
    for row in rows:
        if row["code"] is not None:
            bodies[row["code"] + _part_of(row["state"])] += int(row["n"])
    return told | dict(sorted(bodies.items()))


def _part_of(state: str) -> str:
    account = next((name for name, of in ACCOUNTS.items() if state in of), "on_the_way")
    return "" if account == "handed_over" else f".{account}"


@figure(
    "first_pass_rate",
    Text("线索一次移交合格率（%）", "Clues accepted at first (per cent)"),
    Text(
        "移交后从未因质量退回的线索 ÷ 曾移交的线索", "Never returned for quality ÷ ever handed over"
    ),
    row="J13",
)
def first_pass_rate(extent: Extent) -> Value:
    """Return the share of clues that were never returned."""
    sql = (
        "SELECT count(*) AS n FROM cases c JOIN clue_details d ON d.case_id = c.id"
        " WHERE c.round_id IN ({rounds})"
    )
    kept = extent.number(f"{sql} AND c.state IN ({_HANDED}) AND COALESCE(d.returns, 0) = 0")
    ever = extent.number(f"{sql} AND (c.state IN ({_HANDED}) OR COALESCE(d.returns, 0) > 0)")
    return per_cent(kept, ever)


@figure(
    "clue_results",
    Text("线索办理结果（件）", "Results of clues"),
    Text("按结果代码合计，过少的不显示；案情留在承办单位", "By result code; small numbers hidden"),
    row="J15",
)
def clue_results(extent: Extent) -> Parts:
    """Count results by code."""
    rows = extent.rows(
        "SELECT d.result AS name, count(*) AS n FROM cases c"
        " JOIN clue_details d ON d.case_id = c.id WHERE d.result IS NOT NULL"
        " AND c.round_id IN ({rounds}) GROUP BY d.result ORDER BY d.result"
    )
    return suppressed(by_name(rows), extent.policy.limit("small_cell"))


@figure(
    "zero_clue_groups",
    Text("尚无线索的巡察组", "Groups without a clue"),
    Text("仅供关注，不作为指标，不排名", "For attention only: no target, no ranking"),
    row="J17",
    attention=True,
)
def zero_clue_groups(extent: Extent) -> Value:
    """Name the groups that registered no clue."""
    rows = extent.rows(
        "SELECT g.name FROM groups g WHERE g.round_id IN ({rounds}) AND NOT EXISTS ("
        " SELECT 1 FROM cases c WHERE c.kind = 'clue' AND c.group_id = g.id) ORDER BY g.id"
    )
    return "、".join(row["name"] for row in rows)
