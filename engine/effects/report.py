"""Effects of a report: it is compared with earlier ones and with what was approved.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from engine.commands import FollowUp, Open
from engine.contents import content_of, elsewhere
from engine.effects.registry import Asked, effect
from engine.lines import lines_of
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import Refused
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Actor
from rules.report_items import DECISIONS, REPORT, Decision, Version, decisions, latest, versions

_TEXT = "inspection_report"


@effect
def compare_with_earlier(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Point out a report that is like one of another unit or an earlier round (H15).

    Raises:
        Refused: it is more alike than policy allows at all.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where reports are compared

    del actor
    policy = work.office.policy
    alert = policy.limit("report_likeness_alert")
    text = content_of(work, case, inputs[_TEXT])
    if len(text) < policy.limit("report_likeness_length"):
        return ()
    others = elsewhere(work, case, _TEXT)
    found = process.extractOne(text, list(others), scorer=fuzz.ratio, score_cutoff=alert)
    if found is None:
        return ()
    likeness, like = round(found[1]), case_number(others[found[0]])
    if likeness > policy.limit("report_likeness_block"):
        raise Refused(
            Text(
                f"本报告与事项 {like} 的报告相似度为 {likeness}%，超过本办上限，请如实重写。",
                f"The report is {likeness}% like that of case {like}, above the office's limit.",
            )
        )
    return (FollowUp(case.id, "note_likeness", {"likeness": likeness, "like": like}),)


def _lines(work: Work, case: LoadedCase) -> dict[str, Any]:
    return {book: lines_of(work.tx, case.id, book) for book in (REPORT, DECISIONS)}


@effect
def approve_version(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Keep which version was approved, and open the clues that its items became (I03, I11)."""
    del actor
    lines = _lines(work, case)
    version = latest(lines)
    if version is None:
        return ()
    case.keep(approved_version=version.seq)
    return _clues(case, version, lines, inputs)


def _clues(
    case: LoadedCase, version: Version, lines: dict[str, Any], inputs: Mapping[str, Any]
) -> Asked:
    decided = decisions(lines, version, inputs)
    given = [*(line.values for line in lines[DECISIONS]), *inputs.get("decisions", ())]
    kinds = {one["item"]: one["clue_kind"] for one in given if one.get("clue_kind")}
    return tuple(
        Open(
            "clue", 0, {"clue_kind": kinds.get(one["n"], "other"), "summary": one["title"]},
            case.id,
        )
        for one in version.items
        if decided.get(one["n"]) == Decision.TO_CLUE
    )  # fmt: skip


@effect
def compare_with_approved(
    work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]
) -> Asked:
    """Compute and keep what a version after approval changes in the text (I11)."""
    del actor
    approved = next(
        (
            one
            for one in versions({REPORT: lines_of(work.tx, case.id, REPORT)})
            if one.seq == case.row["approved_version"]
        ),
        None,
    )
    if approved is None:
        return ()
    old = content_of(work, case, approved.common[_TEXT])
    new = content_of(work, case, inputs[_TEXT])
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm=""))
    found = {
        "lines_added": sum(one.startswith("+") and not one.startswith("+++") for one in lines),
        "lines_removed": sum(one.startswith("-") and not one.startswith("---") for one in lines),
    }
    text = {"difference": "\n".join(lines)} if lines else {}
    return (FollowUp(case.id, "record_difference", {**found, **text}),)
