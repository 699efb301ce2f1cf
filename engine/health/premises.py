"""What is looked at: database, clock, policy and data directory; no keys, which may be amiss."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.office import Office
from kernel.clock import Clock
from rules.policy import Policy
from store.database import Database


@dataclass(frozen=True, slots=True)
class Premises:
    """Everything a look at the office needs."""

    database: Database
    clock: Clock
    policy: Policy
    home: Path | None

    @classmethod
    def of(cls, office: Office) -> Premises:
        """Return the premises of an office that is built."""
        return cls(office.database, office.clock, office.policy, office.home)

    def now(self) -> datetime:
        """Return the present moment."""
        return self.clock.now()
