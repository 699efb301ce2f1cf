"""`xuncheng up` as a process of its own: started, read, killed and stopped as on a real machine."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from config.clockwork import LOOPBACK, child_environment
from config.settings import Settings
from tests.support.prefect_api import PrefectApi

PATIENCE = 150.0
"""How long to wait at most; nothing waits longer than what it waits for."""
TICK_SECONDS = 8


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(what: str, true: Callable[[], object], tell: Callable[[], str] = str) -> None:
    """Wait until `true` is true.

    Raises:
        AssertionError: it never was; the message ends with what `tell` has to say.
    """
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}:\n{tell()}"
        time.sleep(0.1)


class House:
    """A data directory and whatever `up` runs on it."""

    def __init__(self, home: Path) -> None:
        self.settings = Settings(
            home=home,
            language="en",
            prefect_port=free_port(),
            web_port=free_port(),
            tick_seconds=TICK_SECONDS,
        )
        self._said = home.with_suffix(".said")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; what it said before is forgotten."""
        self._said.write_text("")
        with self._said.open("ab") as said:
            self._process = subprocess.Popen(
                [Path(sys.executable).with_name("xuncheng"), "up"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env=child_environment(self.settings),
                start_new_session=True,
            )

    def run_flows(self, names: Iterable[str]) -> None:
        """Call flows of the routines in a process of its own, as runs of the running Prefect."""
        code = (
            "import sys, asyncio; from flows.routines import FLOWS\n"
            "for name in sys.argv[1:]: asyncio.run(FLOWS[name]())"
        )
        subprocess.run(
            [sys.executable, "-c", code, *names], env=child_environment(self.settings), check=True
        )

    def said(self) -> str:
        """Return what it has printed since it was started."""
        return self._said.read_text()

    def wait_until_it_says(self, words: str, times: int = 1) -> None:
        """Wait until it has printed `words`."""
        wait_for(repr(words), lambda: self.said().count(words) >= times, self.everything)

    def everything(self) -> str:
        """Return what it printed and what its children logged."""
        logs = sorted((self.settings.home / "log").glob("*.log"))
        return "\n".join([self.said(), *(log.read_text() for log in logs)])

    def pids(self, label: str) -> list[int]:
        """Return the processes that were started under `label`, the newest last."""
        return [int(pid) for pid in re.findall(rf"{label} started \(process (\d+)\)", self.said())]

    def kill_server(self) -> None:
        """Kill the Prefect server as a power cut would."""
        os.killpg(self.pids("Prefect server")[-1], signal.SIGKILL)

    def kill_everything(self) -> None:
        """Kill every process at once as a power cut would."""
        assert self._process is not None
        groups = [self._process.pid]
        groups += [self.pids(label)[-1] for label in ("Prefect server", "scheduled flows")]
        for group in groups:
            os.killpg(group, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """Ask it to stop and return its exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(PATIENCE)

    def clean_up(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self._process is not None and self._process.poll() is None:
            self.kill_everything()

    def alive(self) -> list[int]:
        """Return the groups of processes that still run of all that were started."""
        names = ("Prefect server", "scheduled flows", "site")
        started = [pid for name in names for pid in self.pids(name)]
        return [pid for pid in started if _lives(pid)]

    def site_answers(self) -> bool:
        """Say whether the site of the house is up."""
        connection = http.client.HTTPConnection(LOOPBACK, self.settings.web_port, timeout=10)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def runs(self, flow: str, *states: str) -> int:
        """Return how many runs of a flow Prefect knows in one of `states`."""
        return len(PrefectApi(self.settings.prefect_port).runs(flow, *states))


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
