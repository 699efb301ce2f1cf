"""Effects of the checklist of an assignment: taking the newest versions, and checking marks.

A new one is one function here with `@effect`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_id_of
from kernel.words import Text
from rules.facts import Actor
from states.checklist import MARKS
from states.inputs import in_row
from store import checklists, papers


def fitting(work: Work, unit_id: int) -> list[int]:
    """Return the versions that a unit is checked by: the newest of each list that fits it."""
    kind = work.directory.units[unit_id].sort
    rows = work.tx.rows(checklists.FITTING, today=work.today, unit=unit_id)
    newest = {row["name"]: row for row in rows}
    return [
        row["id"]
        for row in newest.values()
        if not row["unit_types"] or kind in row["unit_types"].split(",")
    ]


def codes_of(work: Work, case: LoadedCase) -> set[str]:
    """Return the items that an assignment has to check."""
    taken = case.row["checklists"]
    return {row["code"] for row in work.tx.rows(checklists.codes_query(taken))} if taken else set()


@effect
def take_checklists(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Take the newest version of each list that fits the unit; an assignment keeps what it took."""
    del actor, inputs
    case.row["checklists"] = ",".join(str(one) for one in fitting(work, case.row["unit_id"]))
    case.row["checklist_items"] = len(codes_of(work, case))
    kept = {name: case.row[name] for name in ("checklists", "checklist_items")}
    case.changed.update(kept)
    return ()


@effect
def check_marks(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Take only marks of items that were taken, and only papers about this unit.

    Raises:
        InvalidInput: every row that leads nowhere.
    """
    del actor
    codes = codes_of(work, case)
    known = {row["id"] for row in work.tx.rows(papers.OF_UNIT, id=case.id)}
    mistakes: list[Text] = []
    for number, row in enumerate(inputs["marks"], start=1):
        if row["code"] not in codes:
            reason = Text(
                "本单位的检查清单里没有这一序号。", "no list of this unit has such an item."
            )
            mistakes.append(in_row(MARKS, number, reason))
        if row.get("paper") and _case_id(row["paper"]) not in known:
            reason = Text("本单位没有这个编号的底稿。", "there is no such paper about this unit.")
            mistakes.append(in_row(MARKS, number, reason))
    if mistakes:
        raise InvalidInput(*mistakes)
    return ()


def _case_id(number: str) -> int | None:
    try:
        return case_id_of(number)
    except NotFound:
        return None
