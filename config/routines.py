"""Reads `routines.toml`: when each recurring duty of the office comes round.

A new routine is a line of `rules/recurring.py` and its table in the file; a new key of a table is
read here and is a field of `rules.policy.RoutineTerms`.
"""

from __future__ import annotations

from collections.abc import Collection

from config.reading import Sheet
from rules.policy import RoutineTerms
from rules.recurring import DUTIES
from rules.routines import Rhythm, When


def read_routines(sheet: Sheet, known: Collection[str] = tuple(DUTIES)) -> dict[str, RoutineTerms]:
    """Return when each routine comes round; what is wrong is noted on `sheet`.

    Args:
        sheet: The whole file.
        known: The names of the routines there are; each has its table.
    """
    found: dict[str, RoutineTerms] = {}
    for name in sheet:
        if name not in known:
            sheet.wrong(
                name,
                f"没有这项例行工作；请删去，或改为以下之一：{'、'.join(known)}。",
                f"no routine has this name: delete it, or take one of {', '.join(known)}.",
            )
            continue
        one = sheet.table(name)
        when = When(one.member("every", Rhythm), one.hour("at"))
        found[name] = RoutineTerms(when, one.source(), one.text("row"))
        one.close()
    for name in known:
        if name not in found:
            sheet.wrong(
                name,
                "缺少这项例行工作的时间；请从程序自带的文件里抄回这一段。",
                "the office does this routinely: copy it back from the shipped file.",
            )
    return found
