"""The deliverer, at every tick: what is owed goes out, and what became of it is written down."""

from __future__ import annotations

from dataclasses import asdict

from prefect import flow

from engine.deliver import deliver
from engine.office import Office
from flows.tick import RETRIES, RETRY_DELAY_SECONDS, Figures, tick


@flow(name="deliver", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
async def deliver_notices() -> Figures:
    """Deliver what is owed and due now."""
    return await tick(delivered)


def delivered(office: Office) -> Figures:
    """Deliver what `office` owes and return the figures."""
    return asdict(deliver(office))
