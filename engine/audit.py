"""Verifies the audit record inside the office: chains, seals, and that replay gives the tables.

Chains and seals are checked by the stand-alone `engine/verifier.py`; only the comparison with the
tables is added here. A further table to compare is a path in `_stored`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.replay import CASE, REGISTER, TIMER, Path, Replay
from engine.verifier import Chain, Fault, Ledger
from kernel.canonical import canonical, moment_text
from kernel.ids import case_number
from kernel.words import Text
from store import audit
from store.database import Database, Row, Transaction


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found."""

    cases: int
    entries: int
    seals: int
    last_seal: str
    """The hash of the newest seal: compare it with the one kept outside the office."""
    faults: tuple[Fault, ...]
    """The first thing wrong with each chain, in the order of the cases; the seals come last."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def reasons(self) -> tuple[Text, ...]:
        """Return what is wrong, in both languages; it names cases and entries, never content."""
        return tuple(Text(fault.say("zh"), fault.say("en")) for fault in self.faults)

    def to_json(self) -> dict[str, Any]:
        """Return the report for `--json`."""
        return {
            "sound": self.sound, "cases": self.cases, "entries": self.entries,
            "seals": self.seals, "last_seal": self.last_seal,
            "faults": [fault._asdict() for fault in self.faults],
        }  # fmt: skip


def verify(database: Database) -> Report:
    """Check every chain, every seal, and that the tables are what the entries add up to.

    Everything is read on one snapshot and in pages, so the office may go on working.

    Raises:
        Exception: the database is out of reach, or a column holds what its type cannot be.
    """
    ledger = Ledger()
    with database.reading() as tx:
        for case, entries in audit.walk(tx, raw=database.is_sqlite):
            chain = chain_of(case)
            ledger.open(chain)
            replay = Replay()
            for entry in entries:
                told = ledger.entry(
                    entry["case_id"], entry["seq"], entry["body"], hexed(entry["hash"])
                )
                if told is not None:
                    replay.take(told)
            if chain.close() is None:
                ledger.faults += _contradiction(tx, case, replay)
        for seal in audit.seals(tx):
            ledger.seal(
                seal["id"], moment_text(seal["sealed_at"]), seal["entries"], hexed(seal["root"]),
                hexed(seal["hash"]),
            )  # fmt: skip
    ledger.finish()
    return Report(**ledger.counts, last_seal=ledger.last_seal, faults=tuple(ledger.faults))


def chain_of(case: Row) -> Chain:
    """Return the check of the chain of a case that `store.audit.walk` gave."""
    sealed = [(one["seal_id"], one["last_seq"], hexed(one["head"])) for one in case["sealed"]]
    return Chain(case["id"], case_number(case["id"]), case["seq"], hexed(case["head"]), sealed)


def hexed(stored: Any) -> str:
    """Return stored bytes in hexadecimal; what was put in their place stays recognisably wrong."""
    return stored.hex() if isinstance(stored, bytes) else str(stored)


def _contradiction(tx: Transaction, case: Row, replay: Replay) -> list[Fault]:
    """Return the first entry that the tables contradict, if there is one."""
    found = [replay.contradiction] if replay.contradiction else []
    if not found:
        found = sorted(replay.differences(_stored(tx, case, replay)))[:1]
    return [Fault("replay", seq, case_number(case["id"]), about) for seq, about in found]


def _stored(tx: Transaction, case: Row, replay: Replay) -> dict[Path, Any]:
    """Return what the tables hold of a case, each value under its path."""
    kind = replay.told["cases", "kind"]
    tables = audit.tables_of(tx, kind, case["id"])
    stored: dict[Path, Any] = {}

    def keep(under: Path, row: Row, columns: frozenset[str]) -> None:
        plain = _plain({name: row[name] for name in columns})
        stored.update({(*under, name): value for name, value in plain.items()})

    keep(("cases",), case, CASE)
    for row in tables["details"]:
        keep(("details",), row, frozenset(row) - {"case_id"})
    for row in tables["timers"]:
        keep(("timers", row["deadline"], row["armed_seq"]), row, TIMER)
    who = frozenset({"person_id", "acting_for"})
    for row in tables["signoffs"]:
        keep(("signoffs", row["seq"], row["topic"], row["subject_id"]), row, who)
    for row in tables["notices"]:
        path: Path = ("notices", row["seq"], row["notice"], row["person_id"])
        if (*path, "person_id") in replay.told:
            keep(path, row, frozenset({"person_id", "for_person_id", "acknowledged_at"}))
    if kind == "register":
        for name, rows in audit.whole_tables(tx, REGISTER).items():
            for row in rows:
                keep((name, row["id"]), row, REGISTER[name])
    return stored


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as an entry would tell them."""
    told: dict[str, Any] = json.loads(canonical(values))
    return told
