"""Guards of the handover meeting and of the circulation list."""

from __future__ import annotations

from typing import Any

import pytest

from kernel.words import Text
from rules import circulating
from rules import convening as ask
from rules.facts import Facts, Line
from tests.support.facts import NOW, No, Yes, assert_no, assert_yes, facts


def there(side: str, arrived: str = "08:50", left: str = "11:10") -> dict[str, Any]:
    """Return who attends, from when to when."""
    return {"who": side, "side": side, "arrived": arrived, "left": left}


def meeting(*rows: dict[str, Any], began: str = "09:00", ended: str = "11:00") -> Facts:
    """Return a meeting with the people at it."""
    return facts(inputs={"began": began, "ended": ended, "attendance": rows})


def told(*rows: dict[str, Any]) -> Facts:
    """Return a round whose report was circulated."""
    return facts(lines={"circulation": tuple(Line(3, NOW, 1, one) for one in rows)})


ALL = tuple(there(side) for side in ("lg_leader", "office", "group", "receiver"))
OPEN = {"clue": {"registered": 1, "decided": 2}}
GIVEN = {"recipient": "分管领导"}

YES: list[Yes] = [
    (ask.times_are_times, meeting(*ALL)),
    (ask.the_leader_was_there_throughout, meeting(*ALL)),
    (ask.the_leader_was_there_throughout, meeting(there("lg_leader", "09:00", "11:00"))),
    (ask.every_side_was_there, meeting(*ALL)),
    (ask.clues_are_sorted_out, facts(family={"clue": {"decided": 2}})),
    (ask.clues_are_sorted_out, facts(family=OPEN, inputs={"early_reason": "紧急"})),
    (circulating.the_report_is_circulated, told(GIVEN)),
    (circulating.every_recipient_has_confirmed, facts()),
    (
        circulating.every_recipient_has_confirmed,
        told(GIVEN, {**GIVEN, "received_on": "2022-01-20"}),
    ),
]
NO: list[No] = [
    (ask.times_are_times, meeting(there("group", "九点"), ended="08:00"),
     (Text("会议", "the meeting"), "group")),
    (ask.the_leader_was_there_throughout, meeting(there("lg_leader", "09:01")), ()),
    (ask.the_leader_was_there_throughout, meeting(there("lg_leader", left="10:59")), ()),
    (ask.the_leader_was_there_throughout, meeting(there("office")), ()),
    (ask.every_side_was_there, meeting(*ALL[1:]), (ask.Side.LEADER.label,)),
    (ask.clues_are_sorted_out, facts(family=OPEN), ()),
    (circulating.the_report_is_circulated, facts(), ()),
    (circulating.every_recipient_has_confirmed, told(GIVEN), ("分管领导",)),
]  # fmt: skip


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_a_yes(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_a_no(case: No) -> None:
    assert_no(case)
