"""Notices owed by a ladder; their recipients are those of its step.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from types import MappingProxyType

from kernel.words import Text
from notifications.catalogue.notice import Notice
from rules.ladder import Tone

TOLD_BY_LADDER = MappingProxyType(
    {
        Tone.REMINDER: "deadline_reminder",
        Tone.OVERDUE: "deadline_overdue",
        Tone.ESCALATION: "deadline_escalation",
    }
)
"""Tone of a ladder's step → the notice it owes; its recipients are those of the step."""

LADDER = (
    Notice("deadline_reminder", Text("到期提醒", "Reminder of a deadline"), wants_receipt=True),
    Notice(
        "deadline_overdue", Text("已到期或超期", "Deadline reached or passed"), wants_receipt=True
    ),
    Notice("deadline_escalation", Text("升级督办", "Escalation"), wants_receipt=True),
)
