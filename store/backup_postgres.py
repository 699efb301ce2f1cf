"""Copies of a PostgreSQL database by its own `pg_dump` and `pg_restore`, on one snapshot.

Passwords go to them in a file without a name, which goes with them; never on a command line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import psycopg
from psycopg import conninfo, sql

from kernel.errors import InvalidInput, Refused
from kernel.words import Text
from store.backup_sqlite import COUNT, Counted

SUFFIX = ".pgdump"
_PLACES = "/usr/lib/postgresql"
_LONGEST_NAME = 48


def dump(url: str, target: Path) -> Counted:
    """Copy a database to `target`, and return its revision and how many rows it holds.

    Raises:
        Refused: `pg_dump` is missing, too old, or failed.
    """
    with psycopg.connect(url, autocommit=True) as live:
        live.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _one(live, "SELECT pg_export_snapshot()")
        counted = Counted(*live.execute(COUNT).fetchall()[0])
        program = _program("pg_dump", live.info.server_version // 10_000)
        _run(
            program, url, "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={snapshot}", f"--file={target}",
        )  # fmt: skip
        live.execute("ROLLBACK")
    return counted


def load(file: Path, url: str) -> None:
    """Put a copy into an empty database, as a whole or not at all.

    Raises:
        InvalidInput: the database is not empty.
        Refused: `pg_restore` is missing, too old, or failed.
    """
    with psycopg.connect(url, autocommit=True) as empty:
        if _one(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"):
            raise InvalidInput(
                Text(
                    "目标数据库里已有数据表，不能覆盖。请新建一个空数据库（createdb）后重试。",
                    "The database has tables already and is not overwritten: make an empty one"
                    " (createdb) and try again.",
                )
            )
        program = _program("pg_restore", empty.info.server_version // 10_000)
    _run(
        program, url, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        str(file),
    )  # fmt: skip


@contextmanager
def for_a_drill(url: str) -> Iterator[str]:
    """Yield the address of an empty database beside that of `url`, which goes away again.

    Raises:
        Refused: the user of the database may not make one.
    """
    parts = conninfo.conninfo_to_dict(url)
    name = f"{str(parts.get('dbname', 'xuncheng'))[:_LONGEST_NAME]}_restore_drill"
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(url, autocommit=True) as live:
        try:
            live.execute(drop)  # what a drill left that was killed
            live.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege as error:
            raise Refused(
                Text(
                    "恢复演练要新建临时数据库，但数据库用户没有权限。"
                    "请执行 ALTER ROLE 用户 CREATEDB。",
                    "A restore drill makes a temporary database, which the database's user may not:"
                    " run ALTER ROLE user CREATEDB.",
                )
            ) from error
        try:
            address, mark, query = url.partition("?")
            yield f"{address.rpartition('/')[0]}/{name}{mark}{query}"
        finally:
            live.execute(drop)


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def _program(name: str, server: int) -> str:
    """Return the path of a program of PostgreSQL that understands a server's version.

    Raises:
        Refused: there is none.
    """
    found = [str(path) for path in Path(_PLACES).glob(f"*/bin/{name}")]
    found += [path] if (path := shutil.which(name)) else []
    for one in found:
        said = subprocess.run([one, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
        number = re.search(r"(\d+)", said.stdout)
        if number and int(number[1]) >= server:
            return one
    raise Refused(
        Text(
            f"本机没有 {name}（须为 {server} 版或更高）。请安装 postgresql-client-{server}，"
            "或由数据库管理员另行备份，并把 limits.toml 的 backup_days 设为 0。",
            f"This machine has no {name} of version {server} or newer: install"
            f" postgresql-client-{server}; or have the database's administrator make the backups,"
            " and set backup_days of limits.toml to 0.",
        )
    )


def _run(program: str, url: str, *words: str) -> None:
    parts = conninfo.conninfo_to_dict(url)
    password = parts.pop("password", None)
    with TemporaryFile() as secret:
        if password is not None:
            escaped = re.sub(r"([\\:])", r"\\\1", str(password))
            secret.write(f"*:*:*:*:{escaped}\n".encode())
            secret.seek(0)
            parts["passfile"] = f"/dev/fd/{secret.fileno()}"
        where = conninfo.make_conninfo("", **parts)
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL
            [program, f"--dbname={where}", *words],
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
            pass_fds=(secret.fileno(),),
        )  # fmt: skip
    if done.returncode:
        name = Path(program).name
        raise Refused(
            Text(
                f"{name} 没有完成（代码 {done.returncode}）。"
                "请检查磁盘空间、备份文件和数据库权限后重试。",
                f"{name} failed (code {done.returncode}): check the disk, the backup's file and the"
                " rights of the database's user, then try again.",
            )
        )
