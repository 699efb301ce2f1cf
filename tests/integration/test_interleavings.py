"""Two moves entwined on purpose: what one was decided on does not change before it is written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from engine.advance import advance
from engine.commands import Advance, Open, Outcome
from engine.inception import open_in
from engine.office import Office
from engine.suspend import suspend
from engine.take import take
from engine.timers import sweep
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import Conflict, Refused
from tests.support.closing import wind_up
from tests.support.office import WINDOW, SmallOffice

WON, SAID_NO = "won", "Refused"


def in_between(
    desk: SmallOffice, first: Callable[[Work], Any], second: Callable[[], str]
) -> tuple[str, str]:
    """Let `second` begin between deciding and writing `first`; return what came of both.

    Whoever comes second must wait for the first, or the first must be decided anew: else it would
    be written although what it was decided on is no longer so.
    """
    told: list[str] = []
    other = threading.Thread(target=lambda: told.append(outcome(second)), daemon=True)
    overtaken = 0

    def run(work: Work) -> Any:
        nonlocal overtaken
        overtaken = 0
        done = first(work)
        if not other.ident:
            other.start()
            other.join(0.5)
            overtaken = len(told)
        return done

    def play() -> str:
        transact(desk.office, run, Attempt(desk.round_id, "race", desk.who["staff"]))
        return WON

    mine = outcome(play)
    other.join(20)
    assert mine != WON or not overtaken
    return mine, told[0]


def outcome(act: Callable[[], str]) -> str:
    """Return what came of an act, or the name of the office's answer."""
    try:
        return act()
    except (Refused, Conflict) as error:
        return type(error).__name__


def giving(desk: SmallOffice, case: int, event: str, who: str, **inputs: Any) -> Callable[[], str]:
    """Return an act of somebody else, on another connection."""
    other = desk.again()

    def act() -> str:
        other.give(case, event, who, **inputs)
        return WON

    return act


def deciding(desk: SmallOffice, case: int, event: str, who: str) -> Callable[[Work], Any]:
    """Return the part of a move that is decided, before it is written."""
    person = desk.who[who]

    def run(work: Work) -> Outcome:
        loaded = work.load(case)
        actor = work.directory.actor(person, None, loaded.scope, work.today)
        take(work, loaded, event, actor, {})
        return Outcome(case, loaded.row["state"], loaded.row["revision"])

    return run


def swept(office: Office) -> str:
    """Sweep as somebody else."""
    sweep(office)
    return WON


def test_a_child_does_not_move_while_its_round_relies_on_where_it_is(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="written_off")
    desk.evaluate()
    desk.give(desk.round_id, "start_evaluation", "staff")
    wind_up(desk)
    desk.dismiss()

    closing, reopening = in_between(
        desk,
        deciding(desk, desk.round_id, "close", "chief"),
        giving(desk, item, "reopen", "staff", reason="反弹", reopened_until="2023-03-01"),
    )

    assert (closing, reopening) == (WON, WON)
    assert (desk.state(desk.round_id), desk.state(item)) == ("closed", "reopened")


def test_a_round_does_not_move_while_its_child_relies_on_where_it_is(desk: SmallOffice) -> None:
    desk.to("reporting")
    desk.give(desk.round_id, "hear_report", "chief")

    accepting, returning = in_between(
        desk,
        deciding(desk, desk.assignment, "accept_report", "vice"),
        giving(desk, desk.round_id, "return_report", "chief", reason="补充了解"),
    )

    assert (accepting, returning) == (WON, WON)
    assert desk.state(desk.round_id) == "reporting"
    assert desk.state(desk.assignment) == "leading_group_accepted"


def test_no_unit_is_added_to_a_plan_that_has_just_been_approved(desk: SmallOffice) -> None:
    desk.to("draft")
    belongs = {"group_id": desk.group, "unit_id": desk.unit}
    command = Open(
        "assignment", desk.who["staff"], {**belongs, "mode": "routine", **WINDOW}, desk.round_id
    )

    adding, approving = in_between(
        desk,
        lambda work: open_in(work, command),
        giving(desk, desk.round_id, "approve_plan", "chief"),
    )

    assert (adding, approving) == (WON, WON)
    assert len(desk.rows("SELECT id FROM cases WHERE kind = 'assignment'")) == 2


def test_a_person_who_moves_a_case_under_the_sweep_is_not_undone(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    desk.clock.set(desk.timers(item)["rectification_claim"]["due_at"])

    told = in_between(
        desk, deciding(desk, item, "claim", "liaison"), lambda: swept(desk.again().office)
    )

    assert told == (WON, WON)
    assert desk.state(item) == "claimed"
    assert "rectification_claim" not in desk.timers(item)
    spoken = [one for one in desk.entries(item) if one["what"] == "timer"]
    assert len({(one["deadline"], one["step"]) for one in spoken}) == len(spoken)


def test_suspending_while_a_child_moves_suspends_it_as_it_is_then(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    other = desk.again()

    def stop() -> str:
        suspend(other.office, desk.round_id, desk.who["chief"], "上级巡视")
        return WON

    claiming, suspending = in_between(desk, deciding(desk, item, "claim", "liaison"), stop)

    assert (claiming, suspending) in {(WON, WON), (SAID_NO, WON)}
    assert desk.case(item)["suspended_at"] is not None
    assert desk.timers(item) == {}
    assert set(desk.timers(item, "suspended")) >= {"rectification_plan", "rectification_report"}


def test_a_twin_under_the_same_key_that_is_faster_gives_its_answer_to_both(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item()
    command = Advance(item, "claim", desk.who["liaison"], key="k1")
    fast = desk.again().office
    told: list[Outcome] = []
    twin = threading.Thread(target=lambda: told.append(advance(fast, command)), daemon=True)
    decide = deciding(desk, item, "claim", "liaison")

    def run(work: Work) -> Outcome:
        if not twin.ident:  # the key has been looked up, the case not yet
            twin.start()
            twin.join(0.5)
        done: Outcome = decide(work)
        return done

    mine = transact(desk.office, run, Attempt(item, "claim", desk.who["liaison"]), command)
    twin.join(20)

    assert mine.to_json() == told[0].to_json()
    assert [one["what"] for one in desk.entries(item)] == ["open", "move"]
