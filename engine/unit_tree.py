"""Takes in the tree of units from a sheet: all of it in one transaction, or every mistake at once.

A second import of the same sheet changes nothing. With a term, the units marked so are listed in
its universe. A further column is one field of `COLUMNS` and its use below.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from engine import people
from engine.commands import Outcome
from engine.office import Office
from engine.planning import universe_of
from engine.registrar import register_outcome, registrar
from engine.sheets import read_lines
from engine.take import take
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.facts import Need
from states.inputs import text, yes_no

COLUMNS = (
    text("code", "代码", "code"),
    text("name", "名称", "name"),
    text("unit_type", "类别", "type"),
    text("parent", "上级代码", "parent", required=False),
    yes_no("inspected", "应巡", "to be inspected", required=False),
)
_NO = {"", "否", "no", "n", "0", "false", "无"}
_YES = {"是", "yes", "y", "1", "true", "有"}
Line = dict[str, str]


@dataclass(slots=True)
class TreeReport:
    """What an import did, as codes."""

    added: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Units that were registered already."""
    listed: list[str] = field(default_factory=list)
    """Units that are new in the universe of the term."""


def import_units(
    office: Office,
    path: Path,
    person_id: int,
    term_id: int | None = None,
    acting_for: int | None = None,
) -> TreeReport:
    """Take in the sheet at `path`.

    Args:
        office: The office.
        path: An xlsx or csv file with the columns of `COLUMNS`.
        person_id: Who imports.
        term_id: The term in whose universe the marked units are listed, if any.
        acting_for: The person stood in for, if any.

    Raises:
        NotFound: there is no such file or term.
        InvalidInput: every mistake, by the number of its line; nothing is imported.
        NotPermitted: importing is not for this person.
        Refused: the term does not take units now.
        Conflict: others keep changing the register; try again.
    """
    raw = read_lines(office, path, COLUMNS)
    lines = [{name: str(value).strip() for name, value in line.items()} for _, line in raw]
    made: list[TreeReport] = []

    def run(work: Work) -> Outcome:
        actor = registrar(work, person_id, acting_for)
        known = {one.code: one.id for one in work.directory.units.values()}
        mistakes = _mistakes(lines, [row for row, _ in raw], frozenset(known))
        if mistakes:
            raise InvalidInput(*mistakes)
        report = TreeReport()
        for line in _parents_first(lines):
            code = line["code"]
            if code in known:
                report.left.append(code)
                continue
            above = known[line["parent"]] if line.get("parent") else None
            known[code] = people.add_unit(
                work, code, line["name"], line["unit_type"], parent_id=above, actor=actor
            )
            report.added.append(code)
        if term_id is not None:
            case = work.load(term_id, frozenset({Need.LINES}))
            there = universe_of(work.tx, term_id)
            rows = [
                {"unit": line["code"], "unit_type": line["unit_type"]} for line in lines
                if line.get("inspected", "").lower() in _YES and line["code"] not in there
            ]  # fmt: skip
            report.listed = [row["unit"] for row in rows]
            if rows:
                who = work.directory.actor(person_id, acting_for, case.scope, work.today)
                take(work, case, "list_units", who, {"units": rows})
        made.append(report)
        return register_outcome(work)

    transact(office, run, Attempt(None, "import", person_id, acting_for))
    return made[-1]


def _mistakes(lines: list[Line], rows: list[int], known: frozenset[str]) -> list[Text]:
    """Return every mistake of every line, with the number of its row in the sheet."""
    found: list[Text] = []
    if not lines:
        found.append(Text("表中没有单位。", "There is no unit in the sheet."))
    codes = Counter(line.get("code", "") for line in lines)
    circles = _in_circles({line.get("code", ""): line.get("parent", "") for line in lines})
    for number, line in zip(rows, lines, strict=True):
        code, parent = line.get("code", ""), line.get("parent", "")
        wrong = [
            (f"缺少“{one.label.zh}”。", f"the {one.label.en} is missing.")
            for one in COLUMNS if one.required and not line.get(one.name)
        ]  # fmt: skip
        if code and codes[code] > 1:
            wrong.append((f"代码“{code}”重复。", f'the code "{code}" is there twice.'))
        if parent and parent not in codes and parent not in known:
            wrong.append((f"没有上级单位“{parent}”。", f'there is no unit "{parent}" above.'))
        if code in circles:
            wrong.append(("上级绕回到自己。", "the units above lead back to it."))
        if line.get("inspected", "").lower() not in _YES | _NO:
            wrong.append(("“应巡”填“是”或“否”。", '"to be inspected" is yes or no.'))
        found += [Text(f"第 {number} 行：{zh}", f"Row {number}: {en}") for zh, en in wrong]
    return found


def _in_circles(parents: dict[str, str]) -> set[str]:
    """Return the codes whose way up leads back to themselves."""
    found = set()
    for code, above in parents.items():
        seen, at = {code}, above
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        if at == code:
            found.add(code)
    return found


def _parents_first(lines: list[Line]) -> list[Line]:
    """Return the lines so that each comes after the one of the unit above it."""
    by_code = {line["code"]: line for line in lines}
    placed: dict[str, Line] = {}

    def place(line: Line) -> None:
        above = by_code.get(line.get("parent", ""))
        if above is not None and above["code"] not in placed:
            place(above)
        placed[line["code"]] = line

    for line in lines:
        place(line)
    return list(placed.values())
