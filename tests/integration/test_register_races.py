"""Several registrations at once: those that exclude each other never both get through."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from engine import people
from engine.office import Office
from engine.people_doors import appoint
from engine.people_placing import Appointment
from engine.registrar import Substitution, register_outcome, register_stand_in
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput, Refused
from tests.support.office import SINCE, UNTIL, SmallOffice
from tests.support.rivals import at_once


def stands_in(desk: SmallOffice, person: str, stand_in: str) -> None:
    """Have a person register their own stand-in."""
    link(desk.office, desk.who[person], desk.who[stand_in])


def test_two_registrations_that_would_make_a_chain_never_both_get_through(
    desk: SmallOffice,
) -> None:
    first = pause_after(desk, lambda work: chain_link(desk, work, "chief", "vice"))
    told = [first, outcome(lambda: stands_in(desk.again(), "vice", "deputy"))]

    assert told == ["done", "InvalidInput"]
    assert len(desk.rows("SELECT id FROM stand_ins")) == 1


def test_of_many_registrations_at_once_those_get_through_that_go_together(
    desk: SmallOffice,
) -> None:
    ring = ("chief", "vice", "director", "secretary")
    links = [(desk.who[a], desk.who[b]) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]

    told = at_once(desk, [(link, pair) for pair in links])

    assert sorted(set(told)) == ["InvalidInput", "done"]
    rows = desk.rows("SELECT person_id, stand_in_id FROM stand_ins")
    assert {row["person_id"] for row in rows}.isdisjoint({row["stand_in_id"] for row in rows})


def link(office: Office, person: int, stand_in: int) -> str:
    """Register one's own stand-in."""
    register_stand_in(office, Substitution(person, stand_in, SINCE, UNTIL, "出差"), person)
    return "done"


def test_the_same_post_at_once_is_given_once(desk: SmallOffice) -> None:
    wanted = Appointment(desk.who["stranger"], "office_staff")

    told = at_once(desk, [(give, (wanted, desk.who["staff"]))] * 4)

    assert sorted(told) == ["InvalidInput"] * 3 + ["done"]


def give(office: Office, wanted: Appointment, by: int) -> str:
    """Give a post as one of several."""
    appoint(office, wanted, by)
    return "done"


def chain_link(desk: SmallOffice, work: Work, person: str, stand_in: str) -> None:
    people.add_stand_in(
        work, desk.who[person], desk.who[stand_in], valid_from=SINCE, valid_to=UNTIL, reason="出差"
    )


def pause_after(desk: SmallOffice, act: Callable[[Work], None]) -> str:
    """Do something and let another registration begin before it is written; return what came."""
    rival: list[str] = []
    other = threading.Thread(
        target=lambda: rival.append(outcome(lambda: stands_in(desk.again(), "vice", "stranger"))),
        daemon=True,
    )

    def run(work: Work) -> Any:
        act(work)
        if not other.ident:
            other.start()
            other.join(0.5)
        return register_outcome(work)

    done = outcome(lambda: transact(desk.office, run, Attempt(None, "stand_in", desk.who["chief"])))
    other.join(20)
    assert rival == ["InvalidInput"]
    return done


def outcome(act: Callable[[], Any]) -> str:
    """Return `done`, or the name of the office's answer."""
    try:
        act()
    except (InvalidInput, Refused) as error:
        return type(error).__name__
    return "done"
