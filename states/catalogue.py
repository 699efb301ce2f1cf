"""Every life cycle by kind and version; a new life cycle is its file and one line here.

A life cycle is loaded when it is first asked for: one command moves one kind of case, and a process
that lives on has soon met them all. Tests load every one, and so does whoever goes through them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pkgutil import resolve_name
from typing import Any, TypeVar

from states.definition import LifeCycle

AnyLifeCycle = LifeCycle[Any, Any]
K = TypeVar("K")

_TABLE: Mapping[tuple[str, int], str] = {
    ("register", 1): "states.register:REGISTER",
    ("term", 1): "states.term:TERM",
    ("annual_plan", 1): "states.annual_plan:ANNUAL_PLAN",
    ("campaign", 1): "states.campaign:CAMPAIGN",
    ("round", 1): "states.round:ROUND",
    ("assignment", 1): "states.assignment:ASSIGNMENT",
    ("clue", 1): "states.clue:CLUE",
    ("rectification", 1): "states.rectification:RECTIFICATION",
    ("extension", 1): "states.extension:EXTENSION",
    ("action_item", 1): "states.action_item:ACTION_ITEM",
    ("working_paper", 1): "states.working_paper:WORKING_PAPER",
    ("material_request", 1): "states.material_request:MATERIAL_REQUEST",
    ("incident", 1): "states.incident:INCIDENT",
    ("inspector", 1): "states.inspector:INSPECTOR",
    ("secondment", 1): "states.secondment:SECONDMENT",
    ("appraisal", 1): "states.appraisal:APPRAISAL",
    ("express_report", 1): "states.express_report:EXPRESS_REPORT",
    ("assistance_request", 1): "states.assistance_request:ASSISTANCE_REQUEST",
    ("immediate_rectification", 1): "states.immediate_rectification:IMMEDIATE_RECTIFICATION",
    ("consultation", 1): "states.consultation:CONSULTATION",
    ("accountability", 1): "states.accountability:ACCOUNTABILITY",
    ("follow_up", 1): "states.follow_up:FOLLOW_UP",
    ("rectification_report", 1): "states.rectification_report:RECTIFICATION_REPORT",
    ("group_survey", 1): "states.group_survey:GROUP_SURVEY",
    ("look_back", 1): "states.look_back:LOOK_BACK",
    ("look_back_check", 1): "states.look_back:LOOK_BACK_CHECK",
    ("letter", 1): "states.letter:LETTER",
    ("reconciliation", 1): "states.reconciliation:RECONCILIATION",
    ("recommendation", 1): "states.recommendation:RECOMMENDATION",
    ("archive_file", 1): "states.archive_file:ARCHIVE_FILE",
    ("clearing", 1): "states.clearing:CLEARING",
    ("group_complaint", 1): "states.group_complaint:GROUP_COMPLAINT",
    ("improvement", 1): "states.improvement:IMPROVEMENT",
    ("publication", 1): "states.publication:PUBLICATION",
    ("retrospective", 1): "states.retrospective:RETROSPECTIVE",
    ("daily_report", 1): "states.daily_report:DAILY_REPORT",
    ("weekly_summary", 1): "states.weekly_summary:WEEKLY_SUMMARY",
    ("patrol_visit", 1): "states.patrol_visit:PATROL_VISIT",
    ("issue", 1): "states.issue:ISSUE",
    ("library_document", 1): "states.library_document:LIBRARY_DOCUMENT",
}
"""(kind, version) → where it stands: the module, and its name there."""


class Catalogue(Mapping[K, AnyLifeCycle]):
    """Life cycles by a key; each is loaded when it is first asked for.

    Args:
        places: Key → where the life cycle stands.
    """

    def __init__(self, places: Mapping[K, str]) -> None:
        self._places = places
        self._loaded: dict[K, AnyLifeCycle] = {}

    def __getitem__(self, key: K) -> AnyLifeCycle:
        """Return the life cycle filed under `key`."""
        found = self._loaded.get(key)
        if found is None:
            found = self._loaded[key] = resolve_name(self._places[key])
        return found

    def __contains__(self, key: object) -> bool:
        """Say whether there is such a life cycle, without loading it."""
        return key in self._places

    def __iter__(self) -> Iterator[K]:
        """Go through the keys in the order of the table."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)


LIFE_CYCLES = Catalogue(_TABLE)
"""(kind, version) → life cycle: running cases keep the version they were opened with."""

NEWEST = Catalogue({at[0]: _TABLE[at] for at in sorted(_TABLE, key=lambda at: at[1])})
"""Kind → the version new cases are opened with."""
