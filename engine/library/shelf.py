"""The library as people see it: documents with the version in force, their texts, who has to read.

Read only. A further column of the list is a field of `DocumentLine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.contents import content_of
from engine.effects.library import readers_left
from engine.lines import lines_of
from engine.loading import LoadedCase
from engine.office import Office
from engine.queries import list_cases
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import NotFound, NotPermitted
from kernel.ids import case_number
from kernel.words import Text
from rules.facts import Need
from rules.library import VERSIONS, Category, Version, in_force, versions_in
from rules.posts import Post, named_posts
from rules.sight import Sight
from states.library_document import LIBRARY_DOCUMENT, State

_MOST = 10_000
_CALLED = (
    "SELECT c.id FROM cases c JOIN library_document_details d ON d.case_id = c.id"
    " WHERE d.document_code = :code ORDER BY c.state = 'repealed', c.id DESC"
)

_ISSUED = "SELECT id FROM cases WHERE kind = 'library_document' AND state = 'issued' ORDER BY id"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document in the list."""

    case_id: int
    code: str
    title: str
    category: str
    state: State
    holding: Version | None
    """The version in force today."""
    newest: Version | None
    """The version that was issued last; it may hold from a later day."""
    readers: tuple[Post, ...]
    read_by: date | None
    to_read: bool
    """Whether the reader of this list still has to read the newest version."""
    left: int | None
    """How many people have not read it; for those who read everything."""

    @property
    def number(self) -> str:
        """Return the number of the document as a case."""
        return case_number(self.case_id)


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """One person who has not signed for the newest version of a document."""

    code: str
    title: str
    version: int
    person: str
    read_by: date | None
    overdue: bool


def list_documents(
    office: Office, person_id: int, category: Category | None = None
) -> tuple[DocumentLine, ...]:
    """Return the documents that a person may see, in order of their codes."""
    seen = list_cases(office, person_id, kind=LIBRARY_DOCUMENT.kind, limit=_MOST)
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        lines = [_line(work, *_load(work, one.case_id, person_id), person_id) for one in seen]
    wanted = [one for one in lines if category in (None, one.category)]
    return tuple(sorted(wanted, key=lambda one: (one.code, one.case_id)))


def _load(work: Work, case_id: int, person_id: int) -> tuple[LoadedCase, Sight]:
    case, _, sight = load_visible(work, case_id, person_id)
    work.load(case_id, frozenset({Need.SIGNOFFS}))
    return case, sight


def _line(work: Work, case: LoadedCase, sight: Sight, person_id: int) -> DocumentLine:
    row = case.row
    versions = versions_in(lines_of(work.tx, case.id, VERSIONS))
    issued = row["state"] == State.ISSUED
    left = readers_left(work, case) if issued else ()
    return DocumentLine(
        case.id, row["document_code"], row["title"], row["category"], State(row["state"]),
        in_force(versions, work.today) if issued else None, versions[-1] if versions else None,
        named_posts(row["readers"]), row["read_by"], person_id in left,
        len(left) if sight.whole else None,
    )  # fmt: skip


def find_document(work: Work, code: str, person_id: int) -> tuple[LoadedCase, Sight]:
    """Return the document with a code, the one that holds before a repealed one.

    Raises:
        NotFound: there is none that this person may see.
    """
    row = work.tx.row(_CALLED, code=code)
    if row is not None:
        try:
            return _load(work, row["id"], person_id)
        except NotFound:
            pass  # it is not for this person, so it reads as if it were not there
    raise NotFound(
        Text(
            f"制度库里没有编号为“{code}”的文件；用 xuncheng library list 查看。",
            f'The library has no document "{code}": see xuncheng library list.',
        )
    )


def read_document(
    office: Office, code: str, person_id: int, version: int | None = None
) -> tuple[DocumentLine, Version, str]:
    """Return a version of a document with its text, the newest one unless told otherwise.

    Raises:
        NotFound: there is no such document or version for this person.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, sight = find_document(work, code, person_id)
        versions = versions_in(lines_of(tx, case.id, VERSIONS))
        found = [one for one in versions if version in (None, one.number)]
        if not found or not sight.book(VERSIONS):
            raise NotFound(Text(f"“{code}”没有这一版。", f'"{code}" has no such version.'))
        line = _line(work, case, sight, person_id)
        return line, found[-1], content_of(work, case, found[-1].digest)


def unread_documents(
    office: Office, person_id: int, code: str | None = None
) -> tuple[ReaderLine, ...]:
    """Return who has not read the newest version of which document, the first due first.

    Raises:
        NotFound: there is no such document.
        NotPermitted: who has read what is for the office and those above it.
    """
    found = []
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        cases = (
            [_load(work, row["id"], person_id) for row in tx.rows(_ISSUED)]
            if code is None
            else [find_document(work, code, person_id)]
        )
        for case, sight in cases:
            if not sight.whole:
                raise NotPermitted(
                    Text("谁读了什么只供巡察办和领导掌握。", "Receipts are read by the office.")
                )
            row = case.row
            late = row["read_by"] is not None and row["read_by"] < work.today
            found += [
                ReaderLine(
                    row["document_code"], row["title"], row["versions"],
                    work.directory.people[person].name, row["read_by"], late,
                )
                for person in (readers_left(work, case) if row["state"] == State.ISSUED else ())
            ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.read_by or date.max, one.code, one.person)))
