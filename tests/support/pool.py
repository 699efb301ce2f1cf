"""The office on several machines, set up by the very commands of `docs/operations/scale-out.md`.

A machine is a data directory and the environment that names it; by that environment whatever runs
on it is found (in Linux's `/proc`), so that a whole machine can be lost at once. A further machine
is one more name.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from config.clockwork import LOOPBACK
from config.pretend import pretend
from config.settings import inherited
from tests.support.house import free_port, wait_for
from tests.support.prefect_api import PrefectApi
from tests.support.repository import ROOT

PAGE = ROOT / "docs/operations/scale-out.md"
BLOCKS = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of commands on the page."""
_HELD = '"$@" </dev/null & read -r _; kill -KILL 0'
"""Ends what it runs when whoever started it closes the pipe or is killed."""
_WAITING = ("SCHEDULED", "PENDING", "RUNNING")
_AGAIN_SECONDS = 20.0
"""So long a run is waited for; one that died with its machine stays as it was for ever."""
_KEPT = ("HOME", "LANG", "PATH", "TMPDIR")


def block(words: str) -> str:
    """Return the one block of commands on the page that has these words."""
    [found] = [one for one in BLOCKS.findall(PAGE.read_text(encoding="utf-8")) if words in one]
    return str(found)


def line(words: str) -> str:
    """Return the one command on the page that has these words."""
    [found] = [one for one in block(words).splitlines() if words in one]
    return found


@dataclass
class Pool:
    """Machines that share an office, and the Prefect server they share."""

    folder: Path
    database_url: str
    prefect_url: str
    machines: tuple[str, ...]
    prefect: PrefectApi = field(default_factory=lambda: PrefectApi(free_port()))
    _started: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def home(self, machine: str) -> Path:
        """Return the data directory of a machine."""
        return self.folder / machine

    def set_time(self, now: datetime) -> None:
        """Have every machine live as if it were `now`."""
        for machine in self.machines:
            pretend(self.home(machine), now)

    def run(self, machine: str, commands: str) -> None:
        """Run commands of the page on a machine, from the repository.

        Raises:
            CalledProcessError: one of them failed; what it said is in the log.
        """
        with self._log(machine).open("ab") as log:
            subprocess.run(
                self._shell(commands), cwd=ROOT, env=self._environment(machine), check=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip

    def start(self, machine: str, commands: str) -> None:
        """Start a program of the page on a machine."""
        with self._log(machine).open("ab") as log:
            self._started[machine] = subprocess.Popen(
                ["/bin/sh", "-c", _HELD, "sh", *self._shell(commands)],
                cwd=self.home(machine), env=self._environment(machine), start_new_session=True,
                stdin=subprocess.PIPE, stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self, machine: str) -> None:
        """Kill what was started on a machine; a run under way goes on without its worker."""
        os.killpg(self._started[machine].pid, signal.SIGKILL)
        self._started.pop(machine).communicate()

    def lose(self, machine: str) -> None:
        """Kill everything on a machine at once, as a power cut does."""
        while running := self.running(machine):
            for process in running:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            if machine in self._started:
                self._started.pop(machine).communicate()

    def running(self, machine: str) -> list[int]:
        """Return the processes of a machine."""
        mark = f"XUNCHENG_HOME={self.home(machine)}\0".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
        return found

    def everything(self) -> str:
        """Return what was said on every machine, and what became of the runs."""
        said = [log.read_text() for log in sorted(self.folder.glob("*.log"))]
        with suppress(OSError):
            said += [f"{run['name']} {run['state_name']}" for run in self.prefect.runs()]
        return "\n".join(said)

    def wait_ringing(self, flow: str, what: str, true: Callable[[], object]) -> None:
        """Wait until `true` is true, while a flow runs again and again besides its own times."""
        run, again = "", 0.0

        def heard() -> bool:
            nonlocal run, again
            if true():
                return True
            if not run or self.prefect.state(run) not in _WAITING or time.monotonic() > again:
                run, again = self.prefect.ring(flow), time.monotonic() + _AGAIN_SECONDS
            return False

        wait_for(what, heard, self.everything)

    # ── the commands of the page ──

    def _shell(self, commands: str) -> list[str]:
        script = f"set -e\n{block('XUNCHENG_DATABASE_URL')}{commands}"
        for named, ours in (
            (".venv/bin/", f"{Path(sys.executable).parent}/"),
            ("postgresql+asyncpg://office@db.example/prefect", self.prefect_url),
            ("postgresql://office@db.example/xuncheng", self.database_url),
            ("clock.example:4217", f"{LOOPBACK}:{self.prefect.port}"),
            ("clock.example", LOOPBACK),
        ):
            script = script.replace(named, ours)
        return ["/bin/sh", "-c", script]

    def _environment(self, machine: str) -> dict[str, str]:
        kept = {name: value for name, value in inherited().items() if name in _KEPT}
        return kept | {
            "XUNCHENG_HOME": str(self.home(machine)),
            "XUNCHENG_PREFECT_PORT": str(self.prefect.port),
            "NO_PROXY": LOOPBACK,
        }

    def _log(self, machine: str) -> Path:
        return self.folder / f"{machine}.log"


@contextmanager
def pool(
    folder: Path, database_url: str, prefect_url: str, keys: Path, *machines: str
) -> Iterator[Pool]:
    """Have machines while the block runs; none of their processes outlives it.

    Args:
        folder: Where their data directories and logs go.
        database_url: The database of the office.
        prefect_url: That of Prefect.
        keys: The key file of the office, which every machine has a copy of.
        machines: Their names.
    """
    for machine in machines:
        (folder / machine / "keys").mkdir(parents=True)
        shutil.copy(keys, folder / machine / "keys" / "office.key")
    over_asyncpg = prefect_url.replace("://", "+asyncpg://", 1)
    made = Pool(folder, database_url, over_asyncpg, machines)
    try:
        yield made
    finally:
        for machine in machines:
            made.lose(machine)
