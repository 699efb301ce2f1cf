"""Finding by what people know: the number of a case, the name of a place, somebody's code.

Nothing is found by what a case is about: content is never searched. What is found is what the
person may see anyway.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.case_choices import Choices, choices
from engine.case_list import Wanted, page_of_cases
from engine.directory import Directory, Named
from engine.office import Office
from engine.queries import CaseLine
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import NotFound
from kernel.ids import case_id_of
from states.catalogue import NEWEST

_MOST = 50
_ABOUT = "person_id"
"""The detail that says about whom a case is."""
_ABOUT_PEOPLE = tuple(
    sorted(
        kind
        for kind, cycle in NEWEST.items()
        if any(one.name == _ABOUT and one.stored for one in cycle.details)
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each kind of thing by itself."""

    rounds: tuple[tuple[int, str], ...] = ()
    groups: tuple[Named, ...] = ()
    units: tuple[Named, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    """Cases about the person whose code was typed."""

    def __bool__(self) -> bool:
        """Say whether anything was found."""
        return bool(self.rounds or self.groups or self.units or self.cases)


def case_by_number(
    office: Office, words: str, person_id: int, acting_for: int | None = None
) -> int | None:
    """Return the case whose number was typed, where the person may see it."""
    try:
        case_id = case_id_of(words)
        with office.database.reading() as tx:
            load_visible(Work(office, tx, office.now()), case_id, person_id, acting_for)
    except NotFound:
        return None
    return case_id


def find(office: Office, words: str, person_id: int, acting_for: int | None = None) -> Found:
    """Return the rounds, groups and units whose name or code holds `words`, and more.

    A code of a person, typed as a whole, brings the cases about that person.
    """
    typed = words.strip().casefold()
    if not typed:
        return Found()
    known = choices(office, person_id, acting_for=acting_for)
    with office.database.reading() as tx:
        directory = office.directory(tx)
    return Found(
        tuple((one, name) for one, name in known.rounds.items() if typed in name.casefold())[
            :_MOST
        ],
        _named(directory.groups, known.groups, typed),
        _named(directory.units, known.units, typed),
        _about(office, directory, known, typed, person_id, acting_for),
    )


def _named(places: dict[int, Named], seen: set[int], typed: str) -> tuple[Named, ...]:
    found = [
        one
        for key, one in places.items()
        if key in seen and (typed in one.name.casefold() or typed == one.code.casefold())
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.id))[:_MOST])


def _about(
    office: Office,
    directory: Directory,
    known: Choices,
    typed: str,
    person_id: int,
    acting_for: int | None,
) -> tuple[CaseLine, ...]:
    about = next((one.id for one in directory.people.values() if one.code.casefold() == typed), 0)
    kinds = [kind for kind in _ABOUT_PEOPLE if known.kinds[kind]]
    if not about or not kinds:
        return ()
    with office.database.reading() as tx:
        ids = {
            int(row["case_id"])
            for kind in kinds
            for row in tx.rows(
                f"SELECT case_id FROM {kind}_details WHERE {_ABOUT} = :person",  # noqa: S608 - our own tables
                person=about,
            )
        }
        work = Work(office, tx, office.now())
        told = {one for one in ids if _tells_who(work, one, person_id, acting_for)}
    wanted = Wanted(ids=told)
    return page_of_cases(office, person_id, wanted, acting_for=acting_for).lines


def _tells_who(work: Work, case_id: int, person_id: int, acting_for: int | None) -> bool:
    """Say whether somebody reads about whom a case is."""
    try:
        _, _, sight = load_visible(work, case_id, person_id, acting_for)
    except NotFound:
        return False
    return sight.detail(_ABOUT)
