"""Reads `modes.toml`: the template of each mode of inspection.

A new mode is a member of `states.assignment_words.Mode` and its table; a new key is read here.
"""

from __future__ import annotations

from collections.abc import Collection

from config.reading import Sheet
from rules.modes import ModeTerms
from states.assignment_words import Mode
from states.meetings import MeetingKind

_LONGEST = 366


def read_modes(sheet: Sheet, deadlines: Collection[str]) -> dict[str, ModeTerms]:
    """Return the template of every mode; what is wrong is noted on `sheet`.

    Args:
        sheet: The whole file.
        deadlines: The limits there are.
    """
    found: dict[str, ModeTerms] = {}
    names = tuple(deadlines)
    for mode in Mode:
        one = sheet.table(mode.value)
        types = one.table("by_type")
        found[mode.value] = ModeTerms(
            one.whole("days", 1, _LONGEST),
            one.choice("shortest", names),
            {kind: types.choice(kind, names) for kind in types},
            one.yes_no("counts"),
            one.choices("meetings", [kind.value for kind in MeetingKind]),
        )
        one.source()
        one.text("row")
        types.close()
        one.close()
    sheet.close()
    return found
