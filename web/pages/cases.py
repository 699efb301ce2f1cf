"""All cases 事项: filtered by the address, sorted, counted and cut by the database.

A further filter is a parameter of `listing` and a line of `_wanted`.
"""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from engine.accounts.views import list_views
from engine.case_choices import Choices, choices
from engine.case_list import Order, Wanted, page_of_cases
from engine.forms import kind_named
from kernel.errors import NotFound
from kernel.ids import case_id_of, case_number
from kernel.words import Text
from states.catalogue import AnyLifeCycle
from web.visit import SignedIn, Visit

router = APIRouter()


@router.get("/cases")
def listing(
    visit: SignedIn, kind: str = "", state: str = "", round: str = "", group: str = "",  # noqa: A002 - as the address says
    unit: str = "", under: str = "", number: str = "", sort: str = "moved", page: int = 1,
) -> Response:  # fmt: skip
    """Show the cases that the filters in the address pick."""
    cycle = kind_named(kind) if kind else None
    asked = {
        "kind": cycle.kind if cycle else "", "state": state, "round": round, "group": group,
        "unit": unit, "under": under, "number": number, "sort": sort,
    }  # fmt: skip
    found = page_of_cases(
        visit.office, visit.person_id, _wanted(cycle, asked), order=_order(sort), page=page,
        acting_for=visit.acting_for,
    )  # fmt: skip
    known = choices(visit.office, visit.person_id, acting_for=visit.acting_for)
    return visit.page(
        "cases.html", found=found, asked=asked, cycle=cycle, orders=Order,
        offered=_offered(visit, known), events=_events(cycle, state),
        numbers=" ".join(one.number for one in found.lines),
        views=list_views(visit.office, visit.person_id, "cases"), query=visit.request.url.query,
    )  # fmt: skip


def _wanted(cycle: AnyLifeCycle | None, asked: dict[str, str]) -> Wanted:
    def place(name: str) -> int | None:
        words = asked[name]
        return (int(words) if words.isdecimal() else 0) if words else None

    def case(name: str) -> int | None:
        return case_id_of(asked[name]) if asked[name] else None

    def only(words: str) -> frozenset[int] | None:
        if not words:
            return None
        try:
            return frozenset({case_id_of(words)})
        except NotFound:
            return frozenset()

    return Wanted(
        cycle.kind if cycle else None, asked["state"] or None, case("round"), place("group"),
        place("unit"), case("under"), only(asked["number"]),
    )  # fmt: skip


def _order(words: str) -> Order:
    return Order(words) if words in {one.value for one in Order} else Order.MOVED


def _offered(visit: Visit, known: Choices) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers: (value, words)."""
    places, rounds = visit.directory, known.rounds
    groups = [places.groups[one] for one in known.groups if one in places.groups]
    units = [places.units[one] for one in known.units if one in places.units]
    kinds = [(kind, many) for kind, many in known.kinds.items() if kind != "register"]

    def group_words(round_id: int | None, name: str) -> str:
        return f"{rounds[round_id]} {name}" if round_id in rounds and len(rounds) > 1 else name

    return {
        "kind": sorted(
            (kind, f"{visit.say(kind_named(kind).label)}（{many}）") for kind, many in kinds
        ),
        "round": [(case_number(one), name) for one, name in rounds.items()],
        "group": [
            (str(one.id), group_words(one.belongs_to, one.name))
            for one in sorted(groups, key=lambda one: -one.id)
        ],
        "unit": [(str(one.id), one.name) for one in sorted(units, key=lambda one: one.name)],
    }  # fmt: skip


def _events(cycle: AnyLifeCycle | None, state: str) -> list[tuple[str, Text]]:
    """Return the events that people give to cases of one kind, in one state where it is told."""
    if cycle is None:
        return []
    lines = (
        one
        for (at, _), one in cycle.table.items()
        if (not state or at == state) and any(post.value != "clock" for post in one.by)
    )
    return [(event.value, event.label) for event in dict.fromkeys(one.event for one in lines)]
