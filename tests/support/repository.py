"""The repository as the architecture tests see it: its root, its packages and its files."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_NOT_SHIPPED = {"tests", "benchmarks"}


@cache
def project() -> dict[str, Any]:
    """Return `pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    named = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in named if path.is_file()))


def modules(*folders: str) -> tuple[Path, ...]:
    """Return the Python files of the repository, or those under `folders`."""
    python = (path for path in files() if path.suffix == ".py")
    if not folders:
        return tuple(python)
    return tuple(path for path in python if path.relative_to(ROOT).parts[0] in folders)


@cache
def packages() -> tuple[str, ...]:
    """Return the top-level packages that are shipped, as the folders tell."""
    found = {path.relative_to(ROOT).parts[0] for path in modules() if path.parent != ROOT}
    return tuple(sorted(found - _NOT_SHIPPED))
