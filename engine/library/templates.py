"""Every template of the office in its versions: documents of the library and lists of materials.

What a group asks for today is the version in force; a further kind of template is a function here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from engine.library.shelf import list_documents
from engine.lines import lines_of
from engine.material_templates import list_templates
from engine.office import Office
from kernel.clock import office_day
from kernel.words import Text
from rules.library import VERSIONS, Category, DatedT, in_force, versions_in

_MATERIALS = Text("材料清单", "List of materials")


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One version of one template."""

    code: str
    """The code of a document, the type of unit of a list of materials."""
    title: Text
    version: int
    effective_from: date
    changed: str
    holding: bool
    """Whether it is the version in force today."""


def template_versions(office: Office, person_id: int) -> tuple[TemplateLine, ...]:
    """Return every version of every template, to people of the office and its groups.

    Raises:
        NotPermitted: templates are not for this person.
    """
    today = office_day(office.now())
    found = []
    lists = list_templates(office, person_id)
    for unit_type in dict.fromkeys(one.unit_type for one in lists):
        many = [one for one in lists if one.unit_type == unit_type]
        found += [
            TemplateLine(unit_type, _MATERIALS, one.version, one.effective_from, one.changed, holds)
            for one, holds in _marked(many, today)
        ]
    return (*found, *_documents(office, person_id, today))


def _documents(office: Office, person_id: int, today: date) -> list[TemplateLine]:
    found = []
    documents = list_documents(office, person_id, Category.TEMPLATE)
    with office.database.reading() as tx:
        for document in documents:
            title = Text(document.title, document.title)
            many = versions_in(lines_of(tx, document.case_id, VERSIONS))
            found += [
                TemplateLine(
                    document.code, title, one.number, one.effective_from, one.changed,
                    holds and document.holding is not None,
                )
                for one, holds in _marked(many, today)
            ]  # fmt: skip
    return found


def _marked(many: Sequence[DatedT], today: date) -> Iterator[tuple[DatedT, bool]]:
    """Yield the versions of one template, each with whether it is the one in force."""
    holding = in_force(many, today)
    return ((one, one is holding) for one in many)
