"""Notices about the library of the office: who must read a document is named by the document.

A new one is one line here and one text for each language in `templates/`.
"""

from __future__ import annotations

from kernel.words import Text
from notifications.catalogue.notice import Notice, after
from rules.library import READ

# fmt: off
LIBRARY = (
    Notice("document_to_read", Text("制度文件待阅读", "A document to be read"),
           on=after("library_document", "issue", "revise", "assign_readers", "count_readers"),
           named_in="readers", answered_by=READ),
)
# fmt: on
