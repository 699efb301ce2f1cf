"""The statements about checklists; their tables are in `store/checklist_tables.py`.

A further question is one statement here; both databases run the same text.
"""

from __future__ import annotations

LISTS = (
    "SELECT l.id, l.name, l.version, l.unit_types, l.unit_id, l.effective_from, l.digest,"
    " (SELECT count(*) FROM checklist_items i WHERE i.checklist_id = l.id) AS items"
    " FROM checklists l ORDER BY l.name, l.version"
)
ITEMS = "SELECT n, code, area, item, basis FROM checklist_items WHERE checklist_id = :id ORDER BY n"
NEWEST = "SELECT max(version) AS version FROM checklists WHERE name = :name"
FITTING = (
    "SELECT l.id, l.name, l.version, l.unit_types, l.unit_id FROM checklists l"
    " WHERE l.effective_from <= :today AND (l.unit_id IS NULL OR l.unit_id = :unit)"
    " ORDER BY l.name, l.version"
)
"""What may concern a unit; its kind is looked at by who asks."""


def codes_query(ids: str) -> str:
    """Return the query for the codes of every item of the lists with `ids`, with commas."""
    numbers = ", ".join(str(int(one)) for one in ids.split(","))
    return f"SELECT DISTINCT code FROM checklist_items WHERE checklist_id IN ({numbers})"  # noqa: S608
