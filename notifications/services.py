"""From a channel address to the service that speaks to it: the only place that opens one.

One object is made for each message, because Apprise makes a second message on the same object wait.
The checked services of `notifications/checked.py` take the place of Apprise's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from apprise import Apprise, AppriseAsset, NotificationManager, PersistentStoreMode

from kernel.errors import InvalidInput
from kernel.words import Text
from notifications.checked import CHECKED
from notifications.silence import silence

_UNKNOWN = Text(
    "这个通知渠道的地址无法识别。请写成“服务://…”，例如 mailto://、wecombot://、dingtalk://、"
    "feishu://、json://，并核对令牌是否抄全。出于保密，此处不显示地址。",
    "The address of this channel is not understood. Write service://…, for example mailto://, "
    "wecombot://, dingtalk://, feishu:// or json://, and check that the token is complete. The "
    "address is not shown here, because it is secret.",
)
_SEVERAL = Text(
    "一个通知渠道只能写一个收件目标（不含抄送）。请把多个目标分成多个渠道。",
    "A channel reaches one target, without copies. Write several targets as several channels.",
)


@dataclass(frozen=True, slots=True)
class Service:
    """One opened address."""

    name: str
    """The kind of service, as the address begins; safe to show."""
    plugin: Any
    """Apprise's object; a `Checked` one knows more."""


@cache
def _install_checked() -> None:
    for plugin in CHECKED:
        NotificationManager().add(plugin, force=True)


def open_service(url: str, *, longest: float = 30.0) -> Service:
    """Open the service behind `url` for one message.

    Args:
        url: The address of a channel, in Apprise's form.
        longest: How many seconds the whole exchange may take.

    Raises:
        InvalidInput: no service understands `url`, or it reaches more than one target.
    """
    silence()
    _install_checked()
    asset = AppriseAsset(storage_mode=PersistentStoreMode.MEMORY, service_timeout=longest)
    asset.app_id = asset.app_desc = "Xuncheng"
    plugin = Apprise.instantiate(url, asset=asset)
    if plugin is None:
        raise InvalidInput(_UNKNOWN)
    plugin.retry = 0  # trying again is the outbox's affair
    if len(plugin) != 1 or getattr(plugin, "cc", None) or getattr(plugin, "bcc", None):
        raise InvalidInput(_SEVERAL)
    return Service(plugin.url(privacy=True).partition("://")[0], plugin)
