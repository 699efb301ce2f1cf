"""What stands beside the forms of a case: its story, its children, books, notices, references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.books import list_books
from engine.case_choices import choices
from engine.case_list import Wanted, page_of_cases
from engine.case_notices import notices_of
from engine.openable import openable
from engine.queries import CaseSheet, history
from engine.wording import WHAT, details_of, fields_of
from kernel.ids import case_number
from kernel.words import Text
from notifications.catalogue import NOTICES
from states.catalogue import NEWEST
from states.clue import CLUE
from states.field_types import FieldType
from states.inputs import Field
from web.dates import day_words
from web.forms import Option
from web.visit import Visit

_ENTRIES = 40
_CHILDREN = 12
"""So many children of a kind are named one by one; of more there is only the list."""
_AMONG = 50
_PAPERS = (
    ("print", Text("事项单", "Case sheet"), ""),
    ("handover-sheet", Text("交接单", "Handover sheet"), CLUE.kind),
)
"""Path of a paper in `web/pages/paper.py`, what its link says, and the only kind that has it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is told."""

    seq: int
    at: datetime
    who: str
    stands_for: str
    what: str
    """The code of what it records."""
    title: str
    was: Text | None
    """The state before, where it changed."""
    state: Text
    facts: tuple[str, ...]
    texts: tuple[tuple[Text, str], ...]
    """Texts that are kept apart: label, and the address that opens it."""


@dataclass(frozen=True, slots=True)
class Account:
    """One page of the story of a case, the newest entry first."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int


def account_of(visit: Visit, case_id: int, page: int) -> Account:
    """Return one page of what happened to a case, in words."""
    told = history(visit.office, case_id, visit.person_id, visit.acting_for)
    pages = max(1, -(-len(told) // _ENTRIES))
    shown = min(max(page, 1), pages)
    newest = told[::-1][(shown - 1) * _ENTRIES : shown * _ENTRIES]
    return Account(tuple(_told(visit, one) for one in newest), len(told), shown, pages)


def _told(visit: Visit, entry: Mapping[str, Any]) -> Entry:
    cycle, teller = NEWEST[entry["kind"]], visit.teller
    labels = {one.value: one.label for one in cycle.events}
    what = WHAT[entry["what"]].say(visit.language) if entry["what"] in WHAT else entry["what"]
    event = labels.get(entry.get("event", ""))
    if event is not None:
        said = event.say(visit.language)
        what = said if entry["what"] == "move" else f"{what}{visit.word('：', ': ')}{said}"
    elif entry["what"] == "timer":
        what = f"{what}{visit.word('：', ': ')}{teller.deadline(entry['deadline'])}"
    fields = fields_of(cycle, entry.get("event", ""))
    path = f"/cases/{case_number(entry['case'])}/texts/{entry['seq']}"
    texts = tuple(
        (fields[name].label, visit.to(f"{path}/{name}"))
        for name in entry.get("inputs") or {}
        if name in fields and fields[name].of is FieldType.CONTENT
    )
    was = entry.get("was")
    return Entry(
        entry["seq"], datetime.fromisoformat(entry["at"]),
        teller.person(entry["by"]) if entry["by"] else visit.word("系统", "the clock"),
        teller.person(entry["for"]) if entry.get("for") else "", entry["what"], what,
        cycle.state(was).label if was and was != entry["state"] else None,
        cycle.state(entry["state"]).label,
        tuple(line for line in teller.facts(cycle, entry).split("\n") if line), texts,
    )  # fmt: skip


def sides_of(visit: Visit, case: CaseSheet) -> dict[str, Any]:
    """Return what stands beside the forms of a case, for the template."""
    who, acting_for = visit.person_id, visit.acting_for
    may_open = openable(visit.office, who, parent_id=case.id, acting_for=acting_for)
    notices, notices_total = notices_of(visit.office, case.id, who, acting_for)
    kinds = _children(visit, case.id)
    shown = (one.number for _, _, many in kinds for one in many)
    return {
        "details": [
            (
                field.label,
                day_words(value, visit.language)
                if isinstance(value, date)
                else visit.teller.value(field, value),
            )
            for field, value in details_of(case)
        ],
        "places": _places(visit, case),
        "papers": [
            (label, visit.to(f"/cases/{case_number(case.id)}/{path}"))
            for path, label, kind in _PAPERS
            if kind in {"", case.cycle.kind}
        ],
        "grade": case.grade.label,
        "own_grade": case.own_grade.label,
        "may_open": [one for one in may_open if one.kind != "extension"],
        "may_extend": any(one.kind == "extension" for one in may_open),
        "children": kinds,
        "live": " ".join([case_number(case.id), *shown]),
        "books": list_books(visit.office, case.id, who, acting_for),
        "notices": notices,
        "notices_total": notices_total,
        "notice_labels": {name: one.label for name, one in NOTICES.items()},
    }  # fmt: skip


def _children(visit: Visit, case_id: int) -> list[tuple[Any, int, tuple[Any, ...]]]:
    """Return the children by kind: the kind, how many, and the newest where they are few."""
    who, acting_for = visit.person_id, visit.acting_for
    counted = choices(visit.office, who, parent_id=case_id, acting_for=acting_for).kinds
    few = [kind for kind, many in counted.items() if many <= _CHILDREN]
    lines = [
        one
        for kind in few
        for one in page_of_cases(
            visit.office, who, Wanted(kind=kind, parent_id=case_id), acting_for=acting_for
        ).lines
    ]
    return [
        (NEWEST[kind], many, tuple(one for one in lines if one.kind == kind))
        for kind, many in sorted(counted.items())
    ]


def _places(visit: Visit, case: CaseSheet) -> list[tuple[Text, str]]:
    row, known = case.row, visit.directory
    found = (
        (Text("巡察组", "Group"), known.groups.get(row["group_id"] or 0)),
        (Text("单位", "Unit"), known.units.get(row["unit_id"] or 0)),
        (Text("承办单位", "Receiving body"), known.bodies.get(row["body_id"] or 0)),
    )
    return [(label, one.name) for label, one in found if one is not None]


def near_cases(
    visit: Visit, asks: Iterable[Field], round_id: int | None, group_id: int | None
) -> dict[str, tuple[Option, ...]]:
    """Return, for fields that name another case, the ones near by that the person may see."""
    found: dict[str, tuple[Option, ...]] = {}
    for field in asks:
        if field.of is FieldType.CASE:
            lines = [
                one
                for kind in field.kinds
                for one in page_of_cases(
                    visit.office, visit.person_id,
                    Wanted(kind=kind, round_id=round_id, group_id=group_id),
                    acting_for=visit.acting_for,
                ).lines
            ]  # fmt: skip
            found[field.name] = tuple(
                (one.number, f"{visit.say(one.kind_label)} {visit.say(one.state_label)} {one.unit}")
                for one in lines[:_AMONG]
            )
    return found
