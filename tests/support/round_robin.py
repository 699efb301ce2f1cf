"""Several processes of the site on one database, and a proxy before them: each call to the next.

The proxy knows nothing of the site: it passes on bytes, connection by connection.
"""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import httpx2

from config.clockwork import LOOPBACK, child_environment
from config.settings import Settings
from tests.support.house import free_port, wait_for

_CHUNK = 65_536


@contextmanager
def processes(settings: Settings, many: int) -> Iterator[list[int]]:
    """Serve the site of an office by so many processes; yield their ports."""
    ports = [free_port() for _ in range(many)]
    with ExitStack() as running:
        for port in ports:
            running.enter_context(_process(settings, port))
        for port in ports:
            wait_for("the site", lambda port=port: _answers(port))  # type: ignore[misc]
        yield ports


@contextmanager
def _process(settings: Settings, port: int) -> Iterator[None]:
    """Serve the site by one process, which says in `log/web-PORT.log` what it has to say."""
    said = settings.home / "log" / f"web-{port}.log"
    said.parent.mkdir(exist_ok=True)
    with said.open("ab") as log:
        run = subprocess.Popen(
            [sys.executable, "-m", "web", "--port", str(port)],
            env=child_environment(settings), stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield
    finally:
        run.terminate()
        run.wait()


def _answers(port: int) -> bool:
    try:
        return httpx2.get(f"http://{LOOPBACK}:{port}/health").status_code == 200
    except httpx2.TransportError:
        return False


@contextmanager
def before(ports: list[int]) -> Iterator[str]:
    """Stand before the processes at `ports`, one connection to each in turn; yield the address."""
    turn, loop, port = itertools.cycle(ports), asyncio.new_event_loop(), free_port()
    ready = threading.Event()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(LOOPBACK, next(turn))
        await asyncio.gather(_copy(reader, back), _copy(there, writer))

    async def serve() -> None:
        async with await asyncio.start_server(pass_on, LOOPBACK, port):
            ready.set()
            await asyncio.Event().wait()

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.close()

    task = loop.create_task(serve())
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield f"http://{LOOPBACK}:{port}"
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while some := await reader.read(_CHUNK):
            writer.write(some)
            await writer.drain()
    writer.close()
