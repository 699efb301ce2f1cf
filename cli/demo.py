"""What `xuncheng demo` leaves for the browser: the office half way and at the end, with accounts.

The accounts come through the same doors as in a real office: a first link, then a link for each
person. Their one password is known to everybody, so it is given in the demo's own database only.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from cli import output
from kernel.clock import ManualClock, office_moment
from kernel.words import Language, Text
from store.write_queue import LOCKS

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.directory import Directory
    from engine.office import Office
    from rules.posts import Post

PASSWORD = "demo-only-not-secret"  # noqa: S105 - known to everybody, and only the demo has it
ADDRESS = "http://127.0.0.1:8080"

HALFWAY = office_moment(date(2021, 12, 8), time(9))
"""Where the office stands that shows people at work: on site, after the dispatch meeting."""

_DATABASE = "xuncheng.db"
_FILES = (_DATABASE, *(f"{_DATABASE}-{one}" for one in ("wal", "shm", *LOCKS)), "pretend.json")
_ADMIN = "demo-admin"
_ADMIN_NAME = Text("系统管理员", "System administrator")
_HOW = Text(
    "在浏览器中查看：运行下面的命令，打开 {address}，用下表任一账号登录。",
    "To look at it in the browser, run one of these, open {address} and sign in as anybody below.",
)
_ON_SITE = Text(
    "停在进驻中（2021-12-08，巡中调度之后）：", "On site (2021-12-08, after the dispatch meeting):"
)
_CLOSED = Text("办结时：", "As it ended:")
_PASSWORD_IS = Text(
    "所有演示账号的密码：{password}", "The password of every demo account: {password}"
)
_COLUMNS = (Text("岗位", "post"), Text("账号", "account"), Text("姓名", "name"))


class Halt(ManualClock):
    """A clock that lets something be done before it passes a moment, once."""

    def __init__(self, moment: datetime, act: Callable[[], None] | None = None) -> None:
        super().__init__(moment)
        self._stop, self._act = moment, act

    def set(self, moment: datetime) -> None:
        """Move the clock; whatever was asked for is done before it passes its moment."""
        if self._act is not None and self.now() <= self._stop < moment:
            self._act()
            self._act = None
        super().set(moment)


def key_of(home: Path) -> Path:
    """Return where the key of an office lies."""
    return home / "keys" / "office.key"


def take_copy(played: Path, copy: Path) -> None:
    """Copy an office that is being played, between two of its moves, into another directory."""
    (copy / "keys").mkdir(parents=True, exist_ok=True)
    for name in _FILES:
        if (played / name).exists():
            shutil.copy(played / name, copy / name)
    shutil.copy(key_of(played), key_of(copy))


def clear(home: Path) -> Path:
    """Return where the demo's database lies; what an earlier demo left there is gone."""
    for name in _FILES:
        (home / name).unlink(missing_ok=True)
    return home / _FILES[0]


def let_in(office: Office) -> list[tuple[Post, str, str]]:
    """Give everybody an account with the demo's password.

    Returns:
        For each post that somebody holds, one who holds it: post, code, name.
    """
    from engine.accounts.links import (  # noqa: PLC0415 - start-up stays fast
        first_link,
        issue_link,
        redeem_first,
        redeem_link,
    )
    from kernel.clock import office_day  # noqa: PLC0415

    token = first_link(office)
    if token is None:
        raise RuntimeError("the demo's database is not new")
    admin = redeem_first(office, token, _ADMIN, _ADMIN_NAME.zh, PASSWORD).person_id
    with office.database.reading() as tx:
        directory = office.directory(tx)
    for person_id in directory.people:
        if person_id != admin:
            redeem_link(office, issue_link(office, person_id, admin), PASSWORD)
    return _one_for_each_post(directory, office_day(office.now()))


def _one_for_each_post(directory: Directory, today: date) -> list[tuple[Post, str, str]]:
    """Return for each post one who holds it, and little else."""
    from rules.posts import Post  # noqa: PLC0415

    held = {
        person.code: {one.post for one in directory.posts_of(person.id) if one.held_on(today)}
        for person in directory.people.values()
    }
    found: list[tuple[Post, str, str]] = []
    for post in Post:
        codes = [code for code, posts in held.items() if post in posts]
        if codes:
            code = min(codes, key=lambda one: len(held[one]))
            found.append((post, code, directory.person(code).name))
    return found


def how_to_look(
    on_site: Path, closed: Path, accounts: list[tuple[Post, str, str]], language: Language
) -> Iterator[RenderableType]:
    """Say how to look at the round that was played, in the browser."""
    yield output.words("")
    yield output.words(_HOW.say(language, address=ADDRESS), "bold")
    for label, home in ((_ON_SITE, on_site), (_CLOSED, closed)):
        yield output.words(label.say(language))
        yield output.words(f"    XUNCHENG_HOME={quote(str(home))} xuncheng web", "cyan")
    yield output.words(_PASSWORD_IS.say(language, password=PASSWORD))
    yield output.table(
        [one.say(language) for one in _COLUMNS],
        [(post.label.say(language), code, name) for post, code, name in accounts],
    )
