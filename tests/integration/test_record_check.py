"""Each night the whole record is checked, and who keeps the audit hears when it is wrong."""

from __future__ import annotations

from datetime import date

from engine.routines.catalogue import PLAYED, ROUTINES
from engine.routines.record_check import record_check
from engine.routines.run import run_due
from engine.seal import seal
from rules.posts import Post
from store.routine_runs import last_day
from tests.support.office import SINCE, SmallOffice
from tests.support.tampering import Record


def test_a_sound_record_is_counted_and_nobody_is_told(desk: SmallOffice) -> None:
    desk.to("preparing")
    seal(desk.office)

    [report] = run_due(desk.office, [record_check])

    assert report.failed == ""
    assert (report.figures["faults"], report.figures["told"]) == (0, 0)
    assert report.figures["entries"] > 5
    with desk.office.database.reading() as tx:
        assert last_day(tx, "record_check") == date(2021, 10, 8)


def test_a_wrong_record_is_told_to_the_auditor_once_a_day_without_saying_what(
    desk: SmallOffice,
) -> None:
    desk.to("preparing")
    desk.appoint("stranger", Post.AUDITOR, since=SINCE)
    record = Record(desk.office.database)
    rows = record.chain(desk.round_id)
    rows[1]["body"] = rows[1]["body"].replace("approve_plan", "approve_plam")
    record.store(desk.round_id, rows)

    figures = [record_check.run(desk.office, desk.office.now().date()) for _ in range(2)]

    assert [one["faults"] for one in figures] == [1, 1]
    assert [one["told"] for one in figures] == [2, 0]
    told = desk.rows("SELECT person_id, case_id FROM notices WHERE notice = 'record_unsound'")
    assert {one["person_id"] for one in told} == {desk.who["stranger"], desk.who["director"]}
    assert desk.round_id not in {one["case_id"] for one in told}
    record.restore(desk.round_id)


def test_simulations_leave_the_check_to_their_end() -> None:
    assert {*ROUTINES.values()} - {*PLAYED} == {record_check}
