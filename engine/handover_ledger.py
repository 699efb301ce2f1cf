"""The handover sheet and its three ledgers: three views of one event that never changes (J05, J06).

The event is the entry with which the receiver signs. Another side is a line of `COLUMNS`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from sqlmodel import col, select

from engine.directory import Directory
from engine.office import Office
from engine.reach import open_to
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotPermitted
from kernel.ids import case_number
from kernel.words import Language, Text
from rules.access import party_of
from rules.handover import SIGNATURES
from rules.posts import Scope
from rules.routing import ClueKind
from rules.views.view import Party
from states.clue import Result
from store.details.clue import ClueDetail
from store.tables import Case, SignOffRow

LABELS: Mapping[str, Text] = {
    "number": Text("线索编号", "Number"),
    "sheet": Text("交接单号", "Sheet"),
    "handed_on": Text("移交日期", "Handed over on"),
    "group": Text("巡察组", "Group"),
    "unit": Text("被巡察单位", "Unit"),
    "body": Text("承办单位", "Receiving body"),
    "clue_kind": Text("类别", "Kind"),
    "group_signer": Text("巡察组签字", "Signed for the group"),
    "office_signer": Text("巡察办签字", "Signed for the office"),
    "receiver_signer": Text("承办单位签字", "Signed for the receiver"),
    "state": Text("状态", "State"),
    "result": Text("办理结果", "Result"),
    "result_on": Text("办结日期", "Result date"),
    "hash": Text("留痕校验", "Proof"),
}
_SHEET = ("number", "sheet", "handed_on", "clue_kind")
_SIGNERS = ("group_signer", "office_signer", "receiver_signer")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "group": (*_SHEET, "unit", "body", *_SIGNERS, "state", "hash"),
    "office": (*_SHEET, "group", "unit", "body", *_SIGNERS, "state", "result", "result_on", "hash"),
    "receiver": (*_SHEET, "group", *_SIGNERS, "state", "result", "result_on", "hash"),
}
"""Side → what its ledger shows of each sheet."""
_OWN = {
    Party.OVERSIGHT: ("office", Scope.OFFICE),
    Party.GROUP: ("group", Scope.GROUP),
    Party.BODY: ("receiver", Scope.BODY),
}
"""Party → its side, and the scope of the posts by which it reads the lines."""

_SIGNED = (
    "SELECT e.seq, e.body, e.hash FROM entries e WHERE e.case_id = :id AND e.seq ="
    " (SELECT max(s.seq) FROM signoffs s WHERE s.case_id = :id AND s.topic = :topic)"
)


def handover_ledger(
    office: Office,
    side: str,
    person_id: int,
    round_id: int | None = None,
    *,
    acting_for: int | None = None,
) -> list[dict[str, Any]]:
    """Return the ledger of one side: a line for each sheet that all three have signed.

    Args:
        office: The office.
        side: Whose ledger; empty: the reader's own, as `side_of` tells.
        person_id: Who reads: the office any side, the others theirs.
        round_id: Only this round.
        acting_for: The person stood in for, if any.

    Raises:
        InvalidInput: there is no such side.
        NotPermitted: the ledger of that side is not for this person.
    """
    lines = []
    with office.database.reading() as tx, office.database.session() as session:
        directory = office.directory(tx)
        today = office_day(office.now())
        side, only = _side(directory, side, person_id, acting_for, today)
        may_see = open_to(directory, person_id, acting_for, today, only=only)
        signed = select(col(SignOffRow.case_id)).where(SignOffRow.topic == SIGNATURES[-1])
        query = (
            select(Case, ClueDetail)
            .join(ClueDetail, col(ClueDetail.case_id) == col(Case.id))
            .where(col(Case.id).in_(signed), may_see)
            .order_by(col(Case.id))
        )
        if round_id is not None:
            query = query.where(Case.round_id == round_id)
        for case, detail in session.exec(query):
            [entry] = tx.rows(_SIGNED, id=case.id, topic=SIGNATURES[-1])
            people = {
                row["topic"]: row["acting_for"] or row["person_id"]
                for row in tx.rows(
                    "SELECT topic, person_id, acting_for FROM signoffs WHERE case_id = :id",
                    id=case.id,
                )
            }
            signers = {
                name: directory.people[people[topic]].name if people.get(topic) else ""
                for name, topic in zip(_SIGNERS, SIGNATURES, strict=True)
            }
            every = {
                "number": case_number(case.id or 0),
                "sheet": f"{case_number(case.id or 0)}-{entry['seq']}",
                "handed_on": json.loads(entry["body"])["at"][:10],
                "group": _name(directory.groups, case.group_id),
                "unit": _name(directory.units, case.unit_id),
                "body": _name(directory.bodies, case.body_id),
                "clue_kind": detail.clue_kind, "state": case.state, "result": detail.result,
                "result_on": detail.result_on, "hash": bytes(entry["hash"]).hex()[:16], **signers,
            }  # fmt: skip
            lines.append({name: every[name] for name in COLUMNS[side]})
    return lines


def side_of(office: Office, wanted: str, person_id: int, *, acting_for: int | None = None) -> str:
    """Return whose ledger a person reads: the wanted one, or their own by their posts.

    Raises:
        InvalidInput: there is no such side.
        NotPermitted: the ledger of that side is not for this person.
    """
    with office.database.reading() as tx:
        directory = office.directory(tx)
    return _side(directory, wanted, person_id, acting_for, office_day(office.now()))[0]


def _side(
    directory: Directory, wanted: str, person_id: int, acting_for: int | None, today: date
) -> tuple[str, Scope]:
    """Return whose ledger is read, and the scope of the posts that open its lines."""
    if wanted and wanted not in COLUMNS:
        raise InvalidInput(
            Text(
                f"没有“{wanted}”台账；有：group 巡察组、office 巡察办、receiver 承办单位。",
                f'There is no ledger of "{wanted}": group, office or receiver.',
            )
        )
    posts, _ = directory.reach(person_id, acting_for, today)
    held = {party_of(one) for one in posts if one.held_on(today)}
    own = [(side, scope) for party, (side, scope) in _OWN.items() if party in held]
    for side, scope in own:
        if wanted in ("", side) or side == "office":
            return wanted or side, scope
    raise NotPermitted(
        Text(
            "移交台账各看各的：巡察组、巡察办、承办单位只看本方的一份。",
            "Each side reads its own ledger: the group, the office, the receiver.",
        )
    )


def _name(named: Mapping[int, Any], number: int | None) -> str:
    found = named.get(number or 0)
    return found.name if found else ""


def in_words(line: Mapping[str, Any], language: Language) -> list[str]:
    """Return the cells of a line as people read them."""
    from states.clue import State  # noqa: PLC0415 - its name is a column, too

    kinds: Mapping[str, Any] = {"clue_kind": ClueKind, "state": State, "result": Result}
    return [
        kinds[name](value).label.say(language)
        if name in kinds and value
        else ("" if value is None else str(value))
        for name, value in line.items()
    ]


def write_sheet(lines: list[dict[str, Any]], side: str, path: Path, language: Language) -> None:
    """Write a ledger as a spreadsheet that can be printed and signed."""
    book = openpyxl.Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = Text("移交台账", "Handover").say(language)
    sheet.append([LABELS[name].say(language) for name in COLUMNS[side]])
    for line in lines:
        sheet.append(in_words(line, language))
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    book.save(path)
