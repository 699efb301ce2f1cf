"""The statements about contents; their table is in `store/content_table.py`.

What is kept there leaves it through `engine/contents.py` alone, which asks the access rule first.
"""

from __future__ import annotations

KEEP = (
    "INSERT INTO contents (case_id, digest, field, text, at)"
    " VALUES (:case_id, :digest, :field, :text, :at) ON CONFLICT (case_id, digest) DO NOTHING"
)
READ = "SELECT text FROM contents WHERE case_id = :case_id AND digest = :digest"
ELSEWHERE = "SELECT case_id, text FROM contents WHERE field = :field AND case_id <> :case_id"
"""Every text of a field on other cases, for comparing."""
