"""Notices about a reconciliation: the ledger is awaited, differences were found.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, RECEIVER, Notice, after
from rules.posts import OFFICE

# fmt: off
RECONCILIATION = (
    Notice("ledger_awaited", Text("请填报线索台账", "Ledger of clues awaited"),
           RECEIVER, after("reconciliation", OPEN)),
    Notice("ledgers_differ", Text("线索台账有差异", "Ledgers differ"),
           (*OFFICE, *RECEIVER), after("reconciliation", "find_different")),
)
# fmt: on
