"""`xuncheng up`: the office for real, on this machine, until it is told to stop.

It prepares the data directory, catches up on what fell due meanwhile, starts the Prefect server and
the flows, and keeps them running. A further program of the office (the web page) is one more child.
"""

from __future__ import annotations

import fcntl
import http.client
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

from rich.console import Console

from cli.child import Child, Say
from cli.log_file import LogFile
from config.clockwork import LOOPBACK, child_environment, prefect_home
from config.settings import Settings
from config.wiring import build_office
from engine.accounts.welcome import welcome
from engine.office import Office
from engine.recalendar import recompute_provisional
from engine.routines.run import run_due
from engine.ticks import SWEEP, ticking
from engine.timers import sweep
from kernel.clock import OFFICE_ZONE
from kernel.errors import Conflict
from kernel.words import Language, Text
from store.migrate import upgrade

_SERVER = Text("Prefect 服务器", "The Prefect server")
_FLOWS = Text("定时任务", "The scheduled flows")
_SITE = Text("网页", "The site")
_WAITING = Text(
    "等待 Prefect 服务器（首次启动约 20 秒）…",
    "Waiting for the Prefect server (about 20 s the first time) …",
)
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_LOOK_SECONDS = 0.5
_PORT_SECONDS = 20.0


def run_up(
    settings: Settings, *, stop: threading.Event | None = None, say: Say | None = None
) -> None:
    """Run the office until `stop` is set; return when everything it started is gone.

    Killing it, the server or the flows at any moment loses nothing: deadlines and owed notices are
    rows in the office's own database, and the next start or tick does what is due.

    Args:
        settings: Where everything lies.
        stop: Ends it; by Ctrl-C, SIGTERM or SIGHUP when None.
        say: Tells the person what happens; prints in the language of the settings when None.

    Raises:
        Conflict: the data directory or the port is in use.
        DefinitionError: the policy is wrong; every mistake at once.
    """
    console = Console()
    if say is None:
        say = partial(_print, console, settings.language)
    with _alone(settings.home), _until(stop) as stopped, _prepared(settings, say) as office:
        _await_port(settings.prefect_port)
        server, flows, site = _children(settings, say)
        began = time.monotonic()
        with ExitStack() as started:
            started.callback(server.stop)
            started.callback(flows.stop)  # takes leave of the server, so it goes before it
            started.callback(site.stop)
            server.start()
            _catch_up(office, say)
            site.start()
            with console.status(_WAITING.say(settings.language)):
                while not (stopped.wait(_LOOK_SECONDS) or _healthy(settings.prefect_port)):
                    server.mind()
            if not stopped.is_set():
                flows.start()
                _say_ready(settings, say, time.monotonic() - began)
                for one in welcome(office, f"http://{settings.web_host}:{settings.web_port}"):
                    say(one)
                office.database.close()
            while not stopped.wait(_LOOK_SECONDS):
                server.mind()
                site.mind()
                flows.mind(may_start=lambda: _healthy(settings.prefect_port))
            say(Text("正在停止……", "Stopping …"))
        say(Text("已停止，数据均已保存。", "Stopped; everything is kept."))


def _print(console: Console, language: Language, text: Text) -> None:
    with suppress(OSError):  # the terminal was closed: there is still work to finish
        console.print(text.say(language), markup=False, highlight=False, soft_wrap=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the data directory, so that it is run once at a time.

    Raises:
        Conflict: somebody else runs it.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                Text(
                    f"{home} 已由另一个 xuncheng up 使用。请先停止它，或另设 XUNCHENG_HOME。",
                    f"{home} is run by another `xuncheng up`. Stop that one first, or set"
                    " XUNCHENG_HOME to another directory.",
                )
            ) from None
        yield


@contextmanager
def _until(stop: threading.Event | None) -> Iterator[threading.Event]:
    """Yield what says that it is time to stop: `stop`, or an event that signals set."""
    if stop is not None:
        yield stop
        return
    told = threading.Event()

    def tell(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        told.set()

    before = {one: signal.signal(one, tell) for one in _SIGNALS}
    try:
        yield told
    finally:
        for one, was in before.items():
            signal.signal(one, was)


@contextmanager
def _prepared(settings: Settings, say: Say) -> Iterator[Office]:
    """Yield the office of the data directory, with a database that fits this program."""
    say(Text(f"数据目录：{settings.home}", f"Data directory: {settings.home}"))
    office = build_office(settings)
    try:
        upgrade(office.database)
        yield office
    finally:
        office.database.close()


def _await_port(port: int) -> None:
    """Wait a little for the port: a server that was killed may still be going.

    Raises:
        Conflict: another program keeps it.
    """
    end = time.monotonic() + _PORT_SECONDS
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                if time.monotonic() > end:
                    raise Conflict(
                        Text(
                            f"端口 {port} 被其他程序占用。请关闭该程序，"
                            "或另设 XUNCHENG_PREFECT_PORT。",
                            f"Another program uses port {port}. Close it, or set"
                            " XUNCHENG_PREFECT_PORT to another port.",
                        )
                    ) from None
            else:
                return
        time.sleep(_LOOK_SECONDS)


def _children(settings: Settings, say: Say) -> tuple[Child, Child, Child]:
    prefect_home(settings).mkdir(exist_ok=True)
    environment = child_environment(settings)
    server = ("prefect", "server", "start")

    def log(name: str) -> LogFile:
        path = settings.home / "log" / name
        return LogFile(path, settings.log_megabytes, settings.log_files)

    return (
        Child(_SERVER, server, environment, log("prefect.log"), say),
        Child(_FLOWS, ("flows",), environment, log("flows.log"), say),
        Child(_SITE, ("web", "--quiet"), environment, log("web.log"), say),
    )


def _catch_up(office: Office, say: Say) -> None:
    """Do at once what fell due while the office was down, without waiting for Prefect."""
    recompute_provisional(office)
    with ticking(office, SWEEP) as figures:
        report = sweep(office)
        figures.update(report.to_json() | {"routines": len(run_due(office))})
    office.database.close()
    when = f"{report.next_due.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}" if report.next_due else "—"
    say(
        Text(
            f"停机期间到期的已补做：提醒 {report.spoken} 条，系统事件 {report.events} 个；"
            f"下一期限：{when}。",
            f"Caught up on what fell due meanwhile: {report.spoken} reminders, {report.events}"
            f" events of the clock; next due: {when}.",
        )
    )


def _healthy(port: int) -> bool:
    """Say whether the Prefect server answers."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=2)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say_ready(settings: Settings, say: Say, seconds: float) -> None:
    every = settings.tick_seconds
    say(
        Text(
            f"已就绪（用时 {seconds:.0f} 秒）：每 {every} 秒检查期限、发送通知，每天 00:30 封存"
            "审计记录。按 Ctrl-C 停止。",
            f"Ready after {seconds:.0f} s: deadlines and notices every {every} s, the audit seal"
            " daily at 00:30. Ctrl-C stops it.",
        )
    )
