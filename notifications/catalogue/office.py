"""Notices about the office as a whole, owed by its recurring duties on the register's case.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import Notice
from rules.posts import OFFICE, Post

CALENDAR_ENDS = "calendar_ends"
"""Owed while the published holidays do not reach far enough."""

FILES_DUE = "files_due"
"""Owed once a year while files are kept whose years are over."""

RECORD_UNSOUND = "record_unsound"
"""Owed to who keeps the audit, each day on which the record is found to be wrong."""

_AUDIT = (Post.AUDITOR, Post.DIRECTOR)

HOUSE = (
    Notice(CALENDAR_ENDS, Text("工作日历即将用完", "The calendar ends soon"), OFFICE),
    Notice(FILES_DUE, Text("有案卷保管期满", "Files are due for review"), OFFICE),
    Notice(RECORD_UNSOUND, Text("审计记录核对不符", "The audit record is wrong"), _AUDIT),
)
