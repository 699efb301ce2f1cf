"""What is read of a case before anything is decided: its row, and the facts its guards ask for.

A new `Need` is a question here and its answer; a move pays only for what its own guards read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.access import scope_of
from rules.facts import Line, Need, Parent, SignOff
from rules.posts import CaseScope
from states.catalogue import AnyLifeCycle
from store import books, moves
from store.database import Row, Statement

RELATIVES = frozenset({Need.FAMILY, Need.PARENT})
"""Facts about other cases; they are locked while they are relied upon."""

Question = tuple[str, Statement]


@dataclass
class LoadedCase:
    """A case as the transaction knows it: the stored row with its details, changed in place."""

    row: Row
    """The columns of `cases` and of the detail table in one dictionary."""
    cycle: AnyLifeCycle
    timers: list[Row] | None = None
    """Its armed and suspended timers, once they were asked for: see `Work.timers`."""
    changed_timers: dict[str, Row | None] = field(default_factory=dict)
    """Deadlines stopped (None) or armed by this transaction before the timers were asked for."""
    signoffs: tuple[SignOff, ...] = ()
    parent: Parent | None = None
    family: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    signing: dict[str, list[int]] = field(default_factory=dict)
    """Topic → subjects of the signatures that the next entry gives."""
    voiding: tuple[str, ...] = ()
    """Topics whose signatures the next entry voids."""
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    """Digest → text that this transaction puts aside."""
    known: frozenset[Need] = frozenset()
    """Which facts from outside the case have been read."""
    changed: dict[str, Any] = field(default_factory=dict)
    """Details that this transaction has changed: they are written at its end, in one go."""
    old_seq: int = 0
    moved: bool = False
    recalled: Row | None = None
    """Where it was not read but remembered: what its entries prove to be still so."""
    id: int = field(init=False)
    _scope: CaseScope | None = None

    def __post_init__(self) -> None:
        """Know the id, which everybody asks for."""
        self.id = self.row["id"]

    def keep(self, **changed: Any) -> None:
        """Change details of the case; they are written at the end of the transaction."""
        self.row.update(changed)
        self.changed.update(changed)

    @property
    def scope(self) -> CaseScope:
        """Return where the case belongs; a body may still be given to it."""
        row, known = self.row, self._scope
        if known is not None and known.body_id == row["body_id"]:
            return known
        round_id = row["id"] if row["kind"] == "round" else row["round_id"]
        self._scope = scope_of(
            row["kind"],
            round_id=round_id,
            group_id=row["group_id"],
            unit_id=row["unit_id"],
            body_id=row["body_id"],
        )
        return self._scope


def questions(
    kind: Row, case_id: int, needs: frozenset[Need], *, first: bool, postgres: bool, locks: bool
) -> list[Question]:
    """Return what to ask the database.

    Args:
        kind: What never changes about the case.
        case_id: The case.
        needs: The facts its guards read.
        first: Whether the case itself is asked for, too; its signatures then come with it.
        postgres: Whether PostgreSQL is asked.
        locks: Whether relatives are locked against moving.
    """
    asked: list[Question] = []
    signed = Need.SIGNOFFS in needs
    if first:
        query = moves.case_query(kind["kind"], signed=signed, postgres=postgres)
        asked.append(("case", (query, {"id": case_id})))
    elif signed:
        asked.append(("signoffs", (moves.SIGNOFFS, {"id": case_id})))
    if Need.LINES in needs:
        asked.append(("lines", (books.LINES, {"id": case_id})))
    if Need.FAMILY in needs:
        asked.append(("family", (moves.family_query(kind["kind"], share=locks), {"id": case_id})))
    if Need.PARENT in needs and kind["parent_id"] is not None:
        query = moves.case_query(kind["parent_kind"], signed=True, postgres=postgres, share=locks)
        asked.append(("parent", (query, {"id": kind["parent_id"]})))
    return asked


def answer(
    case: LoadedCase,
    kind: Row,
    asked: Sequence[Question],
    answers: Sequence[list[Row]],
    needs: frozenset[Need],
) -> None:
    """Put what the database answered into the case."""
    for (name, _), rows in zip(asked, answers, strict=True):
        match name:
            case "case" if Need.SIGNOFFS in needs:
                case.signoffs = _listed(case.row.pop("signoffs"))
            case "signoffs":
                case.signoffs = tuple(
                    SignOff(r["topic"], r["person_id"], r["acting_for"], r["subject_id"])
                    for r in rows
                )
            case "lines":
                case.lines = by_book(rows)
            case "family":
                family: dict[str, dict[str, int]] = {}
                for row in rows:
                    family.setdefault(row["kind"], {})[row["state"]] = row["n"]
                case.family = family
            case "parent" if rows:
                above = rows[0]
                signed = _listed(above.pop("signoffs"))
                case.parent = Parent(kind["parent_kind"], above["state"], above, signed)
    case.known |= needs


def by_book(rows: Sequence[Row]) -> dict[str, tuple[Line, ...]]:
    """Return stored lines by their book."""
    found: dict[str, tuple[Line, ...]] = {}
    for row in rows:
        line = Line(row["seq"], row["at"], row["person_id"], json.loads(row["body"]))
        found[row["book"]] = (*found.get(row["book"], ()), line)
    return found


def _listed(raw: str | None) -> tuple[SignOff, ...]:
    """Return the signatures that came with a case as a JSON list."""
    if not raw:
        return ()
    return tuple(
        SignOff(topic, person, acting_for, subject)
        for topic, subject, person, acting_for in json.loads(raw)
    )
