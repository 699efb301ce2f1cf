"""Reading the figures of a round or a term: who may, and over which rounds they go.

They tell of every group, so only who reads the whole of a round or a term is shown them.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.figures.figure import Extent, Told, figures_of
from engine.loading import LoadedCase
from engine.office import Office
from engine.reader import no_case
from engine.term_coverage import coverage_of
from engine.visible import load_visible
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.ids import case_number
from kernel.words import Text

_ROUNDS = (
    "SELECT c.id FROM cases c JOIN round_details d ON d.case_id = c.id"
    " WHERE c.state <> 'cancelled' AND d.on_site_start BETWEEN :first AND :last ORDER BY c.id"
)


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """The figures of a round or a term."""

    case_id: int
    name: str
    figures: tuple[Told, ...]

    @property
    def number(self) -> str:
        """Return the number of the round or term."""
        return case_number(self.case_id)


def read_figures(
    office: Office, case_id: int, person_id: int, *, acting_for: int | None = None
) -> FigureSheet:
    """Return the figures of a round or a term.

    Raises:
        NotFound: there is no such case, or the person does not read the whole of it.
        InvalidInput: it is neither a round nor a term.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case, _, sight = load_visible(work, case_id, person_id, acting_for)
        if not sight.whole:
            raise no_case(case_id)
        extent = extent_of(work, case)
        return FigureSheet(case.id, case.row["name"], figures_of(extent))


def extent_of(work: Work, case: LoadedCase) -> Extent:
    """Return over what the figures of a round or a term go.

    Raises:
        InvalidInput: the case is neither.
    """
    row = case.row
    if row["kind"] == "round":
        return Extent(work.tx, work.office.policy, work.today, (case.id,))
    if row["kind"] != "term":
        raise InvalidInput(
            Text(
                f"{case_number(case.id)} 是“{case.cycle.label.zh}”，不是轮次，也不是届。",
                f"{case_number(case.id)} is neither a round nor a term.",
            )
        )
    rounds = work.tx.rows(_ROUNDS, first=row["first_day"], last=row["last_day"])
    return Extent(
        work.tx, work.office.policy, work.today, tuple(one["id"] for one in rounds),
        coverage_of(work, row),
    )  # fmt: skip
