"""Recurring duties through Prefect and through cron come to the same, entry for entry."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from prefect.utilities.importtools import import_object

from config.reading import OWN_CHOICE
from engine.library.issuing import NewVersion, issue_version, sign_for_reading
from engine.office import Office
from engine.routines.catalogue import ROUTINES
from engine.routines.routine import Figures, Routine
from engine.timers import sweep
from flows import routines as routine_flows
from flows.routines import FLOWS, GRACE, done, swept_up
from flows.tick import TickFailed, tick
from kernel.clock import office_moment
from kernel.words import Text
from rules.policy import Policy, RoutineTerms
from rules.posts import Post
from rules.routines import Rhythm, When
from store.database import Row
from tests.support.acting import POLICY, SINCE, reopen
from tests.support.closing import archived
from tests.support.office import SmallOffice, found
from tests.support.papers import gather, paper
from tests.support.planned import term
from tests.support.terminal import ask

KEPT = ("entries", "notices", "routine_runs")
FINDS = {
    "calendar_horizon": "told", "clue_reconciliation": "asked", "coverage_pace": "warned",
    "daily_reports": "opened", "document_readers": "asked", "duty_check": "duty_gap",
    "gap_lists": "listed",
    "daily_backup": "made", "restore_drill": "sound",
    "paper_sampling": "drawn", "patrol_picks": "drawn", "provisional_dates": "moved",
    "record_check": "entries", "retention_review": "told", "weekly_summary": "drafted",
}  # fmt: skip
"""Routine → the figure that says that it found something to do."""
LATER = {"paper_sampling", "retention_review"}
"""Routines that find something to do at the end of a round and after."""


@dataclass(frozen=True)
class Busy:
    """The file of an office in the middle of its work, and when and how it is looked at."""

    file: Path
    now: datetime
    policy: Policy

    def copied(self, name: str) -> Office:
        """Return the office on a copy of the file."""
        file = shutil.copy(self.file, self.file.with_name(name))
        office = reopen(f"sqlite:///{file}", self.file.parent, self.now, durable=False)
        office.policy = self.policy
        office.home = Path(f"{file}.home")
        return office


@pytest.fixture
def busy(tmp_path: Path) -> Busy:
    """An office two weeks before a group leaves, with something to do for each routine but one.

    The calendar becomes known after its limits were reckoned, and ends soon enough to be told of.
    """
    small = found(f"sqlite:///{tmp_path / 'busy.db'}", tmp_path, durable=False)
    unknown = replace(POLICY.calendar, known_until=date(2021, 10, 1))
    small.office.policy = replace(POLICY, calendar=unknown)
    term(small)
    small.to("on_site")
    small.clue(to="handed_over")
    ROUTINES["daily_reports"].run(small.office, date(2021, 12, 1))
    _issue(small)
    small.to("fieldwork", after="on_site")
    small.appoint("stranger", Post.OFFICE_STAFF, since=SINCE)
    rows = small.rows("SELECT due_on FROM timers WHERE status = 'armed' AND provisional")
    small.close()
    closed = {row["due_on"] + timedelta(days=more) for row in rows for more in range(2)}
    calendar = replace(POLICY.calendar, rest=POLICY.calendar.rest | closed)
    limits = {**POLICY.limits, "calendar_horizon": 10_000}
    monday = office_moment(date(2021, 12, 6), time(23))
    policy = replace(POLICY, calendar=calendar, limits=limits)
    return Busy(tmp_path / "busy.db", monday, policy)


def _issue(small: SmallOffice) -> None:
    """Issue a document that everybody of the office has read."""
    small.open(
        "library_document", "staff", document_code="N-1", title="会议制度", category="internal",
        readers="office_staff",
    )  # fmt: skip
    issue_version(small.office, "N-1", NewVersion("第一条", date(2021, 11, 8)), small.who["staff"])
    for name in ("staff", "clerk"):
        sign_for_reading(small.office, "N-1", 1, small.who[name])


@pytest.fixture
def ending(tmp_path: Path) -> Busy:
    """An office that evaluates a round with filed papers, and a file whose years are over."""
    small = found(f"sqlite:///{tmp_path / 'ending.db'}", tmp_path, durable=False)
    gather(small)
    paper(small, "office_filed")
    small.to("rectifying", after="on_site")
    archived(small, "甲", retention="short")
    small.give(small.round_id, "start_evaluation", "staff")
    small.close()
    return Busy(tmp_path / "ending.db", office_moment(date(2033, 2, 7), time(23)), POLICY)


def kept(office: Office) -> dict[str, list[Row]]:
    with office.database.reading() as tx:
        return {name: tx.rows(f"SELECT * FROM {name} ORDER BY 1, 2, 3") for name in KEPT}  # noqa: S608


def horizons(office: Office) -> set[str]:
    """Return the days on which the calendar was looked at."""
    runs = kept(office)["routine_runs"]
    return {row["period"] for row in runs if row["name"] == "calendar_horizon"}


def worked(ran: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return which routines found something to do."""
    return {one["name"] for one in ran if one[FINDS[one["name"]]]}


def in_both_ways(busy: Busy) -> set[str]:
    """Run every routine by cron and by its flow, and return which found something to do."""
    by_cron, by_flow = busy.copied("cron.db"), busy.copied("flow.db")

    answer = ask(by_cron, "sweep", "--json")
    sweep(by_flow)
    ran = {
        name: asyncio.run(tick(partial(done, one), lambda: by_flow))
        for name, one in ROUTINES.items()
    }

    assert answer.code == 0
    assert [one["name"] for one in answer.document["routines"]] == list(ROUTINES)
    assert not any("failed" in one for one in answer.document["routines"])
    assert all(figures["periods"] == 1 for figures in ran.values())
    assert kept(by_flow) == kept(by_cron)
    by_cron.database.close()
    by_flow.database.close()
    found = worked(answer.document["routines"])
    assert worked({"name": name, **figures} for name, figures in ran.items()) == found
    return found


def test_each_routine_writes_the_same_through_its_flow_and_through_a_sweep(busy: Busy) -> None:
    assert in_both_ways(busy) == set(FINDS) - LATER


def test_what_comes_at_the_end_is_the_same_through_its_flow_and_through_a_sweep(
    ending: Busy,
) -> None:
    assert in_both_ways(ending) >= LATER


def test_every_routine_is_looked_at() -> None:
    assert set(FINDS) == set(ROUTINES)


def test_a_second_tick_of_every_flow_writes_nothing(busy: Busy) -> None:
    office = busy.copied("twice.db")
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


def test_what_a_flow_left_undone_the_sweep_does_after_the_grace(busy: Busy) -> None:
    begun = office_moment(date(2021, 12, 7), POLICY.routines["calendar_horizon"].when.at)
    office = busy.copied("grace.db")
    clock = SmallOffice.clock_of(office)
    clock.set(begun)
    asyncio.run(tick(swept_up, lambda: office))
    during = horizons(office)

    clock.set(begun + GRACE)
    asyncio.run(tick(swept_up, lambda: office))

    assert during == {"2021-12-06"}
    assert horizons(office) == {"2021-12-06", "2021-12-07"}
    office.database.close()


def test_a_routine_that_breaks_off_fails_its_flow_without_telling_what_it_was_about(
    busy: Busy,
) -> None:
    office = busy.copied("broken.db")
    terms = RoutineTerms(When(Rhythm.DAY, time(9)), OWN_CHOICE, "H05")
    office.policy = replace(POLICY, routines={"broken": terms})

    def break_off(office: Office, day: date) -> Figures:
        raise ValueError("张三")

    broken = Routine("broken", Text("坏的", "Broken"), break_off)

    with pytest.raises(TickFailed) as failed:
        asyncio.run(tick(partial(done, broken), lambda: office))

    assert "broken (2021-12-06) broke off: ValueError" in failed.value.sentences("en")[0]
    assert "张三" not in "".join(failed.value.sentences("zh"))
    office.database.close()
