"""Lists of materials by kind of unit: imported in versions, asked for by one command (C02, C06).

A template is in the register's book `material_templates`: each import is one more version with the
day from which it holds and what changed (H13), and none is ever changed. A further column is a
field of `TEMPLATE_COLUMNS` in `states/templates.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.commands import Open, Outcome
from engine.lines import lines_of
from engine.office import Office
from engine.opening import open_case
from engine.register import register_id
from engine.registrar import register_outcome, registrar
from engine.sheets import read_lines
from engine.take import take
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from rules.facts import Line
from rules.library import in_force
from rules.posts import GROUP_POSTS, OFFICE
from rules.workdays import add_months
from states.inputs import read_inputs
from states.templates import BOOK, TEMPLATE_COLUMNS
from store.database import Transaction

_READERS = frozenset({*GROUP_POSTS, *OFFICE})
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Template:
    """One version of the list for a kind of unit."""

    unit_type: str
    version: int
    effective_from: date
    changed: str
    """What is different from the version before; empty for the first."""
    items: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """A version to be imported."""

    unit_type: str
    effective_from: date
    changed: str = ""


def import_template(
    office: Office, wanted: NewTemplate, path: Path, person_id: int, acting_for: int | None = None
) -> Template:
    """Take in the list at `path` as the next version for a kind of unit.

    Raises:
        NotFound: there is no such file.
        InvalidInput: every mistake with its row in the sheet; nothing is imported.
        Refused: what changed is not told, or it would hold before the version it follows.
        NotPermitted: importing is not for this person.
    """
    items = _checked(read_lines(office, path, TEMPLATE_COLUMNS), office)

    def run(work: Work) -> Outcome:
        actor = registrar(work, person_id, acting_for)
        register = work.load(register_id(work))
        take(work, register, "import_template", actor, {**asdict(wanted), "items": items})
        return register_outcome(work)

    transact(office, run, Attempt(None, "import_template", person_id, acting_for))
    every = list_templates(office, person_id)
    return next(one for one in reversed(every) if one.unit_type == wanted.unit_type)


def _checked(
    lines: Sequence[tuple[int, dict[str, object]]], office: Office
) -> list[dict[str, object]]:
    mistakes: list[Text] = []
    first: dict[object, int] = {}
    today = office_day(office.now())
    for number, line in lines:
        try:
            what = read_inputs(TEMPLATE_COLUMNS, line, today)["what"]
        except InvalidInput as error:
            mistakes += [_in_row(number, reason) for reason in error.reasons]
            continue
        if what in first:
            before = first[what]
            twice = Text(f"材料与第 {before} 行重复。", f"the material is in row {before}, too.")
            mistakes.append(_in_row(number, twice))
        first.setdefault(what, number)
    if not lines:
        mistakes.append(Text("表中没有材料。", "There is no material in the sheet."))
    if mistakes:
        raise InvalidInput(*mistakes)
    return [line for _, line in lines]


def _in_row(number: int, reason: Text) -> Text:
    return Text(f"第 {number} 行：{reason.zh}", f"Row {number}: {reason.en}")


def list_templates(
    office: Office, person_id: int, *, acting_for: int | None = None
) -> tuple[Template, ...]:
    """Return every version of every template, to people of the office and its groups.

    Raises:
        NotPermitted: templates are not for this person.
    """
    with office.database.reading() as tx:
        today = office_day(office.now())
        held, _ = office.directory(tx).reach(person_id, acting_for, today)
        if _READERS.isdisjoint(one.post for one in held if one.held_on(today)):
            raise NotPermitted(
                Text("材料清单模板供巡察办和巡察组使用。", "Templates are for office and groups.")
            )
        return _templates(tx)


def _templates(tx: Transaction) -> tuple[Template, ...]:
    by_import: dict[int, list[Line]] = {}
    for row in tx.rows("SELECT id FROM cases WHERE kind = 'register'"):
        for line in lines_of(tx, row["id"], BOOK):
            by_import.setdefault(line.seq, []).append(line)
    newest: dict[str, int] = {}
    found = []
    for _, lines in sorted(by_import.items()):
        head = lines[0].values
        unit_type = str(head["unit_type"])
        newest[unit_type] = newest.get(unit_type, 0) + 1
        begins = date.fromisoformat(head["effective_from"])
        items = tuple(line.values for line in lines)
        found.append(Template(unit_type, newest[unit_type], begins, head.get("changed", ""), items))
    return tuple(found)


def template_for(
    office: Office,
    unit_type: str,
    person_id: int,
    version: int | None = None,
    *,
    acting_for: int | None = None,
) -> Template:
    """Return a version of the template for a kind of unit, the one in force unless told otherwise.

    Raises:
        NotFound: there is none.
        NotPermitted: templates are not for this person.
    """
    every = list_templates(office, person_id, acting_for=acting_for)
    named = [one for one in every if one.unit_type == unit_type]
    today = office_day(office.now())
    numbered = next((one for one in named if one.version == version), None)
    found = in_force(named, today) if version is None else numbered
    if found is None:
        raise NotFound(
            Text(
                f"没有“{unit_type}”类单位施行中的材料清单模板；用 xuncheng materials import 导入。",
                f'No template in force for units of type "{unit_type}": xuncheng materials import.',
            )
        )
    return found


def request_from_template(
    office: Office, assignment: int, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Open a material request for an assignment from the template in force for its kind of unit.

    Each item looks back as many years as it says, else as the office's limit says.

    Raises:
        NotFound: there is no such assignment for this person, or no template.
        NotPermitted: opening a request is not for this person.
        Refused: the assignment takes no requests now; every reason.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, assignment, person_id, acting_for)
        if case.row["kind"] != "assignment" or not sight.whole:
            raise NotFound(Text("这不是您的巡察任务。", "This is no assignment of yours."))
        unit_type = work.directory.units[case.row["unit_id"]].sort
    template = template_for(office, unit_type, person_id)
    today, usual = office_day(office.now()), office.policy.limit("look_back_years")
    items = [
        {
            "what": row["what"], "copies": row["copies"], "grade": row["grade"],
            "grade_years": row.get("grade_years"), "form": row["form"], "period_to": today,
            "period_from": add_months(today, -_YEAR * int(row.get("years") or usual)),
        }
        for row in template.items
    ]  # fmt: skip
    wanted = Open("material_request", person_id, {"items": items}, assignment, acting_for)
    return open_case(office, wanted)
