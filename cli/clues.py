"""`xuncheng clues`: what became of clues; the ledgers of their handover are `xuncheng ledger`.

A further figure is one more row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli import output
from cli.command import command, group
from cli.desk import Desk
from cli.options import Number
from kernel.plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.clue_figures import Balance, ClueFigures

app = group("问题线索", "clues")


@command(app, "balance", "线索平衡：发现＝移交＋并案＋…", "the balance of a round", acts=True)
def balance(desk: Desk, number: Number) -> None:
    """Show for each group of a round where every clue went, and which are open."""
    from engine.clue_figures import clue_balance  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    found = clue_balance(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    )
    document = [{**plain(one), "balanced": one.balanced} for one in found]
    desk.show({"balance": document}, lambda: _balanced(desk, found))


def _balanced(desk: Desk, found: tuple[Balance, ...]) -> Iterator[RenderableType]:
    from engine.ledger.panels import ACCOUNT_LABELS  # noqa: PLC0415 - start-up stays fast

    columns = [
        desk.word("巡察组", "group"), desk.word("发现", "found"),
        *(label.say(desk.language) for label in ACCOUNT_LABELS.values()),
        desk.word("差额", "open"), desk.word("未了结", "which"),
    ]  # fmt: skip
    rows = [
        (
            one.group or desk.word("全轮", "round"), one.found,
            *(one.accounts[name] for name in ACCOUNT_LABELS),
            len(one.unsettled), " ".join(one.unsettled),
        )
        for one in found
    ]  # fmt: skip
    yield output.table(columns, rows)


@command(app, "figures", "线索统计，只有合计", "totals of a round's clues", acts=True)
def figures(desk: Desk, number: Number) -> None:
    """Show the share accepted at first and the results; totals only, no case facts."""
    from engine.clue_figures import clue_figures  # noqa: PLC0415 - start-up stays fast
    from kernel.ids import case_id_of  # noqa: PLC0415

    found = clue_figures(
        desk.office, case_id_of(number), desk.person_id, acting_for=desk.acting_for
    )
    document = {**plain(found), "first_pass_rate": found.first_pass_rate}
    desk.show(document, lambda: [_figures(desk, found)])


def _figures(desk: Desk, found: ClueFigures) -> RenderableType:
    from states.clue import Result  # noqa: PLC0415 - start-up stays fast

    rate = found.first_pass_rate
    rows = [
        (desk.word("曾移交", "handed over"), found.handed_over),
        (desk.word("一次通过（未被质量退回）", "accepted at first"), found.accepted_at_first),
        (desk.word("一次通过率（%）", "of those (%)"), "—" if rate is None else rate),
        (desk.word("补充次数", "supplements"), found.supplements),
        *((Result(code).label.say(desk.language), n) for code, n in found.results.items()),
    ]
    return output.table((desk.word("项目", "figure"), desk.word("数量", "number")), rows)
