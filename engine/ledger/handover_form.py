"""The handover sheet 交接单 of one clue: what is handed over, and who signed for which side (J05).

What the reader may not read of the clue is left out, as on every page about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.office import Office
from engine.queries import CaseSheet, history, show_case
from engine.wording import details_of
from kernel.errors import NotFound
from kernel.words import Text
from rules.handover import PACKAGE
from states.clue import CLUE, Event
from states.inputs import Field

SIDES: Mapping[Event, Text] = {
    Event.SIGN_BY_GROUP: Text("巡察组（移交人）", "Group (hands over)"),
    Event.SIGN_BY_OFFICE: Text("巡察办（见证人）", "Office (witness)"),
    Event.SIGN_BY_RECEIVER: Text("承办单位（接收人）", "Receiving body (takes over)"),
}
"""The event with which each side signs → the side."""
_CARRIED = ("clue_kind", "summary", "important", "suggestion", "route", "opinion")
"""The details that go along; what the receiver finds out later is none of the sheet's."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The line of one side; empty until it signs."""

    side: Text
    person_id: int | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandoverForm:
    """One sheet, to be printed and signed."""

    clue: CaseSheet
    carried: tuple[tuple[Field, Any], ...]
    """What is told of the clue."""
    package: tuple[tuple[Text, bool], ...]
    """Each part of the package, and whether it goes along."""
    signatures: tuple[Signature, ...]


def handover_form(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> HandoverForm:
    """Return the handover sheet of a clue; reading it leaves an entry.

    Raises:
        NotFound: there is no such clue, or the person may not know of it.
    """
    clue = show_case(office, case_id, person_id, acting_for)
    if clue.cycle.kind != CLUE.kind:
        raise NotFound(
            Text(
                "这个事项不是线索，没有交接单。", "This case is no clue: it has no handover sheet."
            )
        )
    signed: dict[str, Mapping[str, Any]] = {}
    for entry in history(office, case_id, person_id, acting_for):
        if entry["what"] == "move":
            if entry["event"] == Event.SIGN_BY_GROUP:
                signed.clear()
            signed[entry["event"]] = entry
    lines = tuple(_line(side, signed.get(event)) for event, side in SIDES.items())
    package = tuple((label, clue.row.get(name) == "supplied") for name, label in PACKAGE)
    carried = tuple((field, value) for field, value in details_of(clue) if field.name in _CARRIED)
    return HandoverForm(clue, carried, package, lines)


def _line(side: Text, entry: Mapping[str, Any] | None) -> Signature:
    if entry is None:
        return Signature(side, None, None)
    signer = entry.get("for") or entry["by"]
    return Signature(side, signer, datetime.fromisoformat(entry["at"]))
