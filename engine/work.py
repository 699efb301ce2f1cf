"""One transaction's worth of work: what was loaded, what is written, and every entry of the chain.

Everything that a command brings about (states, details, timers, signatures, notices, entries) is
collected here and written at the end in one go, so it happens together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from engine import loading
from engine.commands import FollowUp, Open
from engine.directory import BUMP, Directory
from engine.loading import LoadedCase
from engine.office import Office
from kernel.canonical import GENESIS, canonical, digest
from kernel.clock import office_day
from kernel.errors import NotFound
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Actor, Need, SignOff
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from store import books, moves, timers
from store.database import Row, Statement, Transaction

_MOVED = ("id", "state", "revision", "seq", "head", "moved_at", "body_id", "suspended_at")


class Work:
    """Collects the writes of one transaction and runs them at the end."""

    def __init__(self, office: Office, tx: Transaction, now: datetime) -> None:
        self.office = office
        self.tx = tx
        self._postgres = not office.database.is_sqlite
        self.now = now
        self.today: date = office_day(now)
        self._directory: Directory | None = None
        self._cases: dict[int, LoadedCase] = {}
        self._statements: list[Statement] = []
        self._directory_changed = False
        self._learned: dict[int, Row] = {}
        self.pending: list[tuple[FollowUp | Open, int]] = []
        """What effects asked of other cases, with the case that asked; see `engine/take.py`."""
        self.advice: tuple[Text, ...] = ()
        """What speaks against what is being done, without stopping it."""
        self.told: list[dict[str, Any]] = []
        """Every entry made, for the caller to show."""

    @property
    def directory(self) -> Directory:
        """Return who is who."""
        if self._directory is None:
            self._directory = self._read_directory()
        return self._directory

    def _read_directory(self, version: int | None = None) -> Directory:
        if self._directory_changed:  # what is not committed yet is not for the office's memory
            return Directory.load(self.tx, self.office.policy.also_holds)
        return self.office.directory(self.tx, version)

    def load(self, case_id: int, needs: frozenset[Need] = frozenset()) -> LoadedCase:
        """Return the case with `case_id` and the facts its guards need, in one round trip.

        Raises:
            NotFound: there is no such case.
        """
        found = self._cases.get(case_id)
        if found is not None:
            if not needs <= found.known:
                self._fetch(found, needs - found.known)
            return found
        kind = self._kind(case_id)
        asked = loading.questions(
            kind, case_id, needs, first=True, postgres=self._postgres, locks=self._locks(needs)
        )
        answers = self.tx.read_all([statement for _, statement in asked])
        if not answers[0]:
            raise no_case(case_id)
        row = answers[0][0]
        version = row.pop("directory_version")
        if self._directory is None:
            self._directory = self._read_directory(version)
        case = LoadedCase(row, LIFE_CYCLES[row["kind"], row["version"]], old_seq=row["seq"])
        loading.answer(case, kind, asked, answers, needs)
        self._cases[case_id] = case
        return case

    def _locks(self, needs: frozenset[Need]) -> bool:
        """Say whether relatives are locked as they are read: where writers do not queue anyway."""
        if self.office.database.is_sqlite or not self.tx.writes or not needs & loading.RELATIVES:
            return False
        self.tx.hold()  # what is counted stays as it is until this work is done
        return True

    def keep_still(self, case_id: int) -> None:
        """Keep a case from moving until this work is done: where writers do not queue anyway."""
        if not self.office.database.is_sqlite:
            self.tx.row(moves.KEEP_STILL, id=case_id)

    def timers(self, case: LoadedCase) -> list[Row]:
        """Return the armed and suspended timers of a case, as this transaction leaves them."""
        if case.timers is None:
            stored = self.tx.rows(timers.RUNNING, id=case.id)
            kept = [row for row in stored if row["deadline"] not in case.changed_timers]
            armed = [row for row in case.changed_timers.values() if row is not None]
            case.timers = kept + armed
        return case.timers

    def _kind(self, case_id: int) -> Row:
        """Return what never changes about a case."""
        found = self.office.known_kind(case_id) or self._learned.get(case_id)
        return found or self._learn(case_id)

    def _learn(self, case_id: int) -> Row:
        kind = self.tx.row(moves.KIND, id=case_id)
        if kind is None:
            raise no_case(case_id)
        if kind["parent_id"] is not None:
            above = self.tx.row(moves.KIND, id=kind["parent_id"])
            kind["parent_kind"] = above["kind"] if above else None
        self._learned[case_id] = kind
        return kind

    def _fetch(self, case: LoadedCase, needs: frozenset[Need]) -> None:
        kind = self._kind(case.id)
        asked = loading.questions(
            kind, case.id, needs, first=False, postgres=self._postgres, locks=self._locks(needs)
        )
        if asked:
            answers = self.tx.read_all([statement for _, statement in asked])
            loading.answer(case, kind, asked, answers, needs)
        case.known |= needs

    def opened(self, row: Row, cycle: AnyLifeCycle) -> LoadedCase:
        """Take a case that this transaction has just inserted into the work."""
        case = LoadedCase(row, cycle, [], old_seq=row["seq"])
        self._cases[case.id] = case
        return case

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
        self.write((moves.INSERT_ENTRY, values))
        self.told.append(body)
        return seq

    def finish(self) -> None:
        """Write everything and commit.

        Raises:
            Stale: somebody else made an entry on one of the cases since it was read.
            RuntimeError: what effects asked for was forgotten.
        """
        if self.pending:
            raise RuntimeError("follow_up was not called")
        cases: list[Statement] = []
        details: list[Statement] = []
        for case in self._cases.values():
            row = case.row
            if case.changed:
                details.append(moves.details_changed(row["kind"], row["id"], case.changed))
            if row["seq"] == case.old_seq:
                continue
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
        for case_id, kind in self._learned.items():
            self.office.learn_kind(case_id, kind)
        if self._directory_changed:
            self.office.forget_directory()
        self.office.committed(self.told)


def first_entry_row() -> dict[str, Any]:
    """Return the chain columns of a case before its first entry."""
    return {"seq": 0, "head": GENESIS, "revision": 1}


def no_case(case_id: int) -> NotFound:
    """Return the error for a case that does not exist, or that somebody may not know of."""
    number = case_number(case_id)
    return NotFound(
        Text(f"没有编号为 {number} 的事项。", f"There is no case with the number {number}.")
    )
