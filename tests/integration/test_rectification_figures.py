"""The figures of rectification: each outcome apart, items by their weight (K16, K24)."""

from __future__ import annotations

from engine.rectification_figures import rectification_figures
from tests.support.office import SmallOffice


def test_the_figures_keep_each_outcome_apart_and_weigh_items(desk: SmallOffice) -> None:
    desk.to("rectifying")
    desk.item(to="written_off")
    desk.open("rectification", "staff", desk.assignment, problem="重大问题", weight=3)
    long_term = desk.item(to="in_progress")
    desk.give(long_term, "mark_long_term", "staff", reason="须长期坚持")
    carried = desk.item(to="in_progress")
    desk.give(carried, "carry_over", "director", reason="资金未到位")

    with desk.office.database.reading() as tx:
        figures = rectification_figures(tx, desk.round_id)

    assert {name: figures[name] for name in ("total", "done", "basically_done", "extended")} == {
        "total": 4, "done": 1, "basically_done": 1, "extended": 0,
    }  # fmt: skip
    assert (figures["not_done"], figures["carried"]) == (2, 1)
    assert (figures["rate"], figures["weighted_rate"]) == (25.0, 16.67)
