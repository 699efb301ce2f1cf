"""Fixtures of the tests of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browsing import Site
from tests.support.office import found


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return the site of a small office that has just begun to plan."""
    desk = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    made = Site(desk)
    yield made
    made.close()
    desk.close()
