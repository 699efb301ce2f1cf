"""`xuncheng round gates`: the gates of a round, each with its evidence.

Another set of gates is added to those that `gates` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from cli import output
from cli.command import command
from cli.desk import Desk
from cli.options import Number

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.gates import GateView


def add_to(app: typer.Typer) -> None:
    """File the command in the group of rounds."""
    command(
        app, "gates", "六道关口、五个不放过及其佐证", "the gates with their evidence", acts=True
    )(gates)


def gates(desk: Desk, number: Number) -> None:
    """Show how each gate of a round stands, what shows it, and who can mend what is open."""
    from engine.five_gates import FIVE_GATES  # noqa: PLC0415 - start-up stays fast
    from engine.gates import read_gates  # noqa: PLC0415
    from engine.six_gates import SIX_GATES  # noqa: PLC0415
    from kernel.ids import case_id_of  # noqa: PLC0415

    seen = read_gates(
        desk.office, case_id_of(number), desk.person_id, (*SIX_GATES, *FIVE_GATES),
        acting_for=desk.acting_for,
    )  # fmt: skip
    desk.show({"gates": seen}, lambda: drawn(desk, seen))


def drawn(desk: Desk, seen: tuple[GateView, ...]) -> Iterator[RenderableType]:
    """Give the gates as one table each."""
    columns = [
        desk.word("佐证", "evidence"), "", desk.word("说明", "told"),
        desk.word("谁能解决", "who can mend it"),
    ]  # fmt: skip
    for gate in seen:
        mark = "✔" if gate.met else "○"
        rows = [
            (
                one.label.say(desk.language), "✔" if one.met else "✘",
                "\n".join(text.say(desk.language) for text in one.told),
                desk.names(one.by, one.people) if one.by else "",
            )
            for one in gate.evidence
        ]  # fmt: skip
        yield output.table(columns, rows, f"{mark} {gate.label.say(desk.language)} {gate.row}")
