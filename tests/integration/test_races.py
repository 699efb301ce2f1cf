"""Several processes at one case, or at a case and the one above it: exactly one wins each move."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from engine.advance import advance
from engine.commands import Advance, Open
from engine.office import Office
from engine.opening import open_case
from engine.receipts import acknowledge
from engine.timers import sweep
from kernel.errors import Conflict
from tests.support.office import SmallOffice
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
        Advance(
            item,
            "find_false",
            desk.who["supervisor"],
            {"finding": "false", "reason": "文字整改"},
            seen,
        ),
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
    heard = {"activities": [{"method": "hearing"}]}
    command = Advance(desk.assignment, "record_activity", desk.who["member"], heard)

    told = at_once(desk, [(keep_trying, (command, 5))] * 4)

    assert told == [5] * 4
    [row] = desk.rows("SELECT reports_heard FROM assignment_details")
    assert row["reports_heard"] == 21


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
