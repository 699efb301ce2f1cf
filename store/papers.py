"""The statements about working papers: their numbers, their texts, and the counts of a unit.

A further question about papers is one statement here; both databases run the same text.
"""

from __future__ import annotations

NEXT_NUMBER = (
    "INSERT INTO paper_counters (group_id, last) VALUES (:group_id, 1)"
    " ON CONFLICT (group_id) DO UPDATE SET last = paper_counters.last + 1 RETURNING last"
)
"""Holds the group's counter until the transaction ends, so that numbers have no gaps."""
SIGNED = (
    "SELECT count(*) AS n FROM cases c JOIN working_paper_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :id AND c.kind = 'working_paper' AND d.paper_number IS NOT NULL"
)
EARLIER = (
    "SELECT d.case_id, d.facts FROM working_paper_details d"
    " WHERE d.case_id <> :id AND length(d.facts) BETWEEN :least AND :most"
)
"""Papers of every round whose facts are about as long: only those can be near-copies."""
