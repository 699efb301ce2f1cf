"""`xuncheng simulate` and `xuncheng demo`: a round played through the real engine, in seconds.

It is played in a database of its own, under a manual clock, and nothing is sent. The database is
gone afterwards unless `--keep` names a file for it; the demo keeps one to look at (`cli/demo.py`).
How a play is shown is in `cli/timeline.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from cli.errors import REFUSED
from kernel.clock import ManualClock
from kernel.errors import InvalidInput, NotFound
from kernel.words import Text

if TYPE_CHECKING:
    from engine.office import Office
    from engine.scenario.loading import Scenario
    from engine.scenario.summary import Summary
    from rules.policy import Policy

_DEMO = Path(__file__).resolve().parent.parent / "scenarios" / "rc1.yaml"


def simulate(
    desk: Desk,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE.yaml...", help="剧本，可有几个，按先后推演 · scenarios, one after another"
        ),
    ],
    keep: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.db",
            help="把推演的数据库留在这个新文件里 · keep the database in a new file",
        ),
    ] = None,
) -> None:
    """Play scenarios in one office; with `--json` one object a line, the closing summary last.

    Published figures that do not come out end it with the exit code of a refusal.
    """
    from config.policy import load_policy  # noqa: PLC0415 - start-up stays fast

    if keep is not None and keep.exists():
        raise InvalidInput(
            Text(f"{keep} 已存在；请换一个新文件。", f"{keep} exists: name a new file.")
        )
    with TemporaryDirectory(prefix="xuncheng-") as folder:
        file = (keep or Path(folder) / "play.db").absolute()
        policy = load_policy(desk.settings.policy_dir)
        with _playing(desk, files, policy, file, file.with_name(f"{file.name}.key")):
            pass


def demo(desk: Desk) -> None:
    """Play the published round RC1 under the shipped policy, and keep it to be looked at."""
    from cli.demo import HALFWAY, Halt, clear, how_to_look, key_of, let_in, take_copy  # noqa: PLC0415
    from config.policy import load_policy  # noqa: PLC0415
    from config.pretend import pretend  # noqa: PLC0415

    policy = load_policy()
    closed, on_site = (desk.settings.home / "demo" / one for one in ("closed", "on-site"))
    clear(on_site)
    halt = Halt(HALFWAY, lambda: take_copy(closed, on_site))
    with _playing(desk, [_DEMO], policy, clear(closed), key_of(closed), halt) as office:
        let_in(office)
        pretend(closed, office.now())
    with _office(policy, Halt(HALFWAY), on_site / "xuncheng.db", key_of(on_site)) as office:
        accounts = let_in(office)
        pretend(on_site, HALFWAY)
    if not desk.as_json:
        console = output.console()
        for drawn in how_to_look(on_site, closed, accounts, desk.language):
            console.print(drawn)


@contextmanager
def _playing(
    desk: Desk, files: list[Path], policy: Policy, file: Path, key: Path,
    clock: ManualClock | None = None,
) -> Iterator[Office]:  # fmt: skip
    """Play scenarios one after another and yield the office as they left it.

    Args:
        desk: Who wants to see it.
        files: The scenarios.
        policy: The policy they are played under.
        file: The new database.
        key: Its key.
        clock: The clock that the play moves; one of its own when None.
    """
    from engine.scenario.loading import load_scenario  # noqa: PLC0415

    missing = [one for one in files if not one.is_file()]
    if missing:
        raise NotFound(*(Text(f"没有文件 {one}。", f"There is no file {one}.") for one in missing))
    scenarios = [load_scenario(one) for one in files]
    start = scenarios[0].plan.start
    moved = clock or ManualClock(start)
    moved.set(start)
    with _office(policy, moved, file, key) as office:
        agree = [_played(desk, scenario, office).agrees for scenario in scenarios]
        yield office
    if not all(agree):
        raise typer.Exit(REFUSED)


def _played(desk: Desk, scenario: Scenario, office: Office) -> Summary:
    """Play one scenario as the terminal is told, and return its closing figures."""
    if desk.as_json:
        from engine.simulate import simulate as run  # noqa: PLC0415 - start-up stays fast

        return run(scenario, office, tell=lambda one: _write(one.to_json()))
    from cli.timeline import show_play  # noqa: PLC0415

    return show_play(scenario, office, output.console(), desk.language)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


@contextmanager
def _office(policy: Policy, clock: ManualClock, file: Path, key: Path) -> Iterator[Office]:
    """Yield an empty office on a new file; with its key, what was sealed can be read again."""
    from engine.office import Office  # noqa: PLC0415
    from notifications.sealing import Keyring  # noqa: PLC0415
    from notifications.senders import RecordingSender  # noqa: PLC0415
    from store.database import Database  # noqa: PLC0415
    from store.migrate import upgrade  # noqa: PLC0415

    database = Database(f"sqlite:///{file}", durable=False)
    upgrade(database)
    try:
        yield Office(database, clock, policy, RecordingSender(), Keyring.open(key))
    finally:
        database.close()


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "simulate", "推演一个剧本", "play a scenario under a manual clock")(simulate)
    command(app, "demo", "推演一轮公布过的真实巡察", "play a published round")(demo)
