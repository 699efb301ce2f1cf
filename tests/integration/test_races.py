"""Several processes at one case, or at a case and the one above it: exactly one wins each move."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from engine.advance import advance, take
from engine.commands import Advance, Open, Outcome
from engine.inception import open_in
from engine.office import Office
from engine.opening import open_case
from engine.receipts import acknowledge
from engine.suspend import suspend
from engine.timers import sweep
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import Conflict, Refused
from tests.support.office import WINDOW, SmallOffice
from tests.support.rivals import at_once

WON, LOST, SAID_NO = "won", "Conflict", "Refused"


def move(office: Office, command: Advance) -> str:
    """Give an event as one of several rivals."""
    advance(office, command)
    return WON


@pytest.mark.parametrize("rivals", [2, 8])
def test_of_several_who_move_the_same_case_one_wins_and_the_others_get_a_conflict(
    desk: SmallOffice, rivals: int
) -> None:
    desk.to("rectifying")
    item = desk.item()
    seen = desk.case(item)["revision"]
    command = Advance(item, "claim", desk.who["liaison"], {}, seen)

    told = at_once(desk, [(move, (command,))] * rivals)

    assert Counter(told) == {WON: 1, LOST: rivals - 1}
    assert [one["what"] for one in desk.entries(item)] == ["open", "move"]
    assert desk.case(item)["revision"] == seen + 1
    assert len(desk.rows("SELECT * FROM signoffs WHERE topic = 'item_claimed'")) == 1


def test_of_several_different_moves_of_a_case_one_wins(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="checked_on_site")
    seen = desk.case(item)["revision"]
    moves = [
        Advance(item, "write_off", desk.who["staff"], {}, seen),
        Advance(item, "return_item", desk.who["clerk"], {"reason": "材料不全"}, seen),
        Advance(item, "find_false", desk.who["supervisor"], {"reason": "文字整改"}, seen),
        Advance(item, "carry_over", desk.who["director"], {"reason": "跨年"}, seen),
    ]

    told = at_once(desk, [(move, (one,)) for one in moves])

    assert Counter(told) == {WON: 1, LOST: 3}
    assert desk.case(item)["revision"] == seen + 1


def test_who_gives_no_revision_is_decided_anew_on_what_is_there_now(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    command = Advance(item, "claim", desk.who["liaison"])

    told = at_once(desk, [(move, (command,))] * 4)

    assert Counter(told) == {WON: 1, SAID_NO: 3}
    whats = [one["what"] for one in desk.entries(item)]
    assert Counter(whats) == {"open": 1, "move": 1, "refusal": 3}


def test_the_same_key_from_several_processes_is_one_move_and_one_answer(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    item = desk.item()
    command = Advance(item, "claim", desk.who["liaison"], key="k1")

    told = at_once(desk, [(outcome_of, (command,))] * 4)

    assert told == [told[0]] * 4
    assert [one["what"] for one in desk.entries(item)] == ["open", "move"]


def outcome_of(office: Office, command: Advance) -> dict[str, Any]:
    """Give an event and return the answer."""
    return advance(office, command).to_json()


def test_the_same_key_from_several_processes_opens_one_case(desk: SmallOffice) -> None:
    desk.to("rectifying")
    command = Open("rectification", desk.who["staff"], {"problem": "甲"}, desk.assignment, key="k1")

    told = at_once(desk, [(opened, (command,))] * 4)

    assert len(set(told)) == 1
    assert len(desk.rows("SELECT id FROM cases WHERE kind = 'rectification'")) == 1


def opened(office: Office, command: Open) -> int:
    """Open a case and return its id."""
    return open_case(office, command).case_id


def test_numbers_added_at_once_are_all_counted(desk: SmallOffice) -> None:
    desk.to("on_site")
    command = Advance(desk.assignment, "record_activity", desk.who["member"], {"talks": 1})

    told = at_once(desk, [(keep_trying, (command, 5))] * 4)

    assert told == [5] * 4
    [row] = desk.rows("SELECT talks FROM assignment_details")
    assert row["talks"] == 20


def keep_trying(office: Office, command: Advance, times: int) -> int:
    """Give an event so many times, again after each conflict, and return how often it was taken."""
    taken = 0
    while taken < times:
        try:
            advance(office, command)
        except Conflict:
            continue
        taken += 1
    return taken


# ── a case and the one above it ──


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


def test_a_child_does_not_move_while_its_round_relies_on_where_it_is(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item(to="written_off")
    desk.give(desk.assignment, "evaluate", "staff", evaluation="good")
    desk.give(desk.round_id, "start_evaluation", "staff")
    desk.give(
        desk.round_id, "sign_appraisal", "chief", people=[desk.who["leader"], desk.who["member"]]
    )

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


def test_parent_and_child_at_the_same_moment_never_lock_each_other_up(desk: SmallOffice) -> None:
    desk.to("reporting")
    desk.give(desk.round_id, "hear_report", "chief")
    accept = Advance(desk.assignment, "accept_report", desk.who["vice"])
    hears = Advance(desk.round_id, "secretary_hears", desk.who["secretary"])

    told = at_once(desk, [(move, (one,)) for one in (accept, hears, hears, accept)])

    assert set(told) <= {WON, LOST, SAID_NO}
    assert desk.state(desk.assignment) == "leading_group_accepted"
    if desk.state(desk.round_id) == "leading_group_heard":
        assert at_once(desk, [(move, (hears,))]) == [WON]


# ── people and the clock ──


def test_a_sweep_and_a_person_at_the_same_case_both_get_through(desk: SmallOffice) -> None:
    desk.to("rectifying")
    items = [desk.item() for _ in range(6)]
    desk.clock.set(desk.timers(items[0])["rectification_claim"]["due_at"])
    liaison = desk.who["liaison"]

    told = at_once(desk, [(claim_all, (items, liaison)), (sweep_once, ()), (sweep_once, ())])

    assert told[0] == len(items)
    assert set(told[1:]) == {"swept"}
    assert [desk.state(item) for item in items] == ["claimed"] * len(items)
    desk.sweep()
    for item in items:
        claims = [one for one in desk.entries(item) if one.get("deadline") == "rectification_claim"]
        assert len(claims) == len({one["step"] for one in claims})


def claim_all(office: Office, items: list[int], liaison: int) -> int:
    """Claim every item, again after a conflict."""
    return sum(keep_trying(office, Advance(item, "claim", liaison), 1) for item in items)


def sweep_once(office: Office) -> str:
    """Sweep as one of several."""
    sweep(office)
    return "swept"


def test_a_person_who_moves_a_case_under_the_sweep_is_not_undone(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    desk.clock.set(desk.timers(item)["rectification_claim"]["due_at"])

    told = in_between(
        desk, deciding(desk, item, "claim", "liaison"), lambda: sweep_once(desk.again().office)
    )

    assert told == (WON, "swept")
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


def test_two_receipts_of_one_notice_are_one(desk: SmallOffice) -> None:
    desk.to("rectifying")
    item = desk.item()
    notice = desk.notices(item)[0]

    told = at_once(desk, [(receipt, (notice["key"], notice["person_id"]))] * 3)

    assert sorted(told) == [False, False, True]
    assert [one["what"] for one in desk.entries(item)].count("receipt") == 1


def receipt(office: Office, key: str, person_id: int) -> bool:
    """Acknowledge a notice."""
    return acknowledge(office, key=key, person_id=person_id)
