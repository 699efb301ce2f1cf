"""The reading half of a transaction: which cases are loaded, and what is known of them.

A case is read once and then changed in place; `engine/work.py` writes what became of it. A sweep
reads all the cases of a batch together (`gather`), a move what it remembers (`recall`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from engine import loading
from engine.directory import Directory
from engine.loading import LoadedCase
from engine.office import Office
from kernel.clock import office_day
from kernel.errors import NotFound
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Need
from states.catalogue import LIFE_CYCLES, AnyLifeCycle
from store import moves, timers
from store.database import Row, Transaction
from store.many import listed

_SIGNOFFS = frozenset({Need.SIGNOFFS})


class CaseReader:
    """The cases that one transaction has loaded.

    Args:
        office: The office.
        tx: The transaction.
        now: The moment of everything in it.
        trusting: Whether a case may be taken from memory instead of being read.
    """

    def __init__(
        self, office: Office, tx: Transaction, now: datetime, *, trusting: bool = False
    ) -> None:
        self.office = office
        self.tx = tx
        self.now = now
        self.today: date = office_day(now)
        self.recalled = False
        """Whether something is decided on what was remembered, not read."""
        self._trusting = trusting
        self._postgres = not office.database.is_sqlite
        self._directory: Directory | None = None
        self._directory_changed = False
        self._cases: dict[int, LoadedCase] = {}
        self._learned: dict[int, Row] = {}

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
        case = self._loaded(answers[0][0])
        loading.answer(case, kind, asked, answers, needs)
        return case

    def recall(self, case_id: int, needs: frozenset[Need] = frozenset()) -> LoadedCase:
        """Return a case that is about to get an entry, without reading what is remembered of it.

        Raises:
            NotFound: there is no such case.
        """
        kept = self.office.memory.recall(case_id) if self._trusting else None
        directory = self.office.remembered_directory
        if kept is not None and directory is not None:
            self.recalled = True
            self._directory = directory
            case = self._loaded(dict(kept.row))
            case.recalled = {
                "directory": directory.version, "last": kept.row["seq"], "head": kept.row["head"]
            }  # fmt: skip
            if kept.signoffs is not None:
                case.signoffs, case.known = kept.signoffs, _SIGNOFFS
        return self.load(case_id, needs)

    def gather(self, case_ids: Iterable[int]) -> None:
        """Load many cases with their running timers, in one round trip for each kind."""
        wanted = list(dict.fromkeys(case_ids))
        self._learn_all([one for one in wanted if self.office.known_kind(one) is None])
        of_kind: dict[str, list[int]] = defaultdict(list)
        for case_id in wanted:
            of_kind[self._kind(case_id)["kind"]].append(case_id)
        running: dict[int, list[Row]] = {case_id: [] for case_id in wanted}
        for timer in self._many(timers.running_query(postgres=self._postgres), wanted):
            running[timer["case_id"]].append(timer)
        for kind, those in of_kind.items():
            query = moves.case_query(kind, many=True, postgres=self._postgres)
            for row in self._many(query, those):
                self._loaded(row).timers = running[row["id"]]

    def _loaded(self, row: Row) -> LoadedCase:
        """Take a row of `moves.case_query` in."""
        version = row.pop("directory_version", None)
        if self._directory is None:
            self._directory = self._read_directory(version)
        case = LoadedCase(row, LIFE_CYCLES[row["kind"], row["version"]], old_seq=row["seq"])
        self._cases[case.id] = case
        return case

    def _locks(self, needs: frozenset[Need]) -> bool:
        """Say whether relatives are locked as they are read: where writers do not queue anyway."""
        if not self._postgres or not self.tx.writes or not needs & loading.RELATIVES:
            return False
        self.tx.hold()  # what is counted stays as it is until this work is done
        return True

    def keep_still(self, case_id: int) -> None:
        """Keep a case from moving until this work is done: where writers do not queue anyway."""
        if self._postgres:
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
        if found is None:
            self._learn_all([case_id])
            found = self._learned.get(case_id)
        if found is None:
            raise no_case(case_id)
        return found

    def _learn_all(self, case_ids: list[int]) -> None:
        if case_ids:
            for row in self._many(moves.kinds_query(postgres=self._postgres), case_ids):
                self._learned[row.pop("id")] = row

    def _many(self, query: str, case_ids: Sequence[int]) -> list[Row]:
        return self.tx.rows(query, ids=listed(case_ids, postgres=self._postgres))

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


def no_case(case_id: int) -> NotFound:
    """Return the error for a case that does not exist, or that somebody may not know of."""
    number = case_number(case_id)
    return NotFound(
        Text(f"没有编号为 {number} 的事项。", f"There is no case with the number {number}.")
    )
