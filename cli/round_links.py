"""What `xuncheng round show` says of earlier and later rounds.

A further link is drawn here; what is linked is in `engine/round_links.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cli import output
from cli.desk import Desk

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.round_links import CarriedAction, Links, RoundLink


def drawn(desk: Desk, links: Links) -> Iterator[RenderableType]:
    """Return the links of a round as lines and, for the actions carried on, a table."""
    if links.before:
        yield output.words(desk.word("由上一轮部署：", "Deployed by ") + _named(desk, links.before))
    if links.next_plan_line is not None:
        told = desk.word(f"已部署下一轮：{links.next_plan_line}", f"Next: {links.next_plan_line}")
        yield output.words(f"{told}  {_named(desk, links.after)}".rstrip())
    if links.carried:
        yield _actions(desk, links.carried)
    if links.carried_total > len(links.carried):
        yield output.words(
            desk.word(f"共 {links.carried_total} 项，只列出最早到期的 {len(links.carried)} 项。",
                      f"The {len(links.carried)} due first of {links.carried_total}.")
        )  # fmt: skip


def _named(desk: Desk, rounds: Iterable[RoundLink]) -> str:
    return desk.word("、", ", ").join(
        f"{one.number} {one.name}（{one.state_label.zh}）"
        if desk.language == "zh"
        else f"{one.number} {one.name} ({one.state_label.en})"
        for one in rounds
    )


def _actions(desk: Desk, carried: Iterable[CarriedAction]) -> RenderableType:
    columns = [
        desk.word(*pair)
        for pair in (
            ("编号", "number"), ("改进措施", "action"), ("责任岗位", "owner"), ("时限", "due"),
            ("状态", "state"), ("来自", "from"),
        )
    ]  # fmt: skip
    rows = [
        (one.number, one.action, one.owner_post, one.due_on,
         one.state_label.say(desk.language), one.round)
        for one in carried
    ]  # fmt: skip
    return output.table(columns, rows, desk.word("结转的改进措施", "Actions carried on"))
