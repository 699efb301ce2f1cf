"""The desk at which a command works: who acts, in which language, on which office.

Everything is opened when it is first asked for, so a command that needs no database opens none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cli import output
from kernel.errors import InvalidInput
from kernel.words import Language, Text

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from config.settings import Settings
    from engine.office import Office
    from rules.posts import Post

Draw = Callable[[], Iterable["RenderableType"]]


@dataclass
class Desk:
    """What one command was started with."""

    spoken: Language | None = None
    """The language of `--lang`, if given."""
    as_json: bool = False
    person_code: str = ""
    stood_in_for: str = ""
    given_office: Office | None = None
    """An office handed in from outside, as tests do; else the one of the settings."""

    @cached_property
    def settings(self) -> Settings:
        """Return the settings of this process."""
        from config.settings import read_settings  # noqa: PLC0415 - start-up stays fast

        return read_settings()

    @cached_property
    def language(self) -> Language:
        """Return the language of this terminal."""
        return self.spoken or self.settings.language

    @cached_property
    def office(self) -> Office:
        """Return the office, with its database ready.

        Raises:
            DefinitionError: settings or policy are wrong, or the office was not prepared.
        """
        if self.given_office is not None:
            return self.given_office
        from config.wiring import build_office  # noqa: PLC0415
        from store.database import Database  # noqa: PLC0415
        from store.migrate import require_current  # noqa: PLC0415

        database = Database(self.settings.database_url)
        require_current(database)  # before anything is made beside it, such as keys
        database.close()
        return build_office(self.settings)

    @cached_property
    def today(self) -> date:
        """Return the day of the office."""
        from kernel.clock import office_day  # noqa: PLC0415

        return office_day(self.office.now())

    @cached_property
    def person_id(self) -> int:
        """Return who acts.

        Raises:
            InvalidInput: nobody was named.
            NotFound: nobody has that code.
        """
        code = self.person_code or self.settings.person
        if not code:
            raise InvalidInput(
                Text(
                    "请说明由谁办理：加上 --as 人员代码，或设置环境变量 XUNCHENG_PERSON。",
                    "Say who acts: add --as CODE of a person, or set XUNCHENG_PERSON.",
                )
            )
        return self.person(code)

    @cached_property
    def acting_for(self) -> int | None:
        """Return the person stood in for, if any."""
        return self.person(self.stood_in_for) if self.stood_in_for else None

    def person(self, code: str) -> int:
        """Return the id of the person with `code`.

        Raises:
            NotFound: nobody active has it.
        """
        with self.office.database.reading() as tx:
            return self.office.directory(tx).person(code).id

    @property
    def interactive(self) -> bool:
        """Say whether somebody sits at the terminal and can be asked."""
        return not self.as_json and sys.stdin.isatty() and sys.stderr.isatty()

    def word(self, zh: str, en: str) -> str:
        """Return a word in the language of this terminal."""
        return zh if self.language == "zh" else en

    def names(self, posts: Iterable[Post], people: Iterable[str]) -> str:
        """Return who is meant: the people by name where somebody holds a post, else the posts."""
        mark = self.word("、", ", ")
        known = mark.join(people)
        if known:
            return known
        policy = self.office.policy
        return mark.join(policy.label(post).say(self.language) for post in posts)

    def say(self, zh: str, en: str) -> None:
        """Write a message to stderr, where it is in nobody's way."""
        sys.stderr.write(self.word(zh, en) + "\n")

    def show(self, document: object, draw: Draw) -> None:
        """Print `document` with `--json`, else what `draw` draws for a person."""
        if self.as_json:
            output.write_json(document)
            return
        console = output.console()
        for drawn in draw():
            console.print(drawn)
