"""The office: everything a use case needs, handed in from outside by `config/wiring.py`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.directory import Directory
from engine.remembered import CaseMemory
from kernel.clock import Clock
from kernel.tracing import Tracer
from notifications.sealing import Keyring
from notifications.senders import Sender
from rules.policy import Policy
from store.database import Database, Row, Transaction

_KINDS_KEPT = 100_000


@dataclass
class Office:
    """The database, the clock, the policy and the ways out, as one argument."""

    database: Database
    clock: Clock
    policy: Policy
    sender: Sender
    keyring: Keyring
    base_url: str | None = None
    """Where the office's own site answers, for links in notices."""
    home: Path | None = None
    """The data directory, with keys and backups; None where an office is only played."""
    memory: CaseMemory = field(default_factory=CaseMemory, repr=False)
    tracer: Tracer | None = None
    """Who is told which use cases run; mostly nobody."""
    _directory: Directory | None = field(default=None, repr=False)
    _kinds: OrderedDict[int, Row] = field(default_factory=OrderedDict, repr=False)
    _overheard: list[list[Mapping[str, Any]]] = field(default_factory=list, repr=False)

    def now(self) -> datetime:
        """Return the present moment."""
        return self.clock.now()

    def directory(self, tx: Transaction, version: int | None = None) -> Directory:
        """Return the directory of the present `version`, reading it only when it has changed."""
        if version is None:
            row = tx.row("SELECT version FROM directory WHERE id = 1")
            version = int(row["version"]) if row else 0
        if self._directory is None or self._directory.version != version:
            self._directory = Directory.load(tx, self.policy.also_holds)
        return self._directory

    @property
    def remembered_directory(self) -> Directory | None:
        """Return the directory as this process last read it, if it has."""
        return self._directory

    def known_directory(self) -> Directory:
        """Return the directory as this process last read it."""
        if self._directory is None:
            with self.database.reading() as tx:
                return self.directory(tx)
        return self._directory

    def forget_directory(self) -> None:
        """Drop the directory in memory: a transaction that had changed it was rolled back."""
        self._directory = None

    def known_kind(self, case_id: int) -> Row | None:
        """Return what never changes about a case, if this process has seen it."""
        return self._kinds.get(case_id)

    def learn_kind(self, case_id: int, row: Row) -> None:
        """Remember what never changes about a case."""
        self._kinds[case_id] = row
        if len(self._kinds) > _KINDS_KEPT:
            self._kinds.popitem(last=False)

    @contextmanager
    def overhearing(self) -> Iterator[list[Mapping[str, Any]]]:
        """Yield a list that fills with every entry this office commits inside the block."""
        heard: list[Mapping[str, Any]] = []
        self._overheard.append(heard)
        try:
            yield heard
        finally:
            self._overheard = [one for one in self._overheard if one is not heard]

    def committed(self, entries: list[dict[str, Any]]) -> None:
        """Let whoever listens hear the entries of a transaction that has just been committed."""
        for heard in self._overheard:
            heard.extend(entries)
