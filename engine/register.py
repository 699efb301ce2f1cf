"""The register: the case of the office as a whole, on whose chain changes of who is who stand.

What is written there is told in the module of its subject, such as `engine/people.py`.
"""

from __future__ import annotations

from engine.commands import Open
from engine.inception import open_in
from engine.loading import LoadedCase
from engine.work import Work

_REGISTER = "SELECT id FROM cases WHERE kind = 'register' ORDER BY id LIMIT 1"
_DIRECTORY = "SELECT id FROM directory WHERE id = 1"


def register_id(work: Work) -> int:
    """Return the id of the register, which the first change opens."""
    row = work.tx.row(_REGISTER)
    if row is None:
        _hold(work, _DIRECTORY)
        row = work.tx.row(_REGISTER)  # somebody else may have opened it just now
    if row is not None:
        return int(row["id"])
    return open_in(work, Open("register", 0, {"name": "人员机构登记簿"})).case_id


def register(work: Work) -> LoadedCase:
    """Return the register, which nobody else changes until this work is done.

    Whatever a change is checked against is read after this; so two changes that exclude each other
    never both get through.
    """
    _hold(work, _REGISTER)
    return work.load(register_id(work))


def _hold(work: Work, query: str) -> None:
    """Have others wait for the rows of `query`: where writers do not queue anyway."""
    if not work.office.database.is_sqlite:
        work.tx.row(f"{query} FOR UPDATE")
