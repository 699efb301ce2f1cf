"""Figures of clues: what became of them, first acceptance, groups without any. Rows J12-J17.

A new one is a function here with `@figure`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from engine.clue_figures import ACCOUNT_NAMES, ACCOUNTS, OPEN_ACCOUNTS
from engine.figures.figure import Extent, Parts, Value, by_name, figure, per_cent
from kernel.words import Text
from rules.handover import PENALTIES
from states.clue import Handling, Result

_HANDED = ", ".join(f"'{state}'" for state in sorted(ACCOUNTS["handed_over"]))


@figure(
    "clues",
    Text("问题线索（件）", "Clues"),
    Text(
        "发现＝移交＋并案＋暂存＋不予移交＋直报＋转办＋未了结；质量退回的在未了结之内；"
        "未了结为零即账账相符",
        "Found = handed over + merged + parked + rejected + expressed + transferred + open; those"
        " returned for quality are among the open ones; nothing open is a balance",
    ),
    row="J12",
    parts={
        "found": Text("发现", "found"),
        **ACCOUNT_NAMES,
        "open": Text("未了结", "open"),
    },
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
    settled = 0
    for account, of in ACCOUNTS.items():
        n = sum(states.get(state, 0) for state in of)
        told[account] = n
        settled += 0 if account in OPEN_ACCOUNTS else n
    return {**told, "open": sum(states.values()) - settled}


_ON_THE_WAY = "on_the_way"


def _at_body(part: str, bodies: Mapping[str, str]) -> Text | None:
    """Name a part that is called after a receiving body and what became of its clues."""
    code, _, account = part.partition(".")
    what = {
        **ACCOUNT_NAMES,
        _ON_THE_WAY: Text("在途", "on the way"),
        "": Text("移交", "handed over"),
    }
    if code not in bodies or account not in what:
        return None
    return Text(f"{bodies[code]} {what[account].zh}", f"{bodies[code]} {what[account].en}")


@figure(
    "handover",
    Text("线索移交（件）", "Clues handed over"),
    Text(
        "曾移交＝现已移交＋移交后退回；补充、退回按次；其后按承办单位代码列移交、退回和在途",
        "Ever handed over = handed over now + returned since; supplements and returns counted;"
        " then by code of the receiving body: handed over, returned, on the way",
    ),
    row="J12",
    parts={
        "ever": Text("曾移交", "ever handed over"),
        "supplements": Text("补充", "supplements"),
        "returns": Text("退回", "returns"),
    },
    more=_at_body,
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
    account = next((name for name, of in ACCOUNTS.items() if state in of), _ON_THE_WAY)
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
    parts={one.value: one.label for one in Result},
    small_cells=True,
)
def clue_results(extent: Extent) -> Parts:
    """Count results by code."""
    return _counted(extent, "result")


@figure(
    "clue_handling",
    Text("线索办理方式（件）", "How clues are handled"),
    Text(
        "移交后按现行办理方式合计（谈话函询、初核、立案、组织处理等），过少的不显示",
        "By the present way of handling; small numbers hidden",
    ),
    row="J15",
    parts={one.value: one.label for one in Handling},
    small_cells=True,
)
def clue_handling(extent: Extent) -> Parts:
    """Count clues by how they are handled."""
    return _counted(extent, "handling")


def _counted(extent: Extent, column: str) -> Parts:
    return by_name(
        extent.rows(
            f"SELECT d.{column} AS name, count(*) AS n FROM cases c"  # noqa: S608 - a fixed name
            f" JOIN clue_details d ON d.case_id = c.id WHERE d.{column} IS NOT NULL"
            f" AND c.round_id IN ({{rounds}}) GROUP BY d.{column} ORDER BY d.{column}"
        )
    )


@figure(
    "clue_people",
    Text("线索处理人数（人）", "People dealt with"),
    Text(
        "承办单位报结果时填报的处分、诫勉、批评教育人数之和，只有合计，过少的不显示",
        "Sums of what receivers told: disciplined, admonished, criticised; small numbers hidden",
    ),
    row="J15",
    parts=dict(PENALTIES),
    small_cells=True,
)
def clue_people(extent: Extent) -> Parts:
    """Add up the people that were disciplined, admonished and criticised."""
    sums = ", ".join(f"CAST(sum(d.{name}) AS BIGINT) AS {name}" for name, _ in PENALTIES)
    [row] = extent.rows(
        f"SELECT {sums} FROM cases c JOIN clue_details d ON d.case_id = c.id"  # noqa: S608
        " WHERE c.round_id IN ({rounds})"
    )
    return {name: int(row[name] or 0) for name, _ in PENALTIES}


@figure(
    "zero_clue_groups",
    Text("尚无线索的巡察组", "Groups without a clue"),
    Text("仅供关注，不作为指标，不排名", "For attention only: no target, no ranking"),
    row="J17",
    attention=True,
    in_words=True,
)
def zero_clue_groups(extent: Extent) -> Value:
    """Name the groups that registered no clue."""
    rows = extent.rows(
        "SELECT g.name FROM groups g WHERE g.round_id IN ({rounds}) AND NOT EXISTS ("
        " SELECT 1 FROM cases c WHERE c.kind = 'clue' AND c.group_id = g.id) ORDER BY g.id"
    )
    return "、".join(row["name"] for row in rows)
