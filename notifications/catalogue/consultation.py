"""Notices about a consultation before publication.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import OPEN, UNIT, Notice, after
from rules.posts import OFFICE, Post

# fmt: off
CONSULTATION = (
    Notice("publication_asked", Text("发布内容待巡察组提意见", "Publication awaits an opinion"),
           (Post.GROUP_LEADER, Post.GROUP_DEPUTY), after("consultation", OPEN)),
    Notice("publication_with_office", Text("发布内容待巡察办答复", "Publication awaits the office"),
           OFFICE, after("consultation", "give_opinion")),
    Notice("publication_answered", Text("发布内容已答复", "Publication answered"),
           UNIT, after("consultation", "consent", "refuse"),
           wants_receipt=True),
)
# fmt: on
