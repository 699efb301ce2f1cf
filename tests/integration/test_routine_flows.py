"""Recurring duties through Prefect and through cron come to the same, entry for entry."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from datetime import date, time
from functools import partial
from pathlib import Path

import pytest
from prefect.utilities.importtools import import_object

from engine.office import Office
from engine.routines.catalogue import ROUTINES
from engine.routines.routine import Figures, Routine
from engine.timers import sweep
from flows import routines as routine_flows
from flows.routines import FLOWS, GRACE, done, swept_up
from flows.tick import TickFailed, tick
from kernel.clock import office_moment
from kernel.words import Text
from rules.policy import RoutineTerms
from rules.routines import Rhythm, When
from store.database import Row
from tests.support.acting import POLICY, reopen
from tests.support.office import SmallOffice, found
from tests.support.terminal import ask

LATE = office_moment(date(2026, 12, 7), time(23))
"""A Monday night near the end of the calendar: every rhythm has come round."""
KEPT = ("entries", "notices", "routine_runs")


@pytest.fixture
def busy(tmp_path: Path) -> Path:
    """The file of an office in the middle of its work."""
    small = found(f"sqlite:///{tmp_path / 'busy.db'}", tmp_path, durable=False)
    small.to("fieldwork")
    small.close()
    return tmp_path / "busy.db"


def copied(busy: Path, name: str) -> Office:
    file = shutil.copy(busy, busy.with_name(name))
    return reopen(f"sqlite:///{file}", busy.parent, LATE, durable=False)


def kept(office: Office) -> dict[str, list[Row]]:
    with office.database.reading() as tx:
        return {name: tx.rows(f"SELECT * FROM {name} ORDER BY 1, 2, 3") for name in KEPT}  # noqa: S608


def horizons(office: Office) -> set[str]:
    """Return the days on which the calendar was looked at."""
    runs = kept(office)["routine_runs"]
    return {row["period"] for row in runs if row["name"] == "calendar_horizon"}


def test_each_routine_writes_the_same_through_its_flow_and_through_a_sweep(busy: Path) -> None:
    by_cron, by_flow = copied(busy, "cron.db"), copied(busy, "flow.db")

    answer = ask(by_cron, "sweep", "--json")
    sweep(by_flow)
    ran = [asyncio.run(tick(partial(done, one), lambda: by_flow)) for one in ROUTINES.values()]

    assert answer.code == 0
    assert [one["name"] for one in answer.document["routines"]] == list(ROUTINES)
    assert not any("failed" in one for one in answer.document["routines"])
    assert all(figures["periods"] == 1 for figures in ran)
    assert kept(by_flow) == kept(by_cron)
    assert '"what":"routine"' in str(kept(by_flow)["entries"])
    by_cron.database.close()
    by_flow.database.close()


def test_a_second_tick_of_every_flow_writes_nothing(busy: Path) -> None:
    office = copied(busy, "twice.db")
    for one in ROUTINES.values():
        asyncio.run(tick(partial(done, one), lambda: office))
    before = kept(office)

    again = [asyncio.run(tick(partial(done, one), lambda: office)) for one in ROUTINES.values()]

    assert again == [{"periods": 0}] * len(ROUTINES)
    assert kept(office) == before
    office.database.close()


@pytest.mark.parametrize("name", ROUTINES)
def test_prefect_finds_the_flow_of_each_routine_by_its_path(name: str) -> None:
    one = FLOWS[name]

    assert import_object(f"flows.routines.{name}") is one
    assert one.name == name.replace("_", "-")
    assert f"{one.fn.__module__}.{one.fn.__name__}" == f"flows.routines.{name}"


def test_a_path_without_a_routine_leads_nowhere() -> None:
    with pytest.raises(AttributeError, match="tea_break"):
        _ = routine_flows.tea_break


def test_what_a_flow_left_undone_the_sweep_does_after_the_grace(busy: Path) -> None:
    begun = office_moment(date(2026, 12, 7), POLICY.routines["calendar_horizon"].when.at)
    office = copied(busy, "grace.db")
    clock = SmallOffice.clock_of(office)
    clock.set(begun)
    asyncio.run(tick(swept_up, lambda: office))
    during = horizons(office)

    clock.set(begun + GRACE)
    asyncio.run(tick(swept_up, lambda: office))

    assert during == {"2026-12-06"}
    assert horizons(office) == {"2026-12-06", "2026-12-07"}
    office.database.close()


def test_a_routine_that_breaks_off_fails_its_flow_without_telling_what_it_was_about(
    busy: Path,
) -> None:
    office = copied(busy, "broken.db")
    terms = RoutineTerms(When(Rhythm.DAY, time(9)), "office", "H05")
    office.policy = replace(POLICY, routines={"broken": terms})

    def break_off(office: Office, day: date) -> Figures:
        raise ValueError("张三")

    broken = Routine("broken", Text("坏的", "Broken"), break_off)

    with pytest.raises(TickFailed) as failed:
        asyncio.run(tick(partial(done, broken), lambda: office))

    assert "broken (2026-12-07) broke off: ValueError" in failed.value.sentences("en")[0]
    assert "张三" not in "".join(failed.value.sentences("zh"))
    office.database.close()
