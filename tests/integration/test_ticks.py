"""Each tick notes that it ran: by cron and by flow alike, in one row, with figures only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from engine.office import Office
from engine.routines.calendar_horizon import calendar_horizon
from engine.ticks import SWEEP, ticking
from flows.deliver import delivered
from flows.routines import done
from flows.seal import sealed
from flows.sweep import swept
from flows.tick import tick
from kernel.errors import Refused
from store.database import Row
from tests.support.office import SmallOffice
from tests.support.terminal import ask

FLOWS: dict[str, Callable[[Office], dict[str, Any]]] = {
    "sweep": swept, "deliver": delivered, "seal": sealed,
}  # fmt: skip


def noted(desk: SmallOffice, name: str) -> Row:
    [row] = desk.rows("SELECT * FROM ticks WHERE name = :name", name=name)
    return row


@pytest.mark.parametrize("name", FLOWS)
def test_cron_and_flow_note_the_same_tick_in_one_row(desk: SmallOffice, name: str) -> None:
    assert ask(desk.office, name).code == 0
    by_cron = noted(desk, name)
    asyncio.run(tick(FLOWS[name], lambda: desk.office))
    by_flow = noted(desk, name)

    assert (by_cron["outcome"], by_cron["runs"]) == ("done", 1)
    assert (by_flow["outcome"], by_flow["runs"]) == ("done", 2)
    assert by_flow["at"] == by_flow["done_at"] == desk.clock.now()
    assert by_flow["total_ms"] >= by_flow["took_ms"]
    for row in (by_cron, by_flow):
        assert all(isinstance(one, int | float) for one in json.loads(row["figures"]).values())


def test_a_routine_is_noted_by_its_name_whether_or_not_there_was_something_to_do(
    desk: SmallOffice,
) -> None:
    for runs in (1, 2):
        asyncio.run(tick(partial(done, calendar_horizon), lambda: desk.office))
        assert noted(desk, "calendar_horizon")["runs"] == runs


def test_a_tick_that_breaks_off_is_noted_by_its_kind_and_keeps_when_it_last_went_well(
    desk: SmallOffice,
) -> None:
    with ticking(desk.office, SWEEP):
        pass
    well = desk.clock.now()
    desk.on(well.date().replace(year=2022))
    with pytest.raises(ValueError, match="金丝雀"), ticking(desk.office, SWEEP):
        raise ValueError("金丝雀")

    row = noted(desk, SWEEP)

    assert (row["outcome"], row["reason"], row["failures"]) == ("failed", "ValueError", 1)
    assert row["done_at"] == well < row["at"]
    assert "金丝雀" not in str(row)


def test_a_refusal_is_counted_by_each_rule_that_said_no(desk: SmallOffice) -> None:
    desk.to("draft")
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            desk.give(desk.round_id, "authorise", "secretary")

    counted = {row["rule"]: row["refusals"] for row in desk.rows("SELECT * FROM refusal_counts")}

    assert refused.value.rules
    assert counted == dict.fromkeys(refused.value.rules, 2)
