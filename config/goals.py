"""Reads `goals.toml`: the goal of each link of a round, and the states that belong to it.

Each state of a round but its last ones belongs to one link. A further key is a field of
`rules.goals.Goal`.
"""

from __future__ import annotations

from collections.abc import Mapping

from config.reading import Sheet
from rules.goals import Goal, Link
from states.round_words import FINAL, State

_STATES = tuple(one.value for one in State if one not in FINAL)


def read_goals(sheet: Sheet) -> Mapping[Link, Goal]:
    """Return the goals by link; what is wrong is noted on `sheet`."""
    found: dict[Link, Goal] = {}
    links: dict[str, list[Link]] = {state: [] for state in _STATES}
    for link in Link:
        one = sheet.table(link.value)
        states = one.choices("states", _STATES, required=True)
        found[link] = Goal(link, one.label(), one.label("aim"), states)
        one.source()
        one.text("row")
        one.close()
        for state in states:
            links[state].append(link)
    sheet.close()
    if set(Link) <= set(sheet):
        _check_states(sheet, links)
    return found


def _check_states(sheet: Sheet, links: Mapping[str, list[Link]]) -> None:
    for state, many in links.items():
        if len(many) != 1:
            sheet.wrong(
                "states",
                f"轮次状态 {state} 须恰好属于一个环节，现属于 {len(many)} 个；请调整。",
                f"the state {state} of a round belongs to {len(many)} links, not to one: adjust.",
            )
