"""The settings of one installation, from `XUNCHENG_*` variables; nobody else reads the environment.

A new setting is a field of `Settings` and a line of `config/variables.py`, which reads it. No
library does this, because every command begins here: see docs/performance.md, W4.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from config.variables import VARIABLES
from kernel.errors import DefinitionError
from kernel.words import Language, Text

PREFIX = "XUNCHENG_"
SHIPPED_POLICY = Path(__file__).parent
"""The folder of the policy files that come with the program."""

_FOR_TESTS = f"{PREFIX}TEST_"
_ISSUER, _CLIENT = "oidc_issuer", "oidc_client_id"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where this installation keeps its files and how it is reached."""

    home: Path = Path("var")
    """The data directory; a relative one counts from the working directory."""
    database_url: str = field(default="", repr=False)
    """`sqlite:///path` or `postgresql://…`; it may hold a password, so it is never shown."""
    policy_dir: Path = SHIPPED_POLICY
    """The folder with the office's own policy files."""
    language: Language = "zh"
    """The language of the terminal and of people who chose none."""
    person: str = ""
    """The code of the person at this terminal; a command's `--as` goes before it."""
    base_url: str = ""
    """The address of the office's own server for links in notices; empty means no links."""
    prefect_port: int = 4217
    """The port of the Prefect server on loopback."""
    clock_source: str = "system"
    """What sets the clock of this machine, such as `NTP: time server of the office`; seals tell."""
    web_host: str = "127.0.0.1"
    """The address at which the site listens; one that others reach wants `base_url` too."""
    web_port: int = 8080
    """The port at which the site listens."""
    oidc_issuer: str = ""
    """The identity provider through which people may sign in; empty is none."""
    oidc_client_id: str = ""
    """Under which name the provider knows this site."""
    oidc_client_secret: str = field(default="", repr=False)
    """With which secret the site shows the provider that it is itself; it is never shown."""
    oidc_claim: str = "preferred_username"
    """Which claim of the provider holds the code of a person."""
    log_megabytes: int = 10
    """How long a log of `xuncheng up` may become before it is cut."""
    log_files: int = 5
    """How many older parts of each log are kept."""
    otlp_endpoint: str = ""
    """The address of an OpenTelemetry collector that is sent traces; empty sends none."""
    tick_seconds: int = 60
    """How often the clock lets the office sweep and deliver; it changes nothing but lateness."""

    def __post_init__(self) -> None:
        """Let the database follow the data directory, where nothing else is said."""
        object.__setattr__(self, "home", self.home.expanduser().resolve())
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.home / 'xuncheng.db'}")


def read_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        DefinitionError: every variable that is wrong or unknown; values are never repeated, since
            they may hold a password.
    """
    given = {
        name.upper().removeprefix(PREFIX).lower(): words
        for name, words in os.environ.items()  # noqa: TID251 - the one place
        if name.upper().startswith(PREFIX) and not name.upper().startswith(_FOR_TESTS)
    }
    unknown = sorted(given.keys() - VARIABLES.keys())
    found: dict[str, object] = {}
    wrong: list[str] = []
    for name, (read, _) in VARIABLES.items():
        if not given.get(name):
            continue  # an empty variable is no setting
        try:
            found[name] = read(given[name])
        except ValueError:
            wrong.append(name)
    if _ISSUER not in wrong and (_ISSUER in found) != (_CLIENT in found):
        wrong.append(_CLIENT)  # the two go together
    if unknown or wrong:
        raise DefinitionError(*map(_unknown, unknown), *map(_wrong, wrong))
    return Settings(**found)  # type: ignore[arg-type]  # each reader returns what its field holds


def inherited() -> dict[str, str]:
    """Return the environment of this process, for the programs that it starts."""
    return dict(os.environ)  # noqa: TID251 - the one place


def _wrong(name: str) -> Text:
    variable, (_, remedy) = PREFIX + name.upper(), VARIABLES[name]
    return Text(
        f"环境变量 {variable} 不对：{remedy.zh}。",
        f"The variable {variable} is wrong: it {remedy.en}.",
    )


def _unknown(name: str) -> Text:
    variable = PREFIX + name.upper()
    known = [PREFIX + one.upper() for one in VARIABLES]
    return Text(
        f"没有名为 {variable} 的设置，请核对拼写；可用的是：{'、'.join(known)}。",
        f"There is no setting {variable}: check its spelling; known are {', '.join(known)}.",
    )
