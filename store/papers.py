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
OF_UNIT = "SELECT id FROM cases WHERE parent_id = :id AND kind = 'working_paper'"
IN_ROUND = (
    "SELECT d.* FROM working_paper_details d JOIN cases c ON c.id = d.case_id"
    " WHERE c.round_id = :id"
)
OMITTED_BY = (
    "SELECT s.case_id, s.person_id FROM signoffs s JOIN cases c ON c.id = s.case_id"
    " WHERE c.round_id = :id AND s.topic = 'paper_omitted' ORDER BY s.case_id, s.seq"
)
FACTS = "SELECT case_id, facts FROM working_paper_details WHERE length(facts) >= :least"
TO_DRAW = (
    "SELECT c.id FROM cases c JOIN working_paper_details d ON d.case_id = c.id"
    " WHERE c.round_id = :id AND c.kind = 'working_paper' AND c.state = 'office_filed'"
    " ORDER BY c.id"
)
"""What a sample is drawn from: every filed paper of a round."""
ROUNDS_TO_DRAW = (
    "SELECT c.id, c.head, c.revision FROM cases c WHERE c.kind = 'round' AND c.state = 'evaluating'"
    " AND NOT EXISTS (SELECT 1 FROM book_lines b WHERE b.case_id = c.id AND b.book = 'paper_draws')"
    " ORDER BY c.id"
)
"""Rounds at their end in which no sample was drawn."""
CLUES = (
    "SELECT d.case_id, d.paper_id FROM clue_details d JOIN cases c ON c.id = d.case_id"
    " WHERE c.round_id = :id AND d.paper_id IS NOT NULL"
)
