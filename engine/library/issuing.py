"""Issuing a version of a document, and signing for having read one: by code, as people know it.

Both are events of the document; what they ask for is in `states/library_document.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.advance import advance
from engine.commands import Advance, Outcome
from engine.library.shelf import find_document
from engine.office import Office
from engine.work import Work
from states.library_document import State


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be issued."""

    text: str
    effective_from: date
    changed: str = ""
    """What is different from the version before; the first version has nothing to say here."""
    read_by: date | None = None
    """Until when it is to be read; None is as many working days as usual."""


def issue_version(
    office: Office, code: str, wanted: NewVersion, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Issue a document for the first time, or a new version of it.

    Raises:
        NotFound: there is no such document for this person.
        InvalidInput: what was entered is wrong; every mistake at once.
        Refused: the dates do not fit, or the document is repealed; every reason.
        NotPermitted: issuing is not for this person.
        Conflict: somebody else changed the document first.
    """
    case_id, state, revision = _found(office, code, person_id)
    event = "issue" if state == State.ENTERED else "revise"
    given = {
        "document_text": wanted.text, "effective_from": wanted.effective_from,
        "changed": wanted.changed or None, "read_by": wanted.read_by,
    }  # fmt: skip
    inputs: dict[str, object] = {name: one for name, one in given.items() if one is not None}
    return advance(office, Advance(case_id, event, person_id, inputs, revision, acting_for))


def sign_for_reading(
    office: Office, code: str, version: int, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Sign for having read a version of a document; only the newest one counts.

    Raises:
        NotFound: there is no such document for this person.
        Refused: it is not the newest version, or was signed for already; every reason.
        Conflict: somebody else changed the document first.
    """
    case_id, _, revision = _found(office, code, person_id)
    inputs = {"version_read": version}
    return advance(office, Advance(case_id, "read", person_id, inputs, revision, acting_for))


def _found(office: Office, code: str, person_id: int) -> tuple[int, str, int]:
    with office.database.reading() as tx:
        case, _ = find_document(Work(office, tx, office.now()), code, person_id)
        return case.id, case.row["state"], case.row["revision"]
