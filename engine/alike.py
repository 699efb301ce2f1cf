"""Finds working papers whose facts read like those of another one (E24).

The measure is rapidfuzz's normalised edit similarity; from which percentage on two texts count as
alike is policy (`paper_alike`), and texts shorter than `paper_alike_length` are not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.work import Work
from kernel.ids import case_number
from store import papers

MOST_SHOWN = 3
"""So many papers are named, the most alike first."""

Alike = tuple[tuple[str, int], ...]
"""Number of a paper and how alike it is, in per cent."""


def alike(work: Work, case_id: int, fields: Mapping[str, Any]) -> Alike:
    """Return the papers whose facts are near-copies of these.

    Args:
        work: The transaction.
        case_id: The paper; it is not compared with itself.
        fields: Its details, with what is entered now.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where papers are compared

    policy = work.office.policy
    facts, cutoff = fields.get("facts") or "", policy.limit("paper_alike")
    if len(facts) < policy.limit("paper_alike_length"):
        return ()
    # Two texts can only be alike to so many per cent when their lengths are.
    shorter, longer = len(facts) * cutoff // (200 - cutoff), len(facts) * (200 - cutoff) // cutoff
    rows = work.tx.rows(papers.EARLIER, id=case_id, least=shorter, most=longer + 1)
    texts = {row["case_id"]: row["facts"] for row in rows}
    found = process.extract(facts, texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=MOST_SHOWN)
    return tuple((case_number(number), int(score)) for _, score, number in found)
