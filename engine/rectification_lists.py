"""The ledger of rectification: three lists and the five accounts, all from one table of items.

Each list is one line of `LISTS`; what a person may not read of an item is left empty (K04, K05).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select

from engine.directory import Directory
from engine.office import Office
from engine.queries import due_dates, place_of
from engine.reach import open_to
from engine.visible import find_sight
from kernel.clock import office_day
from kernel.errors import InvalidInput
from kernel.ids import case_number
from kernel.words import Text
from rules.posts import Post
from rules.sight import CaseView, Sight
from states.rectification import RECTIFICATION, Event, Finding
from store.database import Row, Transaction
from store.tables import Case

ACCOUNTS: Mapping[str, tuple[Event, ...]] = {
    "reported": (Event.REPORT_DONE,),
    "handed_in": (Event.HAND_IN,),
    "transferred": (Event.TRANSFER, Event.SUCCEED),
    "checked": (Event.CHECK_ON_PAPER, Event.CHECK_ON_SITE),
    "written_off": (Event.WRITE_OFF,),
}
"""The five accounts: column → the events that fill it, the last one counts."""
_ACCOUNT_OF = {event.value: name for name, events in ACCOUNTS.items() for event in events}


@dataclass(frozen=True, slots=True)
class Item:
    """One item as far as its reader may read it."""

    case_id: int
    row: Row
    state: Text
    unit: str
    due_on: date | None
    posts: Mapping[str, str]
    """Head, liaison and supervisor by name."""
    accounts: Mapping[str, date]


Cell = Callable[[Item], object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    name: str
    label: Text
    of: Cell


@dataclass(frozen=True, slots=True)
class ItemList:
    """One of the lists."""

    label: Text
    columns: tuple[Column, ...]


def _detail(name: str, zh: str, en: str) -> Column:
    return Column(name, Text(zh, en), lambda item: item.row.get(name))


def _post(name: str, zh: str, en: str) -> Column:
    return Column(name, Text(zh, en), lambda item: item.posts.get(name, ""))


def _account(name: str, zh: str, en: str) -> Column:
    return Column(name, Text(zh, en), lambda item: item.accounts.get(name))


def _finding(item: Item) -> Text | None:
    found = item.row.get("finding")
    return Finding(found).label if found else None


# fmt: off
_WHICH = (
    Column("number", Text("编号", "Number"), lambda item: case_number(item.case_id)),
    Column("unit", Text("单位", "Unit"), lambda item: item.unit),
    _detail("problem", "问题", "Problem"),
)
_STATE = Column("state", Text("状态", "State"), lambda item: item.state)
LISTS: Mapping[str, ItemList] = {
    "problems": ItemList(Text("整改清单", "Problems"), (
        *_WHICH, _detail("weight", "权重", "Weight"),
        _detail("fed_back_on", "反馈日期", "Fed back"),
        Column("due_on", Text("最近期限", "Due next"), lambda item: item.due_on),
        Column("finding", Text("核查认定", "Finding"), _finding), _STATE)),
    "tasks": ItemList(Text("任务清单", "Tasks"), (
        *_WHICH, _detail("measures", "整改措施", "Measures"),
        _detail("planned_on", "计划完成", "Planned for"),
        _detail("progress_on", "最近进展", "Last progress"),
        _detail("similar_problems", "举一反三", "Similar problems"),
        _detail("rules_note", "建章立制", "Rules made"), _STATE)),
    "responsibility": ItemList(Text("责任清单", "Responsibility"), (
        *_WHICH, _post("head", "第一责任人", "Head"),
        _detail("leader_post", "责任领导", "Responsible post"),
        _post("liaison", "联络员", "Liaison"),
        _post("supervisor", "督办人", "Supervisor"),
        _detail("planned_on", "计划完成", "Planned for"), _STATE)),
    "accounts": ItemList(Text("五账", "Five accounts"), (
        *_WHICH, _account("reported", "报账", "Reported"),
        _account("handed_in", "交账", "Handed in"),
        _account("transferred", "转账", "Handed over"), _account("checked", "查账", "Checked"),
        _account("written_off", "销账", "Written off"), _STATE)),
}
"""Name → list."""
# fmt: on


def list_named(name: str) -> ItemList:
    """Return the list called `name`, by its code or its label.

    Raises:
        InvalidInput: there is none.
    """
    for code, one in LISTS.items():
        if name in (code, *one.label):
            return one
    zh = "、".join(f"{one.label.zh}（{code}）" for code, one in LISTS.items())
    raise InvalidInput(
        Text(f"没有“{name}”这张清单；有：{zh}。", f"No such list; there are: {', '.join(LISTS)}.")
    )


def items_of(
    office: Office,
    person_id: int,
    round_id: int | None = None,
    *,
    acting_for: int | None = None,
) -> list[Item]:
    """Return every item a person may see, of one round or of all, in order of their opening."""
    today = office_day(office.now())
    query = select(Case).where(Case.kind == RECTIFICATION.kind).order_by(col(Case.id))
    if round_id is not None:
        query = query.where(Case.round_id == round_id)
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        may_see = open_to(directory, person_id, acting_for, today)
        cases = list(session.exec(query.where(may_see)))
        due = due_dates(session, [int(case.id or 0) for case in cases])
        details = _details(tx, round_id)
        entries = _moves(tx, round_id)
        found = []
        for case in cases:
            case_id = int(case.id or 0)
            actor = directory.actor(person_id, acting_for, place_of(case), today)
            seen = CaseView(case.kind, case.state, place_of(case))
            sight = find_sight(tx, case_id, seen, actor.posts)
            if sight is not None:
                shown = _shown(case, sight, details[case_id], due.get(case_id, {}))
                accounts = _accounts(sight.entries(entries.get(case_id, ()), person_id))
                found.append(_item(directory, case, shown, accounts, today))
    return found


def _shown(case: Case, sight: Sight, row: Row, due: Mapping[str, date]) -> Row:
    shown = {name: value for name, value in row.items() if sight.detail(name)}
    dates = [day for deadline, day in due.items() if sight.deadline(deadline)]
    return {**shown, "due_on": min(dates, default=None), "state": sight.state(case.state)}


def _item(
    directory: Directory, case: Case, shown: Row, accounts: Mapping[str, date], today: date
) -> Item:
    scope = place_of(case)
    unit = directory.units.get(case.unit_id or 0)
    named = {
        name: directory.holders((post,), scope, today)
        for name, post in (("head", Post.UNIT_HEAD), ("liaison", Post.UNIT_LIAISON))
    }
    supervisor = shown.get("supervisor_id")
    named["supervisor"] = (supervisor,) if supervisor in directory.people else ()
    people = {
        name: "、".join(directory.people[one].name for one in found)
        for name, found in named.items()
    }
    state = RECTIFICATION.state(shown["state"] or case.state).label
    return Item(
        int(case.id or 0), shown, state, unit.name if unit else "", shown["due_on"], people,
        accounts,
    )  # fmt: skip


def _accounts(entries: Sequence[Mapping[str, Any]]) -> dict[str, date]:
    found: dict[str, date] = {}
    for entry in entries:
        name = _ACCOUNT_OF.get(entry.get("event", ""))
        if entry["what"] == "move" and name is not None:
            found[name] = office_day(datetime.fromisoformat(entry["at"]))
    return found


def _details(tx: Transaction, round_id: int | None) -> dict[int, Row]:
    return {
        row["case_id"]: row
        for row in tx.rows(
            "SELECT d.* FROM rectification_details d JOIN cases c ON c.id = d.case_id"
            " WHERE CAST(:round AS INTEGER) IS NULL OR c.round_id = :round",
            round=round_id,
        )
    }


def _moves(tx: Transaction, round_id: int | None) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in tx.rows(
        "SELECT e.case_id, e.body FROM entries e JOIN cases c ON c.id = e.case_id"
        " WHERE c.kind = 'rectification'"
        " AND (CAST(:round AS INTEGER) IS NULL OR c.round_id = :round) ORDER BY e.case_id, e.seq",
        round=round_id,
    ):
        found.setdefault(row["case_id"], []).append(json.loads(row["body"]))
    return found


def rows_of(wanted: ItemList, items: Sequence[Item]) -> list[dict[str, object]]:
    """Return the rows of a list, column by column."""
    return [{column.name: column.of(item) for column in wanted.columns} for item in items]
