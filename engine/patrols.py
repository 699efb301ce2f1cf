"""Checks the draw of a patrol visit: anybody may repeat it from what is recorded (H03)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.office import Office
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.ids import case_number
from kernel.words import Text
from rules.draw import drawn

_ENTRY = "SELECT seq FROM entries WHERE case_id = :round AND hash = :hash"


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw, repeated."""

    case_id: int
    seed: str
    drawn_from: tuple[str, ...]
    order: tuple[str, ...]
    """Every number in the order in which it is drawn."""
    place: int
    recorded: str
    seed_is_of_the_round: bool
    """Whether the seed ends in the hash of an entry of the round's chain."""

    @property
    def agrees(self) -> bool:
        """Say whether the repeated draw gives what was recorded."""
        return (
            self.seed_is_of_the_round
            and self.place <= len(self.order)
            and self.order[self.place - 1] == self.recorded
        )


def seed_of(round_number: str, week: str, head: bytes) -> str:
    """Return the seed of a round's draw for a week."""
    return f"{round_number}/{week}/{head.hex()}"


def check_draw(
    office: Office, case_id: int, person_id: int, *, acting_for: int | None = None
) -> Draw:
    """Repeat the draw of a patrol visit.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        InvalidInput: the case is no patrol visit.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, _ = load_visible(work, case_id, person_id, acting_for)
        row = case.row
        if row["kind"] != "patrol_visit":
            raise InvalidInput(
                Text(
                    f"{case_number(case.id)} 是“{case.cycle.label.zh}”，不是巡回督查。",
                    f"{case_number(case.id)} is no patrol visit but: {case.cycle.label.en}.",
                )
            )
        head = bytes.fromhex(row["seed"].rpartition("/")[2])
        known = tx.row(_ENTRY, round=row["parent_id"], hash=head) is not None
    numbers = tuple(row["drawn_from"].split())
    order = drawn(row["seed"], numbers, len(numbers))
    return Draw(case.id, row["seed"], numbers, order, row["place"], row["visited"], known)
