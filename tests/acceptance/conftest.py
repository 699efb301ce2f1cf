"""What commands are tried on in this process: settings of nobody, and a small office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from config.settings import PREFIX, Settings
from tests.support.office import SmallOffice, found


@pytest.fixture(autouse=True)
def nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the suite out of the tests."""
    for one in fields(Settings):
        monkeypatch.delenv(PREFIX + one.name.upper(), raising=False)
    monkeypatch.setenv(f"{PREFIX}HOME", str(tmp_path / "home"))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallOffice]:
    """Return an office with its people and no round yet."""
    made = found(f"sqlite:///{tmp_path / 'office.db'}", tmp_path, durable=False)
    yield made
    made.close()
