"""One transaction's worth of work: what was loaded, what is written, and every entry of the chain.

Everything that a command brings about (states, details, timers, signatures, notices, entries) is
collected here and written at the end in one go, so it happens together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from engine.commands import FollowUp, Open
from engine.directory import BUMP
from engine.loading import LoadedCase
from engine.office import Office
from engine.reader import CaseReader
from engine.remembered import Remembered
from kernel.canonical import GENESIS, canonical, digest
from kernel.words import Text
from rules.facts import Actor, Need, SignOff
from store import books, moves
from store.database import Stale, Statement, Transaction

_MOVED = ("id", "state", "revision", "seq", "head", "moved_at", "body_id", "suspended_at")


class Work(CaseReader):
    """Collects the writes of one transaction and runs them at the end."""

    def __init__(
        self, office: Office, tx: Transaction, now: datetime, *, trusting: bool = False
    ) -> None:
        super().__init__(office, tx, now, trusting=trusting)
        self._statements: list[Statement] = []
        self.pending: list[tuple[FollowUp | Open, int]] = []
        """What effects asked of other cases, with the case that asked; see `engine/take.py`."""
        self.advice: tuple[Text, ...] = ()
        """What speaks against what is being done, without stopping it."""
        self.told: list[dict[str, Any]] = []
        """Every entry made, for the caller to show."""

    def write(self, statement: Statement) -> None:
        """Have `statement` run with the rest at the end."""
        self._statements.append(statement)

    def then(self, asked: Iterable[FollowUp | Open], because_of: int) -> None:
        """Have other cases moved or opened once the present step is told."""
        self.pending.extend((one, because_of) for one in asked)

    def directory_changed(self) -> None:
        """Have everybody read the directory anew, this work too."""
        self._directory_changed = True
        self._directory = None

    def sign(self, case: LoadedCase, topic: str, subjects: Iterable[int], actor: Actor) -> None:
        """Record a signature of the actor under the entry that follows."""
        for subject in subjects:
            values = {
                "case_id": case.id, "seq": case.row["seq"] + 1, "topic": topic,
                "subject_id": subject, "person_id": actor.person_id,
                "acting_for": actor.acting_for,
            }  # fmt: skip
            self.write((moves.INSERT_SIGNOFF, values))
            case.signing.setdefault(topic, []).append(subject)
            case.signoffs += (SignOff(topic, actor.person_id, actor.acting_for, subject),)

    def void(self, case: LoadedCase, topics: tuple[str, ...]) -> None:
        """Void every signature on `topics`, under the entry that follows."""
        for topic in topics:
            self.write((moves.VOID_SIGNOFFS, {"case_id": case.id, "topic": topic}))
        case.voiding += topics
        case.signoffs = tuple(sign for sign in case.signoffs if sign.topic not in topics)

    def leave_lines(
        self, case: LoadedCase, book: str, bodies: Iterable[Mapping[str, Any]], actor: Actor
    ) -> None:
        """Leave lines in a book of the case, under the entry that follows."""
        for number, body in enumerate(bodies, 1):
            values = {
                "case_id": case.id, "seq": case.row["seq"] + 1, "n": number, "book": book,
                "at": self.now, "person_id": actor.person_id, "body": canonical(body),
            }  # fmt: skip
            self.write(books.leave(values))

    def entry(self, case: LoadedCase, what: str, actor: Actor, **facts: Any) -> int:
        """Append an entry to the chain of the case and return its number.

        Args:
            case: The case.
            what: `open`, `move`, `refusal`, `timer`, `receipt`, `suspend`, `resume`, `amend`,
                `register`, `account`, `routine`, `read`, `identity`, `export`, `grade`,
                `keys`.
            actor: Who acted; 0 is the clock.
            facts: What the entry tells; values None are left out.
        """
        row = case.row
        seq: int = row["seq"] + 1
        body: dict[str, Any] = {
            "at": self.now,
            "by": actor.person_id,
            "case": row["id"],
            "kind": row["kind"],
            "prev": row["head"],
            "seq": seq,
            "state": row["state"],
            "what": what,
        }
        if actor.acting_for is not None:
            body["for"] = actor.acting_for
        if case.signing:
            body["signs"], case.signing = case.signing, {}
        if case.voiding:
            body["voids"], case.voiding = case.voiding, ()
        body.update((name, value) for name, value in facts.items() if value is not None)
        text = canonical(body)
        row["seq"], row["head"] = seq, digest(text)
        values = {"case_id": row["id"], "seq": seq, "body": text, "hash": row["head"]}
        if case.recalled:
            self.write((moves.PROVE_ENTRY, {**values, **case.recalled}))
        else:
            self.write((moves.INSERT_ENTRY, values))
        self.told.append(body)
        return seq

    def finish(self) -> None:
        """Write everything and commit.

        Raises:
            Stale: somebody else made an entry on one of the cases since it was read.
            RuntimeError: what effects asked for, or the entry of a change, was forgotten.
        """
        if self.pending:
            raise RuntimeError("follow_up was not called")
        cases: list[Statement] = []
        details: list[Statement] = []
        for case in self._cases.values():
            row = case.row
            if row["seq"] == case.old_seq:
                if case.changed or case.moved:  # who remembers the case would never hear of it
                    raise RuntimeError("a case was changed and no entry tells so")
                if case.recalled:  # no entry proves that it still is as remembered
                    raise Stale
                continue
            if case.changed:
                details.append(moves.details_changed(row["kind"], row["id"], case.changed))
            if case.moved:
                values = {name: row[name] for name in _MOVED}
                values["old_seq"] = case.old_seq
                cases.append((moves.MOVE, values))
            else:
                values = {name: row[name] for name in ("id", "seq", "head")}
                values["old_seq"] = case.old_seq
                cases.append((moves.NOTE, values))
        last: list[Statement] = [(BUMP, {})] if self._directory_changed else []
        self.tx.finish([*cases, *details, *self._statements, *last], proofs=len(cases))
        self._remember()
        for case_id, kind in self._learned.items():
            self.office.learn_kind(case_id, kind)
        if self._directory_changed:
            self.office.forget_directory()
        self.office.committed(self.told)

    def _remember(self) -> None:
        """Keep in memory what was moved, as it now is."""
        for case in self._cases.values():
            if case.old_seq and case.row["seq"] != case.old_seq:
                signoffs = case.signoffs if Need.SIGNOFFS in case.known else None
                self.office.memory.keep(case.id, Remembered(case.row, signoffs))


def first_entry_row() -> dict[str, Any]:
    """Return the chain columns of a case before its first entry."""
    return {"seq": 0, "head": GENESIS, "revision": 1}
