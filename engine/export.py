"""Writes the audit record as JSON lines, to be verified outside the office and kept.

Five kinds of line: the mark of the export (§7 rows 1, 13), then each case with its entries, after
all cases the seals, and a last one with the counts.
`engine/verifier.py` reads them; a new kind of line is written here and read there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.audit import hexed
from engine.commands import Outcome
from engine.exporting import earlier_exports, export_mark, new_file
from engine.marking import house_mark
from engine.office import Office
from engine.register import register
from engine.seal import told_besides
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.canonical import moment_text
from kernel.errors import NotPermitted
from kernel.ids import case_number
from kernel.words import Text
from rules.access import may_fire
from rules.grades import Mark
from rules.posts import Post
from store import audit
from store.database import Database, Transaction

EXPORTERS = (Post.LG_LEADER, Post.DIRECTOR)
"""Who may take the whole record out: it holds the content of every entry."""
_ENTRIES = "SELECT count(*) AS n FROM entries"


@dataclass(frozen=True, slots=True)
class RecordExport:
    """What was exported."""

    counts: Mapping[str, int]
    """How many cases, entries and seals the file holds."""
    number: int
    """The how-manieth export on the register it is."""
    mark: Text
    """What the first line of the file says of it."""


def export_record(
    office: Office, path: Path, person_id: int, *, acting_for: int | None = None
) -> RecordExport:
    """Export the whole record: marked with grade, person, moment and number, counted in an entry.

    The entry is made before the file appears; it stands on the record of the register.

    Args:
        office: The office.
        path: The new file.
        person_id: Who exports.
        acting_for: The person stood in for, if any.

    Raises:
        InvalidInput: the file exists, or its folder does not.
        NotPermitted: it is for somebody else.
        OSError: the file cannot be written.
    """
    new_file(path)
    told: list[tuple[int, Mark, int]] = []

    def run(work: Work) -> Outcome:
        case = register(work)
        actor = work.directory.actor(person_id, acting_for, case.scope, work.today)
        if not may_fire(actor.posts, EXPORTERS, before_pledges=False):
            raise NotPermitted(_not_theirs(work.office))
        grade, number = house_mark(work.tx), earlier_exports(work, case.id) + 1
        entries = int((work.tx.row(_ENTRIES) or {"n": 0})["n"]) + 1  # this one too
        told.append((number, grade, entries))
        work.entry(
            case, "export", actor, list="audit", rows=entries, nth=number, mark=grade.label.zh
        )
        return Outcome(case.id, case.row["state"], case.row["revision"], tuple(work.told))

    transact(office, run, Attempt(None, "export", person_id, acting_for))
    number, grade, entries = told[-1]
    now = office.now()
    with office.database.reading() as tx:
        person = office.directory(tx).people[person_id]
    mark = export_mark(grade, person.name, now, entries, number)
    head = {
        "export": number, "by": person.code, "at": moment_text(now), "grade": grade.grade.value,
        "mark": [mark.zh, mark.en],
    }  # fmt: skip
    return RecordExport(write_record(office.database, path, head), number, mark)


def _not_theirs(office: Office) -> Text:
    posts = [office.policy.label(post) for post in EXPORTERS]
    zh, en = "、".join(one.zh for one in posts), ", ".join(one.en for one in posts)
    return Text(f"审计记录只能由{zh}导出。", f"The record is exported by: {en}.")


def write_record(database: Database, path: Path, head: Mapping[str, Any]) -> dict[str, int]:
    """Write every entry and every seal to `path`, on one snapshot and in bounded memory.

    The file tells what the entries tell, so it is as secret as the most secret case in it. It
    appears under its name only when it is whole.

    Args:
        database: The database.
        path: The file.
        head: What its first line says of it.

    Returns:
        How many cases, entries and seals it holds.

    Raises:
        OSError: the file cannot be written.
    """
    counts = {"cases": 0, "entries": 0, "seals": 0}
    growing = path.with_name(f"{path.name}.part")
    growing.touch(mode=0o600)
    with database.reading() as tx, growing.open("w", encoding="utf-8") as file:
        file.write(_text(head))
        for counted, line in _lines(tx, raw=database.is_sqlite):
            counts[counted] += 1
            file.write(_text(line))
        file.write(_text(counts))
    growing.replace(path)
    return counts


def _lines(tx: Transaction, *, raw: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    for case, entries in audit.walk(tx, raw=raw):
        sealed = [[one["seal_id"], one["last_seq"], hexed(one["head"])] for one in case["sealed"]]
        yield (
            "cases",
            {
                "case": case["id"], "number": case_number(case["id"]), "seq": case["seq"],
                "head": hexed(case["head"]), "sealed": sealed,
            },
        )  # fmt: skip
        for entry in entries:
            yield (
                "entries",
                {
                    "case": entry["case_id"], "seq": entry["seq"], "body": entry["body"],
                    "hash": hexed(entry["hash"]),
                },
            )  # fmt: skip
    for seal in audit.seals(tx):
        yield (
            "seals",
            {
                "seal": seal["id"], "at": moment_text(seal["sealed_at"]),
                "entries": seal["entries"], "root": hexed(seal["root"]),
                "hash": hexed(seal["hash"]), **told_besides(seal),
            },
        )  # fmt: skip


def _text(line: Mapping[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
