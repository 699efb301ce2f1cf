"""The deliverer, at every tick: what is owed goes out, and what became of it is written down."""

from __future__ import annotations

from dataclasses import asdict

from prefect import flow

from engine.deliver import deliver
from engine.office import Office
from engine.ticks import DELIVER, ticking
from flows.tick import RETRIES, RETRY_DELAY_SECONDS, Figures, tick
from kernel.canonical import moment_text


@flow(name="deliver", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
async def deliver_notices() -> Figures:
    """Deliver what is owed and due now."""
    return await tick(delivered)


def delivered(office: Office) -> Figures:
    """Deliver what `office` owes and return the figures."""
    with ticking(office, DELIVER) as figures:
        report = deliver(office)
        again = report.next_try_at
        figures.update({**asdict(report), "next_try_at": moment_text(again) if again else None})
    return figures
