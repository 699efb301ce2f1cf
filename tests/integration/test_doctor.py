"""The doctor finds each fault that is planted, says how to mend it, and finds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine import people
from engine.backups.make import make_backup
from engine.health.doctor import examine
from engine.health.look import look
from engine.health.premises import Premises
from engine.routines.run import run_due
from engine.ticks import DELIVER, SEAL, SWEEP, ticking
from engine.timers import sweep
from engine.work import Work
from kernel.clock import SystemClock
from store.database import Database
from tests.support.office import POLICY, SmallOffice, found
from tests.support.terminal import ask

_HOUR = timedelta(hours=1)


@pytest.fixture
def well(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    """Return an office in which everything is right; what a test plants is not mended."""
    desk = found(database_url, tmp_path, durable=False)
    home = tmp_path / "home"
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "office.key").touch(mode=0o600)
    desk.office.home = home
    make_backup(desk.office)
    tick(desk)
    yield desk
    desk.close()


def tick(desk: SmallOffice) -> None:
    """Have every flow tick once."""
    with ticking(desk.office, SWEEP):
        sweep(desk.office)
        run_due(desk.office)
    for name in (DELIVER, SEAL):
        with ticking(desk.office, name):
            pass


def codes(desk: SmallOffice) -> set[str]:
    return {one.code for one in examine(Premises.of(desk.office))}


def later(desk: SmallOffice, span: timedelta) -> None:
    desk.clock.set(desk.clock.now() + span)


def limit(desk: SmallOffice, **limits: int) -> None:
    desk.office.policy = replace(POLICY, limits={**POLICY.limits, **limits})


def owe(desk: SmallOffice, status: str) -> None:
    """Owe somebody a notice whose delivery has come to a status."""
    desk.to("draft")
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        channel = people.add_channel(work, desk.who["staff"], "json://desk.example")
        work.finish()
    now = desk.clock.now()
    with desk.office.database.writing() as tx:
        tx.write(
            "INSERT INTO notices (key, case_id, seq, notice, person_id, tone, wants_receipt,"
            " created_at) VALUES ('k1', :case, 1, 'case_waits', :person, '', :no, :now)",
            case=desk.round_id, person=desk.who["staff"], no=False, now=now,
        )  # fmt: skip
        tx.write(
            "INSERT INTO deliveries (notice_key, channel_id, status, attempts, pace, next_try_at,"
            " ended_at, reason) VALUES ('k1', :channel, :status, 1, 'alone', :now, :ended, '')",
            channel=channel, status=status, now=now, ended=None if status == "owed" else now,
        )  # fmt: skip


def no_clock(desk: SmallOffice) -> None:
    later(desk, _HOUR)


def broken_off(desk: SmallOffice) -> None:
    with pytest.raises(RuntimeError), ticking(desk.office, SEAL):
        raise RuntimeError


def no_routine(desk: SmallOffice) -> None:
    later(desk, timedelta(days=1))
    for name in (SWEEP, DELIVER, SEAL):
        with ticking(desk.office, name):
            pass


def stuck(desk: SmallOffice) -> None:
    owe(desk, "owed")
    later(desk, 2 * _HOUR)
    tick(desk)


def late(desk: SmallOffice) -> None:
    desk.to("mobilised")
    with desk.office.database.writing() as tx:
        touched = tx.write(
            "UPDATE timers SET next_at = :at WHERE status = 'armed' AND next_at IS NOT NULL",
            at=desk.clock.now() - _HOUR,
        )
    assert touched
    with ticking(desk.office, SWEEP):
        pass


def full_disk(desk: SmallOffice) -> None:
    limit(desk, disk_free_mb=1_000_000_000)


def no_backup(desk: SmallOffice) -> None:
    with desk.office.database.writing() as tx:
        tx.write("DELETE FROM ticks WHERE name = 'backup'")


def unsound(desk: SmallOffice) -> None:
    with ticking(desk.office, "restore_drill") as figures:
        figures.update(sound=0)


def no_keys(desk: SmallOffice) -> None:
    assert desk.office.home is not None
    (desk.office.home / "keys" / "office.key").unlink()


def open_keys(desk: SmallOffice) -> None:
    assert desk.office.home is not None
    (desk.office.home / "keys" / "office.key").chmod(0o640)


def clock_back(desk: SmallOffice) -> None:
    later(desk, -_HOUR)


def old_tables(desk: SmallOffice) -> None:
    with desk.office.database.writing() as tx:
        tx.write("UPDATE alembic_version SET version_num = '0001'")


def calendar_ends(desk: SmallOffice) -> None:
    ends = replace(POLICY.calendar, known_until=date(2021, 10, 31))
    desk.office.policy = replace(POLICY, calendar=ends)


FAULTS: list[tuple[Callable[[SmallOffice], None], set[str]]] = [
    (no_clock, {"tick_missing:sweep", "tick_missing:deliver"}),
    (broken_off, {"tick_failed:seal"}),
    (no_routine, {"routine_missing"}),
    (stuck, {"deliveries_stuck"}),
    (late, {"timers_late"}),
    (lambda desk: owe(desk, "unknown"), {"deliveries_unknown"}),
    (lambda desk: owe(desk, "failed"), {"deliveries_failed"}),
    (full_disk, {"disk_low"}),
    (no_backup, {"no_backup"}),
    (unsound, {"backup_unsound"}),
    (no_keys, {"keys_missing"}),
    (open_keys, {"keys_readable"}),
    (clock_back, {"clock_set_back"}),
    (old_tables, {"database_not_current"}),
    (calendar_ends, {"calendar_ends"}),
]


def test_when_all_is_well_the_doctor_finds_nothing(well: SmallOffice) -> None:
    assert codes(well) == set()


@pytest.mark.parametrize(
    ("plant", "wrong"), FAULTS, ids=[" and ".join(sorted(wrong)) for _, wrong in FAULTS]
)
def test_the_doctor_finds(
    well: SmallOffice, plant: Callable[[SmallOffice], None], wrong: set[str]
) -> None:
    plant(well)

    assert codes(well) == wrong


def test_a_seal_that_stays_away_is_told_once_entries_wait_for_it(well: SmallOffice) -> None:
    later(well, timedelta(hours=31))

    assert "seal_overdue" in codes(well)


def test_a_database_that_does_not_answer_is_what_the_doctor_tells(tmp_path: Path) -> None:
    (tmp_path / "office.db").write_text("no database at all, but text of some length" * 50)
    broken = Database(f"sqlite:///{tmp_path / 'office.db'}")
    desk = Premises(broken, SystemClock(), POLICY, None)

    assert [one.code for one in examine(desk)] == ["database_unreachable"]


def test_the_command_ends_with_1_when_something_is_wrong(well: SmallOffice) -> None:
    sound = ask(well.office, "doctor", "--json")
    no_keys(well)
    wrong = ask(well.office, "doctor", "--json")
    told = ask(well.office, "doctor", "--lang", "en")

    assert (sound.code, sound.document) == (0, {"sound": True, "findings": []})
    assert (wrong.code, wrong.document["findings"][0]["code"]) == (1, "keys_missing")
    assert "The key file keys/office.key is missing." in told.out


def test_lateness_is_counted_in_buckets_and_by_the_worst(well: SmallOffice) -> None:
    late(well)

    seen = look(Premises.of(well.office)).lateness

    assert seen.late == seen.within[-1] > 0
    assert seen.within[0] == 0
    assert seen.worst == _HOUR
