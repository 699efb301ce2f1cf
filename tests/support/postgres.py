"""A throw-away PostgreSQL server from the system's own binaries.

`make test` runs this module as a program, to get the binaries where they are missing. The server is
durable like a real one (fsync is on) and lives in a temporary folder that goes away with it.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.support.environment import variable

INSTALL = "apt-get update && apt-get install -y --no-install-recommends postgresql"
MISSING = (
    "没有找到 PostgreSQL 的程序，请以管理员身份运行下面的命令，或用 XUNCHENG_TEST_POSTGRES_URL "
    "指定一个现有的服务器。\n"
    "PostgreSQL was not found: run this as root, or name a server in XUNCHENG_TEST_POSTGRES_URL.\n"
    f"    {INSTALL}"
)

_USER = "xuncheng"
_LOOPBACK = "127.0.0.1"
_LOG = "log"
_PATIENCE = 30.0
_INITDB = ("-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
_SERVER = ("-c", "max_connections=200")
_GUARD = '"$@" & read -r _; kill -INT $!; wait $!; cd / && rm -rf "$0"'
"""Stops the server and clears up when whoever started it closes the pipe or is killed."""


class PostgresMissing(RuntimeError):
    """There is no PostgreSQL to test on; the message says how to get one."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def binaries() -> Path | None:
    """Return the folder with `initdb` and `postgres`, the newest version first, or None."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: float(folder.parent.name),
        reverse=True,
    )
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(told.stdout.strip()))
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next(
        (one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None
    )


def is_missing() -> bool:
    """Say whether there is neither a named server nor a way to start one."""
    return not variable("XUNCHENG_TEST_POSTGRES_URL") and binaries() is None


def server_user() -> str | None:
    """Return the user the server has to run as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _as_user(user: str | None, home: Path, *command: str | Path) -> subprocess.Popen[bytes]:
    """Start `command` as `user`, with its output in the log under `home`."""
    with (home / _LOG).open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=home,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            user=user,
            group=pwd.getpwnam(user).pw_gid if user else None,
            extra_groups=[] if user else None,
            start_new_session=True,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _await(url: str, log: Path) -> None:
    """Wait until the server at `url` answers.

    Raises:
        RuntimeError: it stayed silent; the message ends with its log.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError as error:
            if time.monotonic() > end:
                told = log.read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{told}") from error
            time.sleep(0.02)
        else:
            return


@contextmanager
def throw_away_server() -> Iterator[str]:
    """Run a server of our own and yield the URL of its maintenance database.

    Raises:
        PostgresMissing: the system has no PostgreSQL binaries.
    """
    folder = binaries()
    if folder is None:
        raise PostgresMissing
    user = server_user()
    home = Path(tempfile.mkdtemp(prefix="xuncheng-pg-"))
    try:
        if user is not None:
            shutil.chown(home, user)
        _as_user(user, home, folder / "initdb", "-D", home / "data", *_INITDB).communicate()
        port = _free_port()
        where = ("-D", home / "data", "-k", home, "-h", _LOOPBACK, "-p", str(port))
        guard = ("/bin/sh", "-c", _GUARD, home)
        process = _as_user(user, home, *guard, folder / "postgres", *where, *_SERVER)
        try:
            url = f"postgresql://{_USER}@{_LOOPBACK}:{port}/postgres"
            _await(url, home / _LOG)
            yield url
        finally:
            process.communicate()
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """Yield the URL of the server to test on: the named one, else a throw-away one."""
    if named := variable("XUNCHENG_TEST_POSTGRES_URL"):
        yield named
    else:
        with throw_away_server() as url:
            yield url


def database_on(server_url: str, name: str) -> str:
    """Return the URL of database `name` on the server of `server_url`."""
    address, _, query = server_url.partition("?")
    return f"{address.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def create_database(server_url: str, name: str, template: str = "template1") -> str:
    """Make database `name` as a copy of `template` and return its URL."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return database_on(server_url, name)


def drop_database(server_url: str, name: str) -> None:
    """Remove database `name`, with whoever is still connected to it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def obtain() -> int:
    """Get the binaries where that is allowed; return 0 when there is something to test on."""
    if not is_missing():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say("正在安装 PostgreSQL（仅供测试使用） · Installing PostgreSQL for the tests …")
        done = subprocess.run(
            ["/bin/sh", "-c", f"export DEBIAN_FRONTEND=noninteractive; {INSTALL}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            _say(done.stdout + done.stderr)
    if not is_missing():
        return 0
    _say(MISSING)
    return 1


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(obtain())
