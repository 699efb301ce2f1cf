"""A ledger as a spreadsheet: whole, as it is shown, counted and marked (§7 row 13).

How the file is written and counted is in `engine/exporting.py`.
"""

from __future__ import annotations

from pathlib import Path

from engine.exporting import Export, Sheet, export_sheet
from engine.ledger.asking import Ask
from engine.ledger.column import Column, Ledger
from engine.ledger.reading import read_ledger, rounds_for
from engine.ledger.telling import LedgerTeller
from engine.office import Office
from engine.wording import Teller
from kernel.words import Language


def columns_shown(ledger: Ledger, ask: Ask) -> tuple[Column, ...]:
    """Return the columns of a ledger; the one by which rows are put together comes first."""
    if not ask.by:
        return ledger.columns
    first = ledger.by_name[ask.by]
    return (first, *(one for one in ledger.columns if one is not first))


def export_ledger(
    office: Office, ledger: Ledger, ask: Ask, path: Path, person_id: int, *, language: Language,
    acting_for: int | None = None,
) -> Export:  # fmt: skip
    """Write every row of a ledger, as it is filtered, sorted and grouped, to a new spreadsheet.

    Raises:
        InvalidInput: the file exists, or its folder does not.
        NotFound: there is no such round for this person.
    """
    page = read_ledger(office, ledger, ask, person_id, acting_for=acting_for, whole=True)
    teller = LedgerTeller(
        Teller(office.policy, office.known_directory(), language),
        rounds_for(office, person_id, acting_for),
    )
    asked = teller.asked(ask, ledger)
    sheet = Sheet(
        ledger.name, ledger.label,
        [(one.name, one.label) for one in columns_shown(ledger, ask)],
        [teller.row(ledger, one) for one in page.rows], asked=asked,
    )  # fmt: skip
    return export_sheet(
        office, sheet, path, person_id, language=language, acting_for=acting_for,
        round_id=ask.round_id,
    )  # fmt: skip
