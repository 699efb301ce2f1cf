"""The seal, every night: one Merkle root over the new audit entries, chained to the one before."""

from __future__ import annotations

from prefect import flow

from engine.office import Office
from engine.seal import seal
from engine.ticks import SEAL, ticking
from flows.tick import RETRIES, RETRY_DELAY_SECONDS, Figures, tick


@flow(name="seal", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
async def seal_entries() -> Figures:
    """Seal the audit entries that are new since the last seal."""
    return await tick(sealed)


def sealed(office: Office) -> Figures:
    """Seal what is new in `office` and return the figures."""
    with ticking(office, SEAL) as figures:
        made = seal(office)
        figures.update(made.to_json() if made else {"entries": 0})
    return figures
