"""The settings of one installation, from `XUNCHENG_*` variables; nobody else reads the environment.

A new setting is a field of `Settings` and its remedy in `_REMEDIES`.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kernel.errors import DefinitionError
from kernel.words import Language, Text

PREFIX = "XUNCHENG_"
SHIPPED_POLICY = Path(__file__).parent
"""The folder of the policy files that come with the program."""

_FOR_TESTS = f"{PREFIX}TEST_"


class Settings(BaseSettings):
    """Where this installation keeps its files and how it is reached."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    home: Path = Field(default=Path("var"), validate_default=True)
    """The data directory; a relative one counts from the working directory."""
    database_url: str = Field(default="", validate_default=True, repr=False)
    """`sqlite:///path` or `postgresql://…`; it may hold a password, so it is never shown."""
    policy_dir: Path = Field(default=SHIPPED_POLICY, validate_default=True)
    """The folder with the office's own policy files."""
    language: Language = "zh"
    """The language of the terminal and of people who chose none."""
    person: str = ""
    """The code of the person at this terminal; a command's `--as` goes before it."""
    base_url: str = ""
    """The address of the office's own server for links in notices; empty means no links."""
    prefect_port: int = Field(default=4217, ge=1, le=65535)
    """The port of the Prefect server on loopback."""
    clock_source: str = Field(default="system", min_length=1, max_length=200)
    """What sets the clock of this machine, such as `NTP: time server of the office`; seals tell."""
    web_host: str = "127.0.0.1"
    """The address at which the site listens; one that others reach wants `base_url` too."""
    web_port: int = Field(default=8080, ge=1, le=65535)
    """The port at which the site listens."""
    oidc_issuer: str = ""
    """The identity provider through which people may sign in; empty is none."""
    oidc_client_id: str = Field(default="", validate_default=True)
    """Under which name the provider knows this site."""
    oidc_client_secret: SecretStr = SecretStr("")
    """With which secret the site shows the provider that it is itself; it is never shown."""
    oidc_claim: str = Field(default="preferred_username", min_length=1)
    """Which claim of the provider holds the code of a person."""
    log_megabytes: int = Field(default=10, ge=1, le=10_000)
    """How long a log of `xuncheng up` may become before it is cut."""
    log_files: int = Field(default=5, ge=1, le=1000)
    """How many older parts of each log are kept."""
    otlp_endpoint: str = ""
    """The address of an OpenTelemetry collector that is sent traces; empty sends none."""
    tick_seconds: int = Field(default=60, ge=5, le=3600)
    """How often the clock lets the office sweep and deliver; it changes nothing but lateness."""

    @field_validator("home")
    @classmethod
    def _whole_path(cls, home: Path) -> Path:
        whole = home.expanduser().resolve()
        if whole.exists() and not whole.is_dir():
            raise ValueError
        return whole

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str, info: ValidationInfo) -> str:
        if not url:
            home: Path = info.data.get("home", Path())
            return f"sqlite:///{home / 'xuncheng.db'}"
        scheme, _, rest = url.partition("://")
        if scheme not in {"sqlite", "postgresql"} or not rest.removeprefix("/"):
            raise ValueError
        if scheme == "sqlite" and not rest.startswith("/"):
            raise ValueError
        return url

    @field_validator("policy_dir")
    @classmethod
    def _existing_folder(cls, folder: Path) -> Path:
        whole = folder.expanduser().resolve()
        if not whole.is_dir():
            raise ValueError
        return whole

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
            raise ValueError
        return url.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _trusted_issuer(cls, url: str) -> str:
        address = urlsplit(url)
        local = address.hostname in {"127.0.0.1", "::1", "localhost"}
        if url and not (address.scheme == "https" or (address.scheme == "http" and local)):
            raise ValueError
        return url.rstrip("/")

    @field_validator("otlp_endpoint")
    @classmethod
    def _collector(cls, url: str) -> str:
        address = urlsplit(url)
        if url and (address.scheme not in {"http", "https"} or not address.hostname):
            raise ValueError
        if address.username is not None or address.query:  # a secret belongs in a header
            raise ValueError
        return url.rstrip("/")

    @field_validator("oidc_client_id")
    @classmethod
    def _named_client(cls, name: str, info: ValidationInfo) -> str:
        if bool(name) != bool(info.data.get("oidc_issuer", name)):
            raise ValueError
        return name


_REMEDIES = {
    "home": Text(
        "应为数据目录的路径，例如 /srv/xuncheng；该路径现在是一个文件",
        "should be the data directory, for example /srv/xuncheng; there is a file of that name",
    ),
    "database_url": Text(
        "应写成 sqlite:///文件路径 或 postgresql://用户@主机/库名",
        "should be sqlite:///path/of/the/file or postgresql://user@host/name",
    ),
    "policy_dir": Text(
        "应为一个已有的目录；可先把程序自带的 config/*.toml 复制过去再修改",
        "should be a folder that exists: copy the shipped config/*.toml there and change them",
    ),
    "language": Text("应为 zh（中文）或 en（英文）", "should be zh (Chinese) or en (English)"),
    "person": Text(
        "应为一名人员的代码，或留空", "should be the code of a person, or be left empty"
    ),
    "base_url": Text(
        "应为 http:// 或 https:// 开头的地址，或留空",
        "should be an address that begins with http:// or https://, or be left empty",
    ),
    "prefect_port": Text("应为 1 到 65535 的端口号", "should be a port from 1 to 65535"),
    "clock_source": Text(
        "应为 1 到 200 字，说明本机时钟由什么校准", "should say in 1 to 200 characters what sets it"
    ),
    "web_host": Text("应为本机的一个地址", "should be an address of this machine"),
    "web_port": Text("应为 1 到 65535 的端口号", "should be a port from 1 to 65535"),
    "oidc_issuer": Text(
        "应为身份平台的 https:// 地址（本机可用 http://），或留空",
        "should be the https:// address of the identity provider (http:// on this machine), or be"
        " left empty",
    ),
    "oidc_client_id": Text(
        "应与 XUNCHENG_OIDC_ISSUER 同时设置或同时留空",
        "should be set together with XUNCHENG_OIDC_ISSUER, or be left empty with it",
    ),
    "oidc_client_secret": Text("应为一段文字", "should be words"),
    "oidc_claim": Text(
        "应为存放人员代码的声明名称，例如 preferred_username",
        "should name the claim that holds the code of a person, such as preferred_username",
    ),
    "log_megabytes": Text("应为 1 到 10000 的兆字节数", "should be 1 to 10000 megabytes"),
    "log_files": Text("应为 1 到 1000 的份数", "should be 1 to 1000 parts"),
    "otlp_endpoint": Text(
        "应为 OpenTelemetry 采集器的 http:// 或 https:// 地址，不带用户名和参数，或留空",
        "should be the http:// or https:// address of an OpenTelemetry collector without a user or"
        " a query, or be left empty",
    ),
    "tick_seconds": Text("应为 5 到 3600 的秒数", "should be a number of seconds from 5 to 3600"),
}


def read_settings() -> Settings:
    """Return the settings of this process.

    Raises:
        DefinitionError: every variable that is wrong or unknown; values are never repeated, since
            they may hold a password.
    """
    mistakes = _unknown_variables()
    try:
        settings = Settings()
    except ValidationError as error:
        names = dict.fromkeys(str(one["loc"][0]) for one in error.errors(include_input=False))
        mistakes += [_mistake(name) for name in names]
        raise DefinitionError(*mistakes) from None
    if mistakes:
        raise DefinitionError(*mistakes)
    return settings


def inherited() -> dict[str, str]:
    """Return the environment of this process, for the programs that it starts."""
    return dict(os.environ)  # noqa: TID251 - the one place


def _mistake(name: str) -> Text:
    remedy = _REMEDIES[name.removeprefix(PREFIX.lower())]
    variable = PREFIX + name.removeprefix(PREFIX.lower()).upper()
    return Text(
        f"环境变量 {variable} 不对：{remedy.zh}。",
        f"The variable {variable} is wrong: it {remedy.en}.",
    )


def _unknown_variables() -> list[Text]:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    return [
        Text(
            f"没有名为 {name} 的设置，请核对拼写；可用的是：{'、'.join(known)}。",
            f"There is no setting {name}: check its spelling; known are {', '.join(known)}.",
        )
        for name in sorted(os.environ)  # noqa: TID251 - the one place
        if name.upper().startswith(PREFIX)
        and not name.upper().startswith(_FOR_TESTS)
        and name.upper() not in known
    ]
