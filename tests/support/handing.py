"""Handing clues over in a small office: the meeting, the three signatures, the reconciliation.

A further step of the handover is one more method of `Handing`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.support.acting import Acting
from tests.support.sheets import MEETING


@dataclass
class Handing(Acting):
    """An office whose people hand clues over."""

    def hand_over(self, clue: int, *, group: str = "leader") -> None:
        """Hand over a clue whose route is decided; `group` signs for the group."""
        if group == "leader":
            self.meet()
        else:
            self.give(clue, "convene_late", "staff", **MEETING)
        self.sign_sheet(clue, group=group)

    def meet(self) -> None:
        """Hold the handover meeting for every clue whose route is decided."""
        self.give(self.round_id, "hold_handover", "staff", early_reason="分批移交", **MEETING)

    def reconcile(self, clue: int) -> None:
        """Have the receiver confirm the office's list, and reconcile a clue."""
        run = self.open("reconciliation", "staff", body_id=self.body)
        self.give(run, "enter_ledger", "contact", confirmed=True)
        self.give(clue, "reconcile", "staff")

    def sign_sheet(self, clue: int, *, group: str = "leader") -> None:
        """Have the three sides sign a handover sheet."""
        self.give(clue, "sign_by_group", group)
        self.give(clue, "sign_by_office", "director")
        self.give(clue, "sign_by_receiver", "contact")
