"""Lists about the working papers of a round: omitted ones, near-copies, the sample, cited rules.

Each list is cut to what its reader may see; a further list is one function here and its command.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from engine.office import Office
from engine.queries import list_cases
from kernel.ids import case_number
from store import papers
from store.database import Row

_MOST = 20_000
_CITED_MOST = 200


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in a list, with the unit and what the list is about."""

    case_id: int
    unit: str
    group: str
    state: str
    detail: Row
    """The columns of its detail table."""
    clue: str = ""
    """The number of the clue it led to, where the reader may know of it (E25)."""
    decided_by: tuple[str, ...] = ()
    """Who decided that it is left out."""

    @property
    def number(self) -> str:
        """Return the number of the case."""
        return case_number(self.case_id)

    @property
    def paper_number(self) -> str:
        """Return the number it got when the leader signed; before that there is none."""
        issued = self.detail["paper_number"]
        return f"{self.group}-{issued:03}" if issued else ""


def papers_of(
    office: Office, round_id: int, person_id: int, *, acting_for: int | None = None
) -> list[PaperLine]:
    """Return the papers of a round that somebody may see, in order of their opening."""
    seen = list_cases(
        office, person_id, kind="working_paper", round_id=round_id, acting_for=acting_for,
        limit=_MOST,
    )  # fmt: skip
    clues = list_cases(
        office, person_id, kind="clue", round_id=round_id, acting_for=acting_for, limit=_MOST
    )
    known = {one.case_id for one in clues}
    with office.database.reading() as tx:
        details = {row["case_id"]: row for row in tx.rows(papers.IN_ROUND, id=round_id)}
        rows = tx.rows(papers.CLUES, id=round_id)
    led_to = {row["paper_id"]: row["case_id"] for row in rows if row["case_id"] in known}
    return [
        PaperLine(
            one.case_id, one.unit, one.group, one.state, details[one.case_id],
            case_number(led_to[one.case_id]) if one.case_id in led_to else "",
        )
        for one in seen
    ]  # fmt: skip


def omitted(
    office: Office, round_id: int, person_id: int, *, acting_for: int | None = None
) -> list[PaperLine]:
    """Return the problems that are not in the report, with who decided it and why (G04)."""
    left_out = [
        one
        for one in papers_of(office, round_id, person_id, acting_for=acting_for)
        if "omitted" in (one.state, one.detail["outcome"])
    ]
    with office.database.reading() as tx:
        known = office.directory(tx).people
        signed: dict[int, list[str]] = {}
        for row in tx.rows(papers.OMITTED_BY, id=round_id):
            signed.setdefault(row["case_id"], []).append(known[row["person_id"]].name)
    return [replace(one, decided_by=tuple(signed.get(one.case_id, ()))) for one in left_out]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two papers whose facts read much the same."""

    one: str
    other: str
    percent: int


def alike_in(
    office: Office, round_id: int, person_id: int, *, acting_for: int | None = None
) -> list[Alike]:
    """Return the papers of a round whose facts are near-copies of another paper's (E24)."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where papers are compared

    policy = office.policy
    cutoff, shortest = policy.limit("paper_alike"), policy.limit("paper_alike_length")
    mine = papers_of(office, round_id, person_id, acting_for=acting_for)
    seen = {one.case_id for one in mine}
    with office.database.reading() as tx:
        rows = tx.rows(papers.FACTS, least=shortest)
    every = {row["case_id"]: row["facts"] for row in rows}
    found = [
        Alike(case_number(one), case_number(other), int(score))
        for one in sorted(seen & every.keys())
        for _, score, other in process.extract(
            every[one], every, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        )
        if other < one
    ]
    return sorted(found, key=lambda one: (-one.percent, one.one, one.other))


def cited(
    office: Office, round_id: int, person_id: int, *, acting_for: int | None = None
) -> list[tuple[str, int]]:
    """Return the rules that signed papers cite, the most cited first (G07)."""
    count: Counter[str] = Counter(
        one.detail["rule_basis"].strip()
        for one in papers_of(office, round_id, person_id, acting_for=acting_for)
        if one.detail["paper_number"] and one.detail["rule_basis"]
    )
    return count.most_common(_CITED_MOST)
