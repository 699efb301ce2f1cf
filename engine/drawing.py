"""Draws people from the pool for a round by a seed that anybody can check afterwards (§4.10).

Who may be drawn, the seed and who was drawn stay in the round's chain; a guard repeats the draw.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from engine.advance import advance
from engine.commands import Advance
from engine.office import Office
from engine.oversight import check_oversight
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.draw import drawn
from states.secondment import LIVE

_STATES = ", ".join(f"'{one.value}'" for one in LIVE)
_FREE = (
    "SELECT d.person_id, d.skills FROM cases c JOIN inspector_details d ON d.case_id = c.id"  # noqa: S608
    " JOIN people p ON p.id = d.person_id WHERE c.state = 'in_pool' AND p.active"
    " AND NOT EXISTS (SELECT 1 FROM secondment_details s JOIN cases sc ON sc.id = s.case_id"
    f" WHERE s.person_id = d.person_id AND sc.state IN ({_STATES})) ORDER BY d.person_id"
)
_DRAWS = "SELECT seq, body FROM entries WHERE case_id = :round ORDER BY seq"


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw as the chain tells it, and whether it follows from its seed."""

    seq: int
    seed: str
    candidates: tuple[int, ...]
    drawn: tuple[int, ...]

    @property
    def holds(self) -> bool:
        """Say whether the draw, repeated, gives the same people."""
        return drawn(self.seed, self.candidates, len(self.drawn)) == self.drawn


def draw_people(
    office: Office, round_id: int, seed: str, count: int, person_id: int, *,
    acting_for: int | None = None, skill: str = "",
) -> tuple[int, ...]:  # fmt: skip
    """Draw `count` people of the pool who serve in no round now, and record it on the round.

    Raises:
        InvalidInput: fewer than that can be drawn.
        NotPermitted: drawing is not for who asks.
        Refused: the round is past that.
    """
    terms = office.policy.roster
    wanted = terms.skill_codes(skill)
    with office.database.reading() as tx:
        check_oversight(office, tx, person_id, acting_for)
        free = [
            row["person_id"] for row in tx.rows(_FREE) if wanted <= terms.skill_codes(row["skills"])
        ]
    if len(free) < count or count < 1:
        raise InvalidInput(
            Text(
                f"人才库中可抽取的有 {len(free)} 人，不能抽 {count} 人。",
                f"{len(free)} people of the pool can be drawn, not {count}.",
            )
        )
    made = drawn(seed, free, count)
    inputs = {"seed": seed, "draw_count": count, "candidates": free, "drawn": list(made)}
    advance(office, Advance(round_id, "draw_people", person_id, inputs, acting_for=acting_for))
    return made


def draws_of(
    office: Office, round_id: int, person_id: int, acting_for: int | None = None
) -> list[Draw]:
    """Return every draw of a round, oldest first.

    Raises:
        NotPermitted: it is not for who asks.
    """
    with office.database.reading() as tx:
        check_oversight(office, tx, person_id, acting_for)
        rows = tx.rows(_DRAWS, round=round_id)
    told = [(row["seq"], json.loads(row["body"])) for row in rows]
    return [
        Draw(seq, one["inputs"]["seed"], tuple(one["inputs"]["candidates"]),
             tuple(one["inputs"]["drawn"]))
        for seq, one in told
        if one["what"] == "move" and one["event"] == "draw_people"
    ]  # fmt: skip
