"""What a sheet of people says for the talent pool: its columns, their check, and taking them in.

A person with a profile is nominated (or their record revised); vetting and admission stay with the
office. A further column is one line in `PROFILE_COLUMNS` and one field of the life cycle.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.commands import Open
from engine.inception import open_in
from engine.people_mistakes import note
from engine.people_sheet import PROFILE_COLUMNS, Line
from engine.take import take
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.facts import Actor
from rules.roster_terms import RosterTerms
from states.inspector import INSPECTOR

_FIELDS = {one.name: one for one in INSPECTOR.details}
_NAMES = tuple(one.name for one in PROFILE_COLUMNS)
_KNOWN = (
    "SELECT c.id, c.state, d.* FROM cases c JOIN inspector_details d ON d.case_id = c.id"
    " WHERE d.person_id = :person AND c.state NOT IN ('retired', 'rejected')"
)
_REVISABLE = frozenset({"nominated", "vetted", "in_pool"})


def check_profile(
    terms: RosterTerms, line: Line, values: Mapping[str, str], mistakes: list[Text]
) -> dict[str, Any]:
    """Return what a line says for the pool, empty where it says nothing, and note its mistakes."""
    given = {name: values[name] for name in _NAMES if values.get(name)}
    profile: dict[str, Any] = {}
    for name in _NAMES if given else ():
        field = _FIELDS[name]
        if name not in given:
            if field.required:
                note(mistakes, line.mistake(name, "入库人员必填。", "is required for the pool."))
            continue
        try:
            profile[name] = field.parse(given[name])
        except InvalidInput as error:
            why = error.reasons[0]
            note(mistakes, line.mistake(name, why.zh, why.en))
    unknown = sorted(terms.skill_codes(given.get("skills")) - terms.skills.keys())
    if unknown:
        listed = "、".join(unknown)
        note(mistakes, line.mistake("skills", f"不认识：{listed}。", f"unknown: {listed}."))
    return profile


def take_profile(work: Work, actor: Actor, person: int, profile: dict[str, Any]) -> bool:
    """Nominate a person for the pool, or revise their record; say whether anything changed."""
    known = work.tx.row(_KNOWN, person=person)
    if known is None:
        details = {"person_id": person, **profile}
        open_in(work, Open("inspector", actor.person_id, details, None, actor.acting_for))
        return True
    changed = {name: value for name, value in profile.items() if known[name] != value}
    if not changed or known["state"] not in _REVISABLE:
        return False
    take(work, work.load(known["id"]), "revise", actor, changed)
    return True
