"""One flow for each recurring duty, made from the table in `engine/routines/catalogue.py`.

A flow asks the engine what is still to do, so a duplicate or late run is harmless; what it misses
the next sweep makes up for. A further routine needs no line here, but its deployment in
`prefect.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from prefect import Flow, flow

from engine.office import Office
from engine.routines.catalogue import ROUTINES
from engine.routines.routine import Routine
from engine.routines.run import run_due
from engine.ticks import ticking
from flows.tick import RETRIES, RETRY_DELAY_SECONDS, Figures, TickFailed, tick
from kernel.words import Text

GRACE = timedelta(minutes=15)
"""So long a duty is left to its own flow, before the sweep does it."""


def done(one: Routine, office: Office) -> Figures:
    """Do what is still to do of one routine and return the figures.

    Raises:
        TickFailed: it broke off.
    """
    reports = run_due(office, [one])
    if not reports:  # one that has something to do notes it itself
        with ticking(office, one.name):
            pass
    figures: Figures = {"periods": len(reports)}
    for report in reports:
        if report.failed:
            raise TickFailed(
                Text(
                    f"例行工作 {one.name}（{report.period}）中断：{report.failed}。"
                    "下一次运行会补做。",
                    f"The routine {one.name} ({report.period}) broke off: {report.failed}."
                    " The next run makes up for it.",
                )
            )
        for name, number in report.figures.items():
            figures[name] = figures.get(name, 0) + number
    return figures


def swept_up(office: Office) -> Figures:
    """Do what the flows of the routines have left undone for too long; return the figures."""
    reports = run_due(office, grace=GRACE)
    broken_off = sum(bool(report.failed) for report in reports)
    return {"routines": len(reports), "routines_failed": broken_off}


def _flow(one: Routine) -> Flow[[], Any]:
    async def run() -> Figures:
        return await tick(partial(done, one))

    run.__name__ = run.__qualname__ = one.name
    run.__doc__ = f"{one.label.en}."
    named = flow(
        name=one.name.replace("_", "-"), retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS
    )
    return named(run)


FLOWS: Mapping[str, Flow[[], Any]] = {name: _flow(one) for name, one in ROUTINES.items()}
"""Name of a routine → its flow."""


def __getattr__(name: str) -> Flow[[], Any]:
    """Return the flow of a routine: Prefect imports it by the path `flows.routines.NAME`."""
    try:
        return FLOWS[name]
    except KeyError:
        raise AttributeError(name) from None
