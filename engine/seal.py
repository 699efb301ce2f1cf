"""Seals what is new: once a day one Merkle root over the new entries of all cases.

Each seal holds the hash of the one before, so whoever keeps one hash outside the office can later
show that nothing sealed by then was changed. What a seal proves: docs/audit.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.office import Office
from engine.tracing import traced
from engine.verifier import GENESIS, grow, root_of, seal_hash
from kernel.canonical import moment_text
from store import audit, moves
from store.database import Row, Stale, Transaction


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal, to be shown and kept."""

    number: int
    sealed_at: datetime
    entries: int
    """How many entries it covers."""
    root: str
    clock: str
    """What sets the clock by which it was made."""
    hash: str
    """What to keep outside the office, in hexadecimal."""

    def to_json(self) -> dict[str, Any]:
        """Return the seal for `--json`; it tells nothing of any case."""
        return {
            "seal": self.number, "at": moment_text(self.sealed_at), "entries": self.entries,
            "root": self.root, "clock": self.clock, "hash": self.hash,
        }  # fmt: skip


@traced("seal")
def seal(office: Office) -> Seal | None:
    """Seal every entry that no seal covers yet.

    The entries are read on one snapshot without holding anybody up; two that seal at once make one
    seal.

    Returns:
        The new seal; None when nothing is new, or somebody else was sealing it just then.

    Raises:
        Exception: the database is out of reach; nothing is sealed, the next time seals it all.
    """
    now = office.now()
    with office.database.reading() as tx:
        made, covers = _compute(tx, now, office.clock.source)
    if not made.entries:
        return None
    row = {
        "id": made.number, "sealed_at": now, "entries": made.entries,
        "root": bytes.fromhex(made.root), "clock": made.clock, "hash": bytes.fromhex(made.hash),
    }  # fmt: skip
    covered = [moves.insert("sealed_cases", cover) for cover in covers]
    try:
        with office.database.writing() as tx:
            tx.finish([moves.insert("seals", row), *covered], proofs=0)
    except Stale:
        return None
    return made


def told_besides(seal: Row) -> dict[str, str]:
    """Return what a stored seal tells besides: what set its clock, which the oldest do not know."""
    return {} if seal["clock"] is None else {"clock": seal["clock"]}


def _compute(tx: Transaction, now: datetime, clock: str) -> tuple[Seal, list[dict[str, Any]]]:
    before = audit.last_seal(tx)
    number = before["id"] + 1 if before else 1
    prev = before["hash"].hex() if before else GENESIS
    peaks: list[tuple[int, bytes]] = []
    covers: dict[int, dict[str, Any]] = {}
    for entry in audit.unsealed(tx):
        case_id, seq = entry["case_id"], entry["seq"]
        grow(peaks, entry["hash"].hex())
        covers[case_id] = {
            "seal_id": number, "case_id": case_id, "last_seq": seq, "head": entry["hash"],
        }  # fmt: skip
    entries, root = root_of(peaks)
    sealed = seal_hash(number, moment_text(now), entries, root, prev, {"clock": clock})
    return Seal(number, now, entries, root, clock, sealed), list(covers.values())
