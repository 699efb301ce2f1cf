"""Notices owed by the delivery itself.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import Notice
from rules.posts import OFFICE

CHANNEL_FAILED = "channel_failed"
"""Owed to the office when no channel of a person works."""

DELIVERY_UNCLEAR = "delivery_unclear"
"""Owed to the office when nobody knows whether a notice arrived."""

CHANNEL_TEST = "channel_test"
"""What `xuncheng notices test` sends; it is about no case."""

DELIVERY = (
    Notice(CHANNEL_FAILED, Text("通知渠道全部失败", "Every channel failed"), OFFICE),
    Notice(DELIVERY_UNCLEAR, Text("通知是否送达不明", "Delivery unclear"), OFFICE),
    Notice(CHANNEL_TEST, Text("通知渠道测试", "Test of a channel")),
)
