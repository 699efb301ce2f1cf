"""The sweep, at every tick: reminders, overdue notices, escalations and the clock's own events."""

from __future__ import annotations

from prefect import flow

from engine.office import Office
from engine.ticks import SWEEP, ticking
from engine.timers import sweep
from flows.routines import swept_up
from flows.tick import RETRIES, RETRY_DELAY_SECONDS, Figures, tick


@flow(name="sweep", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
async def sweep_office() -> Figures:
    """Let everything speak that is due now."""
    return await tick(swept)


def swept(office: Office) -> Figures:
    """Sweep `office`, make up for the duties that nobody did, and return the figures."""
    with ticking(office, SWEEP) as figures:
        figures.update(sweep(office).to_json() | swept_up(office))
    return figures
