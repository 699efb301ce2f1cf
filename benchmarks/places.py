"""Where a benchmark runs: a database for the engine and copies of it for floors and rivals."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

from benchmarks.office import BenchOffice
from tests.support.postgres import create_database, drop_database, server

Copier = Callable[[], str]
"""Makes a copy of the engine's database as it was filled, and returns its address."""


@contextmanager
def filled(
    kind: str, base: str, items: int, prepare: Callable[[BenchOffice], None] | None = None
) -> Iterator[tuple[BenchOffice, Copier]]:
    """Yield an office with `items` items, and what copies its database.

    Args:
        kind: `sqlite` or `postgresql`.
        base: The maintenance address of a PostgreSQL server.
        items: How many items it has.
        prepare: Puts more into it, before it is copied.
    """
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        name = f"bench_{uuid4().hex[:8]}"
        if kind == "sqlite":
            url = f"sqlite:///{home / name}.db"
        else:
            url = create_database(base, name)
            stack.callback(drop_database, base, name)
        bench = BenchOffice(url, home)
        stack.callback(bench.database.close)
        bench.fill(items)
        if prepare is not None:
            prepare(bench)
        bench.database.close()
        made: list[str] = []

        def copy() -> str:
            made.append(f"{name}_{len(made)}")
            if kind == "sqlite":
                shutil.copy(home / f"{name}.db", home / f"{made[-1]}.db")
                return f"sqlite:///{home / made[-1]}.db"
            stack.callback(drop_database, base, made[-1])
            return create_database(base, made[-1], template=name)

        yield bench, copy


@contextmanager
def postgres(given: str | None) -> Iterator[str]:
    """Yield the maintenance address of a server: the one given, or one that is thrown away."""
    if given is not None:
        yield given
        return
    with server() as url:
        yield url
