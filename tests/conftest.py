"""Fixtures of the whole suite: databases of their own for tests, and hypothesis' profiles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings

from tests.support import postgres
from tests.support.environment import variable

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("desk", _PATIENT)
settings.register_profile("ci", _PATIENT, derandomize=True, print_blob=True)
settings.load_profile("ci" if variable("CI") else "desk")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the maintenance database of a PostgreSQL server that tests may fill with databases."""
    if postgres.is_missing():
        pytest.fail(postgres.MISSING, pytrace=False)
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """Return the URL of an empty PostgreSQL database that only this test uses."""
    name = f"test_{uuid4().hex}"
    yield postgres.create_database(postgres_url, name)
    postgres.drop_database(postgres_url, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database; the test runs once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'office.db'}"
    url: str = request.getfixturevalue("postgres_database")
    return url
