"""Checklists: importing a version, reading lists and items, and what an assignment takes.

A list is imported from a spreadsheet, all of it or nothing; a further column is a field of
`ITEM_COLUMNS` and a column of `checklist_items`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.commands import Outcome
from engine.directory import Directory
from engine.lines import lines_of
from engine.office import Office
from engine.register import register_id
from engine.registrar import registrar
from engine.sheets import read_table
from engine.take import take
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from kernel.canonical import canonical, digest
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from rules.posts import GROUP_POSTS, OFFICE, Post
from states.checklist import ITEM_COLUMNS
from states.inputs import read_inputs
from store import checklists, moves
from store.database import Row

_READERS = frozenset({*GROUP_POSTS, *OFFICE, Post.LG_LEADER, Post.LG_MEMBER})
_LONGEST = {"code": 32, "area": 100}


@dataclass(frozen=True, slots=True)
class NewList:
    """A version to be imported."""

    name: str
    effective_from: date
    unit_types: tuple[str, ...] = ()
    """Kinds of units it is for; empty for all."""
    unit_id: int | None = None
    """The one unit it is for."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One version in the list of lists."""

    id: int
    name: str
    version: int
    unit_types: str
    unit: str
    effective_from: date
    items: int
    digest: str


def import_list(
    office: Office, wanted: NewList, path: Path, person_id: int, acting_for: int | None = None
) -> tuple[int, int]:
    """Take in the list at `path` as the next version of its name.

    Returns:
        The version and the number of items.

    Raises:
        NotFound: there is no such file.
        InvalidInput: every mistake with its row; nothing is imported.
        NotPermitted: importing is not for this person.
    """
    items = check_items(read_table(office, path, ITEM_COLUMNS))
    made: list[int] = []

    def run(work: Work) -> Outcome:
        actor = registrar(work, person_id, acting_for)
        made[:] = [add_list(work, wanted, items, actor.person_id)]
        register = work.load(register_id(work))
        note = f"检查清单“{wanted.name}”第 {made[0]} 版，{len(items)} 项"
        take(work, register, "amend", actor, {"note": note})
        return Outcome(register.id, register.row["state"], register.row["revision"])

    transact(office, run, Attempt(None, "import_checklist", person_id, acting_for))
    return made[0], len(items)


def check_items(table: Sequence[dict[str, object]]) -> list[dict[str, Any]]:
    """Return the typed items of a table.

    Raises:
        InvalidInput: every mistake at once, each with its row; the header is row 1.
    """
    mistakes: list[Text] = []
    items: list[dict[str, Any]] = []
    first: dict[str, int] = {}
    for row, line in enumerate(table, start=2):
        try:
            item = read_inputs(ITEM_COLUMNS, line, date.min)
        except InvalidInput as error:
            mistakes += [_at(row, reason) for reason in error.reasons]
            continue
        mistakes += [
            _at(row, Text(f"“{name}”不能超过 {most} 字。", f"{name} is longer than {most}."))
            for name, most in _LONGEST.items()
            if len(item.get(name, "")) > most
        ]
        if item["code"] in first:
            before = first[item["code"]]
            mistakes.append(
                _at(row, Text(f"序号与第 {before} 行重复。", f"the item is in row {before}, too."))
            )
        first.setdefault(item["code"], row)
        items.append(item)
    if not table:
        mistakes.append(Text("表里没有检查项目。", "There is no item in the sheet."))
    if mistakes:
        raise InvalidInput(*mistakes)
    return items


def _at(row: int, reason: Text) -> Text:
    return Text(f"第 {row} 行：{reason.zh}", f"Row {row}: {reason.en}")


def add_list(work: Work, wanted: NewList, items: Sequence[dict[str, Any]], imported_by: int) -> int:
    """Write a version with its items and return its number."""
    newest = (work.tx.row(checklists.NEWEST, name=wanted.name) or {}).get("version") or 0
    values = {
        "name": wanted.name, "version": newest + 1, "unit_types": ",".join(wanted.unit_types),
        "unit_id": wanted.unit_id, "effective_from": wanted.effective_from,
        "digest": digest(canonical({"items": list(items)})).hex(), "imported_by": imported_by,
        "imported_at": work.now,
    }  # fmt: skip
    sql, bound = moves.insert("checklists", values)
    list_id = int((work.tx.row(f"{sql} RETURNING id", **bound) or {})["id"])
    for n, item in enumerate(items, start=1):
        row = {"area": "", "basis": "", **item, "checklist_id": list_id, "n": n}
        work.write(moves.insert("checklist_items", row))
    return newest + 1


def all_lists(office: Office, person_id: int, *, acting_for: int | None = None) -> list[ListLine]:
    """Return every version of every list, to people of the office and its groups.

    Raises:
        NotPermitted: lists are not for this person.
    """
    with office.database.reading() as tx:
        directory = office.directory(tx)
        _check_reader(directory, person_id, acting_for, office_day(office.now()))
        units = directory.units
        return [
            ListLine(
                row["id"], row["name"], row["version"], row["unit_types"],
                units[row["unit_id"]].name if row["unit_id"] else "", row["effective_from"],
                row["items"], row["digest"],
            )
            for row in tx.rows(checklists.LISTS)
        ]  # fmt: skip


def _check_reader(
    directory: Directory, person_id: int, acting_for: int | None, today: date
) -> None:
    held, _ = directory.reach(person_id, acting_for, today)
    posts = {one.post for one in held if one.held_on(today)}
    if posts.isdisjoint(_READERS):
        raise NotPermitted(
            Text(
                "检查清单只供领导小组、巡察办和巡察组使用。",
                "Checklists are for the leading group, the office and its groups.",
            )
        )


def items_of(
    office: Office,
    name: str,
    person_id: int,
    version: int | None = None,
    *,
    acting_for: int | None = None,
) -> tuple[ListLine, list[Row]]:
    """Return a version of a list, the newest unless told otherwise, with its items.

    Raises:
        NotFound: there is none.
        NotPermitted: lists are not for this person.
    """
    named = [one for one in all_lists(office, person_id, acting_for=acting_for) if one.name == name]
    found = [one for one in named if version in (None, one.version)]
    if not found:
        raise NotFound(Text(f"没有检查清单“{name}”。", f'There is no checklist "{name}".'))
    with office.database.reading() as tx:
        return found[-1], tx.rows(checklists.ITEMS, id=found[-1].id)


def unmarked(
    office: Office, case_id: int, person_id: int, *, acting_for: int | None = None
) -> list[Row]:
    """Return the items of an assignment that bear no mark yet.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        taken = case.row.get("checklists")
        if not sight.whole or not taken:
            return []
        marked = {line.values["code"] for line in lines_of(tx, case_id, "checklist")}
        every = [row for one in taken.split(",") for row in tx.rows(checklists.ITEMS, id=int(one))]
    return [row for row in every if row["code"] not in marked]
