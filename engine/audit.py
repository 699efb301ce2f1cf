"""Verifies the audit record inside the office: chains, seals, and that replay gives the tables.

Chains and seals are checked by the stand-alone `engine/verifier.py`; only the comparison with the
tables is added here. A further table to compare is a path in `engine/stored.py`; what follows from
more than one chain is one more check in `_across`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.replay import Replay
from engine.seal import told_besides
from engine.secondments import Secondments
from engine.stored import register_of, stored_of
from engine.verifier import GENESIS, Chain, Fault, Ledger
from engine.waking import slept_through
from kernel.canonical import moment_text
from kernel.ids import case_id_of, case_number
from kernel.words import Text
from rules.policy import Policy
from states.catalogue import NEWEST
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
    ladders: bool
    """Whether a policy was at hand, so that limits were checked against the steps of ladders."""
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
            "ladders": self.ladders, "faults": [fault._asdict() for fault in self.faults],
        }  # fmt: skip


def verify(database: Database, policy: Policy | None = None) -> Report:
    """Check every chain, every seal, and that the tables are what the entries add up to.

    Everything is read on one snapshot and in pages, so the office may go on working.

    Args:
        database: The database.
        policy: The policy in force, which says when the steps of ladders speak. Without it that is
            not checked, and the report says so.

    Raises:
        Exception: the database is out of reach, or a column holds what its type cannot be.
    """
    ledger, secondments, lost = Ledger(), Secondments(), set[int]()
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
                    secondments.take(told)
            if chain.close() is None:
                ledger.faults += _contradiction(tx, case, replay, policy)
                lost.update(audit.absent(tx, replay.causes))
        lost.update(audit.lost_cases(tx, NEWEST))
        _across(ledger, secondments, audit.whole_tables(tx, ("posts",))["posts"], lost)
        for seal in audit.seals(tx):
            ledger.seal(
                seal["id"], moment_text(seal["sealed_at"]), seal["entries"], hexed(seal["root"]),
                hexed(seal["hash"]), told_besides(seal),
            )  # fmt: skip
    ledger.finish()
    return Report(
        **ledger.counts, last_seal=ledger.last_seal, ladders=policy is not None,
        faults=tuple(ledger.faults),
    )  # fmt: skip


def chain_of(case: Row) -> Chain:
    """Return the check of the chain of a case that `store.audit.walk` gave."""
    sealed = [(one["seal_id"], one["last_seq"], hexed(one["head"])) for one in case["sealed"]]
    return Chain(case["id"], case_number(case["id"]), case["seq"], hexed(case["head"]), sealed)


def hexed(stored: Any) -> str:
    """Return stored bytes in hexadecimal; what was put in their place stays recognisably wrong."""
    return stored.hex() if isinstance(stored, bytes) else str(stored)


def _contradiction(
    tx: Transaction, case: Row, replay: Replay, policy: Policy | None
) -> list[Fault]:
    """Return the first entry that the tables contradict, if there is one."""
    found = [("replay", *wrong) for wrong in (replay.told.contradiction,) if wrong]
    if not found:
        found = sorted(_contradictions(tx, case, replay, policy), key=_by_entry)[:1]
    return [_fault(*one, case["id"]) for one in found]


def _fault(code: str, seq: int, about: str, case_id: int) -> Fault:
    return Fault(code, seq, case_number(case_id), about)


def _by_entry(found: tuple[str, int, str]) -> tuple[int, str, str]:
    code, seq, about = found
    return seq, code, about


def _contradictions(
    tx: Transaction, case: Row, replay: Replay, policy: Policy | None
) -> Iterator[tuple[str, int, str]]:
    """Give (code, entry, where) for everything in the tables that contradicts the entries."""
    kind = replay.told.values["cases", "kind"]
    tables = audit.tables_of(tx, kind, case["id"])
    stored = stored_of(case, tables, replay.told)
    if kind == "register":
        stored |= register_of(tx)
    for seq, about in replay.differences(stored):
        yield "replay", seq, about
    for seq, code, about in slept_through(replay.clocks, tables["timers"], policy):
        yield code, seq, about


def _across(ledger: Ledger, secondments: Secondments, posts: list[Row], lost: set[int]) -> None:
    """Add what no single chain shows: cases of which traces are left, posts that wake and end."""
    ledger.open(Chain(0, "", 0, GENESIS, ()))
    wrong = {case_id_of(fault.number) for fault in ledger.faults}
    ledger.faults += [_fault("missing", 1, "", case_id) for case_id in lost - wrong]
    wrong |= lost
    for case_id, seq, about in sorted(secondments.contradicted(posts, wrong)):
        if case_id not in wrong:
            ledger.faults.append(_fault("replay", seq, about, case_id))
            wrong.add(case_id)
    ledger.faults.sort(key=lambda fault: case_id_of(fault.number))
