"""Fixtures of the tests of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support import chromium as chromium_of
from tests.support.browsing import Site
from tests.support.office import found
from tests.support.people_at_browsers import Machines
from tests.support.serving import served


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return the site of a small office that has just begun to plan."""
    desk = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    made = Site(desk)
    yield made
    made.close()
    desk.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a real browser."""
    if chromium_of.program() is None:
        pytest.fail(chromium_of.MISSING, pytrace=False)
    with chromium_of.browser() as opened:
        yield opened


@pytest.fixture
def machines(site: Site, chromium: Browser) -> Iterator[Machines]:
    """Return the machines of the people of a small office, with its site served for real."""
    with served(site.app) as address:
        made = Machines(site.desk, address, chromium)
        yield made
        made.close()
    assert made.complaints == []
