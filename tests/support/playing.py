"""Plays scenarios in an empty office of their own, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from config.policy import load_policy
from engine.office import Office
from engine.scenario.loading import Scenario, load_scenario
from engine.scenario.records import Record
from engine.scenario.summary import Summary
from engine.simulate import simulate
from kernel.clock import ManualClock
from notifications.sealing import Keyring
from notifications.senders import RecordingSender
from store.database import Database
from tests.support.fresh import make_tables


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a play."""

    records: tuple[Record, ...]
    summary: Summary

    @property
    def lines(self) -> list[str]:
        """Return what `--json` prints."""
        return [record.to_json() for record in self.records]

    def told(self, what: str) -> list[Record]:
        """Return the records of one kind."""
        return [record for record in self.records if record.what == what]


@contextmanager
def empty_office(scenario: Scenario, url: str | None = None) -> Iterator[Office]:
    """Yield an office under a manual clock; on SQLite unless `url` says otherwise."""
    with TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{folder}/office.db", durable=False)
        make_tables(database)
        try:
            yield Office(
                database,
                ManualClock(scenario.plan.start),
                load_policy(),
                RecordingSender(),
                Keyring.open(Path(folder) / "office.key"),
            )
        finally:
            database.close()


def play(path: Path, url: str | None = None) -> Played:
    """Play the scenario in the file at `path`."""
    scenario = load_scenario(path)
    records: list[Record] = []
    with empty_office(scenario, url) as office:
        summary = simulate(scenario, office, tell=records.append)
    return Played(tuple(records), summary)
