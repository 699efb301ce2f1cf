"""What a door asks for: validated commands and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kernel.canonical import canonical, digest
from kernel.ids import case_number
from kernel.words import Text


@dataclass(frozen=True, slots=True)
class Advance:
    """Give an event to a case."""

    case_id: int
    event: str
    person_id: int
    inputs: Mapping[str, object] = field(default_factory=dict)
    revision: int | None = None
    """The revision the person saw; one that has moved since is a conflict. Doors always give it."""
    acting_for: int | None = None
    key: str | None = None
    """The idempotency key: the same key twice is the same result."""

    @property
    def fingerprint(self) -> bytes:
        """Return what tells this command from another one under the same key."""
        return digest(
            canonical(
                {
                    "case": self.case_id, "event": self.event, "by": self.person_id,
                    "for": self.acting_for, "inputs": {k: str(v) for k, v in self.inputs.items()},
                }
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Open:
    """Open a case."""

    kind: str
    person_id: int
    details: Mapping[str, object] = field(default_factory=dict)
    parent_id: int | None = None
    acting_for: int | None = None
    key: str | None = None

    @property
    def fingerprint(self) -> bytes:
        """Return what tells this command from another one under the same key."""
        return digest(
            canonical(
                {
                    "open": self.kind, "by": self.person_id, "for": self.acting_for,
                    "parent": self.parent_id,
                    "inputs": {k: str(v) for k, v in self.details.items()},
                }
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An event that the clock gives to another case, because of this one."""

    case_id: int
    event: str
    inputs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command: where the case is now, and every entry that was made."""

    case_id: int
    state: str
    revision: int
    entries: tuple[Mapping[str, Any], ...] = ()
    advice: tuple[Text, ...] = ()
    """What speaks against what was done, though it did not stop it."""

    @property
    def number(self) -> str:
        """Return the number of the case."""
        return case_number(self.case_id)

    def to_json(self) -> dict[str, Any]:
        """Return the result as it is kept under an idempotency key and printed with `--json`."""
        return {"case": self.case_id, "number": self.number, "state": self.state,
                "revision": self.revision}  # fmt: skip
