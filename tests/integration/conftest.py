"""Fixtures of the integration tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.audit import verify
from tests.support.office import SmallOffice, found


@pytest.fixture
def desk(database_url: str, tmp_path: Path) -> Iterator[SmallOffice]:
    """Return a small office on each database; whatever a test did, its chains must be whole."""
    made = found(database_url, tmp_path, durable=False)
    yield made
    assert verify(made.office.database, made.office.policy).faults == ()
    made.close()
