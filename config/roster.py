"""Reads `roster.toml`: the taxonomy of skills, and what groups and the pool are held to.

A further demand is a line here, a field of `rules/roster_terms.py` and its rule.
"""

from __future__ import annotations

from config.reading import Sheet
from rules.roster_terms import Applies, RosterTerms
from states.inspector_words import Origin, Rank

_PERCENT = 100
_AGE = 99


def read_roster(sheet: Sheet) -> RosterTerms:
    """Return what the office asks of groups and of the pool (B02 to B06)."""
    applies = sheet.member("applies", Applies)
    named = sheet.table("skills")
    skills = {code: named.label(code) for code in named}
    named.close()
    group, leader = sheet.table("group"), sheet.table("leader")
    young, admission = sheet.table("young"), sheet.table("admission")
    terms = RosterTerms(
        applies=applies,
        skills=skills,
        group_skills=group.choices("skills", list(skills)),
        leader_ranks=leader.choices("ranks", [one.value for one in Rank]),
        leader_origins=leader.choices("origins", [one.value for one in Origin]),
        experienced_percent=group.whole("experienced_percent", 0, _PERCENT),
        young_percent=young.whole("percent", 0, _PERCENT),
        oldest=admission.whole("oldest", 0, _AGE),
    )
    for one in (group, leader, young, admission):
        one.source()
        one.close()
    sheet.close()
    return terms
