"""Figures of rectification and of extensions. Rows K16, H08 and §4.8.

A new one is a function here with `@figure`; what counts as done is told in
`engine/rectification_figures.py`.
"""

from __future__ import annotations

from collections import Counter

from engine.figures.figure import Extent, Parts, Value, by_name, figure, per_cent
from engine.rectification_figures import GROUPS, RATE, rectification_figures
from kernel.words import Text
from states.catalogue import NEWEST
from states.extension import EXTENSION
from states.rectification import Finding

_PARTS = {
    "total": Text("全部", "in all"), "done": Text("已销号", "written off"),
    "basically_done": Text("基本完成（长期坚持）", "basically done (long-term)"),
    "extended": Text("延期中", "extended"), "not_done": Text("未完成", "not done"),
    "carried": Text("其中结转", "of those carried over"), "rate": Text("整改率（%）", "rate (%)"),
    "ever_extended": Text("曾延期", "ever extended"),
    "extension_share": Text("曾延期占比（%）", "share ever extended (%)"),
}  # fmt: skip
_EXTENSION_PARTS = {
    "asked": Text("申请", "asked for"), "granted": Text("批准", "granted"),
    "granted_partly": Text("其中部分批准", "of those in part"),
    "rejected": Text("未批准", "rejected"), "withdrawn": Text("撤回", "withdrawn"),
    "pending": Text("待定", "pending"), "late": Text("逾期才申请", "asked for when late"),
    "granted_share": Text("批准率（%）", "granted share (%)"),
    **{
        f"{name}_{kind}": Text(f"{zh}：{NEWEST[kind].label.zh}", f"{en}: {NEWEST[kind].label.en}")
        for name, zh, en in (("asked", "申请", "asked for"), ("granted", "批准", "granted"))
        for kind in EXTENSION.parent
    },
}  # fmt: skip
_FAILED_PARTS = {
    "returned": Text("核查退回过", "returned by a check"),
    "found_failed": Text("认定整改不力或虚假", "found poor or false"),
    "accountability_proposed": Text("提出问责建议", "accountability proposed"),
    "accountability_carried_out": Text("其中已执行", "of those carried out"),
    "reopened": Text("重新启动过", "re-opened"),
    **{f"found_{one.value}": one.label for one in Finding},
}  # fmt: skip
_EVER_RETURNED = (
    "SELECT count(DISTINCT c.id) AS n FROM cases c JOIN entries e ON e.case_id = c.id"
    " WHERE c.kind = 'rectification' AND e.body LIKE :returned"
    " AND c.round_id IN ({rounds})"
)


@figure(
    "rectification", Text("整改事项（项）和整改率", "Rectification items and their rate"), RATE,
    row="K16", parts=_PARTS,
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
        "申请、批准（其中部分批准）、未批准、撤回、待定、逾期后才申请的；申请和批准按所延事项类别分列；"
        "批准率＝批准÷（批准＋未批准）",
        "Asked for, granted (of them in part), rejected, withdrawn, pending, asked for when late;"
        " asked and granted by kind of case; granted share = granted ÷ (granted + rejected)",
    ),
    row="§4.8",
    parts=_EXTENSION_PARTS,
)
def extensions(extent: Extent) -> Parts:
    """Count extensions by what became of them and by what they extended."""
    rows = extent.rows(
        "SELECT p.kind, e.state, d.asked_on, d.present_on, d.requested_on, d.granted_on"
        " FROM cases e"
        " JOIN extension_details d ON d.case_id = e.id JOIN cases p ON p.id = e.parent_id"
        " WHERE e.kind = 'extension' AND e.round_id IN ({rounds}) ORDER BY e.id"
    )
    granted = [row for row in rows if row["state"] in {"applied", "expired"}]
    states = Counter(row["state"] for row in rows)
    told: dict[str, Value] = {
        "asked": len(rows),
        "granted": len(granted),
        "granted_partly": sum(row["granted_on"] < row["requested_on"] for row in granted),
        "rejected": states["rejected"],
        "withdrawn": states["withdrawn"],
        "pending": len(rows) - len(granted) - states["rejected"] - states["withdrawn"],
        "late": sum(row["asked_on"] > row["present_on"] for row in rows),
        "granted_share": per_cent(len(granted), len(granted) + states["rejected"]),
    }
    for name, counted in (("asked", rows), ("granted", granted)):
        kinds = Counter(row["kind"] for row in counted)
        told |= {f"{name}_{kind}": n for kind, n in sorted(kinds.items())}
    return told


@figure(
    "failed_rectification",
    Text("整改不力、虚假和反弹（项）", "Failed rectification"),
    Text(
        "核查退回过的、认定过整改不力或虚假的（按结论）、提出问责建议的和其中已执行的、重新启动过的",
        "Items ever returned by a check, ever found poor or false (by finding), with accountability"
        " proposed and carried out, and ever re-opened",
    ),
    row="K13",
    parts=_FAILED_PARTS,
)
def failed_rectification(extent: Extent) -> Parts:
    """Count items by how their rectification failed; one item may count in several parts."""
    found = by_name(
        extent.rows(
            "SELECT d.finding AS name, count(*) AS n FROM cases c"
            " JOIN rectification_details d ON d.case_id = c.id WHERE d.finding IS NOT NULL"
            " AND c.round_id IN ({rounds}) GROUP BY d.finding ORDER BY d.finding"
        )
    )
    proposed = by_name(
        extent.rows(
            "SELECT a.state AS name, count(*) AS n FROM cases a JOIN cases c ON c.id = a.parent_id"
            " WHERE a.kind = 'accountability' AND c.kind = 'rectification'"
            " AND a.round_id IN ({rounds}) GROUP BY a.state"
        )
    )
    told: dict[str, Value] = {
        "returned": extent.number(_EVER_RETURNED, returned='%"event":"return_item"%'),
        "found_failed": sum(found.values()),
        "accountability_proposed": sum(proposed.values()),
        "accountability_carried_out": proposed.get("carried_out", 0) + proposed.get("settled", 0),
        "reopened": extent.number(
            "SELECT count(*) AS n FROM cases c JOIN rectification_details d ON d.case_id = c.id"
            " WHERE d.reopened_until IS NOT NULL AND c.round_id IN ({rounds})"
        ),
    }
    return told | {f"found_{finding}": n for finding, n in found.items()}
