"""How each `XUNCHENG_*` variable is read, and what is said when it is wrong.

A new setting is a line of `VARIABLES` and a field of `config/settings.py`. A reader raises
ValueError where the words of a variable mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from kernel.words import Language, Text

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_LONGEST = 200


def _folder(words: str) -> Path:
    whole = Path(words).expanduser().resolve()
    if whole.exists() and not whole.is_dir():
        raise ValueError
    return whole


def _existing_folder(words: str) -> Path:
    whole = _folder(words)
    if not whole.exists():
        raise ValueError
    return whole


def _database(url: str) -> str:
    scheme, _, rest = url.partition("://")
    if scheme not in {"sqlite", "postgresql"} or not rest.removeprefix("/"):
        raise ValueError
    if scheme == "sqlite" and not rest.startswith("/"):
        raise ValueError
    return url


def _language(words: str) -> Language:
    if words not in {"zh", "en"}:
        raise ValueError
    return cast("Language", words)


def _web_address(url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise ValueError
    return url.rstrip("/")


def _trusted_issuer(url: str) -> str:
    address = urlsplit(url)
    local = address.hostname in _LOOPBACK
    if not (address.scheme == "https" or (address.scheme == "http" and local)):
        raise ValueError
    return url.rstrip("/")


def _collector(url: str) -> str:
    address = urlsplit(_web_address(url))
    if address.username is not None or address.query:  # a secret belongs in a header
        raise ValueError
    return url.rstrip("/")


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(words: str) -> int:
        number = int(words)
        if not least <= number <= most:
            raise ValueError
        return number

    return read


def _short(words: str) -> str:
    if len(words) > _LONGEST:
        raise ValueError
    return words


_PORT = _whole(1, 65535)

VARIABLES: Mapping[str, tuple[Callable[[str], object], Text]] = {
    "home": (
        _folder,
        Text(
            "应为数据目录的路径，例如 /srv/xuncheng；该路径现在是一个文件",
            "should be the data directory, for example /srv/xuncheng; there is a file of that name",
        ),
    ),
    "database_url": (
        _database,
        Text(
            "应写成 sqlite:///文件路径 或 postgresql://用户@主机/库名",
            "should be sqlite:///path/of/the/file or postgresql://user@host/name",
        ),
    ),
    "policy_dir": (
        _existing_folder,
        Text(
            "应为一个已有的目录；可先把程序自带的 config/*.toml 复制过去再修改",
            "should be a folder that exists: copy the shipped config/*.toml there and change them",
        ),
    ),
    "language": (
        _language,
        Text("应为 zh（中文）或 en（英文）", "should be zh (Chinese) or en (English)"),
    ),
    "person": (
        str,
        Text("应为一名人员的代码，或留空", "should be the code of a person, or be left empty"),
    ),
    "base_url": (
        _web_address,
        Text(
            "应为 http:// 或 https:// 开头的地址，或留空",
            "should be an address that begins with http:// or https://, or be left empty",
        ),
    ),
    "prefect_port": (
        _PORT,
        Text("应为 1 到 65535 的端口号", "should be a port from 1 to 65535"),
    ),
    "clock_source": (
        _short,
        Text(
            "应为 1 到 200 字，说明本机时钟由什么校准",
            "should say in 1 to 200 characters what sets it",
        ),
    ),
    "web_host": (
        str,
        Text("应为本机的一个地址", "should be an address of this machine"),
    ),
    "web_port": (
        _PORT,
        Text("应为 1 到 65535 的端口号", "should be a port from 1 to 65535"),
    ),
    "oidc_issuer": (
        _trusted_issuer,
        Text(
            "应为身份平台的 https:// 地址（本机可用 http://），或留空",
            "should be the https:// address of the identity provider (http:// on this machine), or"
            " be left empty",
        ),
    ),
    "oidc_client_id": (
        str,
        Text(
            "应与 XUNCHENG_OIDC_ISSUER 同时设置或同时留空",
            "should be set together with XUNCHENG_OIDC_ISSUER, or be left empty with it",
        ),
    ),
    "oidc_client_secret": (
        str,
        Text("应为一段文字", "should be words"),
    ),
    "oidc_claim": (
        str,
        Text(
            "应为存放人员代码的声明名称，例如 preferred_username",
            "should name the claim that holds the code of a person, such as preferred_username",
        ),
    ),
    "log_megabytes": (
        _whole(1, 10_000),
        Text("应为 1 到 10000 的兆字节数", "should be 1 to 10000 megabytes"),
    ),
    "log_files": (
        _whole(1, 1000),
        Text("应为 1 到 1000 的份数", "should be 1 to 1000 parts"),
    ),
    "otlp_endpoint": (
        _collector,
        Text(
            "应为 OpenTelemetry 采集器的 http:// 或 https:// 地址，不带用户名和参数，或留空",
            "should be the http:// or https:// address of an OpenTelemetry collector without a user"
            " or a query, or be left empty",
        ),
    ),
    "tick_seconds": (
        _whole(5, 3600),
        Text("应为 5 到 3600 的秒数", "should be a number of seconds from 5 to 3600"),
    ),
}
"""Setting → how its variable is read, and what is said when that raises ValueError."""
