"""The library of the office as values: its documents, their versions, and which is in force when.

Rows C10, L06, G07, H13. Guards about documents are in `rules/documents.py`, those of papers that
cite them in `rules/papers.py`; a further fact about a document is a field of `Known`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from kernel.words import Labelled

if TYPE_CHECKING:
    from rules.facts import Line

VERSIONS = "document_versions"
"""The book with a line for each version of a document."""
RECEIPTS = "document_receipts"
"""The book with a line for each receipt of reading: who, when, which version."""
READ = "document_read"
"""What somebody signs who has read the newest version; void once there is a newer one."""


class Category(Labelled):
    """What a document of the library is."""

    HANDBOOK = "handbook", "巡察工作手册", "Handbook"
    PAPER_SYSTEM = "paper_system", "底稿制度", "Working-paper system"
    INTERNAL = "internal", "内控制度", "Internal control"
    LAW = "law", "党规党纪、法律法规", "Rules and law that papers cite"
    TEMPLATE = "template", "工作模板", "Template"


class Dated(Protocol):
    """Anything that holds from a day on: a version of a document, or of a list of materials."""

    @property
    def effective_from(self) -> date:
        """The day from which it holds."""
        ...


DatedT = TypeVar("DatedT", bound=Dated)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document."""

    number: int
    effective_from: date
    digest: str
    """The SHA-256 of its text, under which the text is kept apart."""
    changed: str = ""
    """What is different from the version before; empty for the first."""


def versions_in(lines: Sequence[Line]) -> tuple[Version, ...]:
    """Return the versions that the lines of a book tell, the oldest first."""
    return tuple(
        Version(
            number,
            date.fromisoformat(line.values["effective_from"]),
            line.values["document_text"],
            line.values.get("changed", ""),
        )
        for number, line in enumerate(lines, 1)
    )


def in_force(versions: Sequence[DatedT], day: date) -> DatedT | None:
    """Return which of `versions`, oldest first, holds on `day`; None before the first one does.

    Example:
        >>> first = Version(1, date(2022, 1, 1), "a")
        >>> second = Version(2, date(2022, 7, 1), "b", "第三条")
        >>> [in_force((first, second), date(2022, month, 2)).number for month in (1, 8)]
        [1, 2]
    """
    begun = [one for one in versions if one.effective_from <= day]
    return begun[-1] if begun else None


@dataclass(frozen=True, slots=True)
class Known:
    """One document, as far as guards ask for it."""

    code: str
    title: str
    category: str
    repealed: bool = False
    effective_from: date | None = None
    """When its first version takes effect; None while it has none."""

    def holds(self, day: date) -> bool:
        """Say whether it is in force on `day`."""
        begun = self.effective_from is not None and self.effective_from <= day
        return begun and not self.repealed

    def is_called(self, name: str) -> bool:
        """Say whether `name`, with or without 《》, is its code or its title."""
        return name.strip("《》 ") in (self.code, self.title.strip("《》 "))


@dataclass(frozen=True, slots=True)
class Library:
    """Every document that there is or was."""

    documents: tuple[Known, ...] = ()

    @property
    def citable(self) -> tuple[Known, ...]:
        """Return the documents that a paper may cite as a rule."""
        return tuple(one for one in self.documents if one.category != Category.TEMPLATE)

    def called(self, name: str) -> tuple[Known, ...]:
        """Return the citable documents called `name`: a repealed one and its successor, say."""
        return tuple(one for one in self.citable if one.is_called(name))
