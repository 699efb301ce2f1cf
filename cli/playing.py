"""`xuncheng simulate` and `xuncheng demo`: a round played through the real engine, in seconds.

It is played in a database of its own that is gone afterwards, under a manual clock, and nothing is
sent. How it is shown is in `cli/timeline.py`.
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
from kernel.errors import NotFound
from kernel.words import Text

if TYPE_CHECKING:
    from datetime import datetime

    from engine.office import Office
    from rules.policy import Policy

_DEMO = Path(__file__).resolve().parent.parent / "scenarios" / "rc1.yaml"


def simulate(
    desk: Desk,
    file: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="剧本 · the scenario")],
) -> None:
    """Play a scenario; with `--json` one object a line, the closing summary last."""
    from config.policy import load_policy  # noqa: PLC0415 - start-up stays fast

    _play(desk, file, load_policy(desk.settings.policy_dir))


def demo(desk: Desk) -> None:
    """Play the published round RC1 under the shipped policy."""
    from config.policy import load_policy  # noqa: PLC0415

    _play(desk, _DEMO, load_policy())


def _play(desk: Desk, file: Path, policy: Policy) -> None:
    from engine.scenario.loading import load_scenario  # noqa: PLC0415

    if not file.is_file():
        raise NotFound(Text(f"没有文件 {file}。", f"There is no file {file}."))
    scenario = load_scenario(file)
    with _office(policy, scenario.plan.start) as office:
        if desk.as_json:
            from engine.simulate import simulate as run  # noqa: PLC0415

            run(scenario, office, tell=lambda one: _write(one.to_json()))
        else:
            from cli.timeline import show_play  # noqa: PLC0415

            show_play(scenario, office, output.console(), desk.language)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


@contextmanager
def _office(policy: Policy, start: datetime) -> Iterator[Office]:
    """Yield an empty office that lives as long as the play."""
    from engine.office import Office  # noqa: PLC0415
    from kernel.clock import ManualClock  # noqa: PLC0415
    from notifications.sealing import Keyring  # noqa: PLC0415
    from notifications.senders import RecordingSender  # noqa: PLC0415
    from store.database import Database  # noqa: PLC0415
    from store.migrate import upgrade  # noqa: PLC0415

    with TemporaryDirectory(prefix="xuncheng-") as folder:
        home = Path(folder)
        database = Database(f"sqlite:///{home / 'play.db'}", durable=False)
        upgrade(database)
        try:
            yield Office(
                database, ManualClock(start), policy, RecordingSender(), Keyring.open(home / "key")
            )
        finally:
            database.close()


def add_to(app: typer.Typer) -> None:
    """File the commands of this module."""
    command(app, "simulate", "推演一个剧本", "play a scenario under a manual clock")(simulate)
    command(app, "demo", "推演一轮公布过的真实巡察", "play a published round")(demo)
