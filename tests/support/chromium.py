"""A real browser for tests: the system's Chromium, driven by Playwright.

`make test` runs this module as a program, to get the browser where it is missing. Nothing is
downloaded but from the system's own packages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-cjk"
MISSING = (
    "没有找到 Chromium，请以管理员身份运行下面的命令。\n"
    "Chromium was not found: run this as root.\n"
    f"    {INSTALL}"
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none")


class ChromiumMissing(RuntimeError):
    """There is no browser to test with; the message says how to get one."""

    def __init__(self) -> None:
        super().__init__(MISSING)


def program() -> str | None:
    """Return where the browser is, or None."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser for as long as the block runs.

    Raises:
        ChromiumMissing: there is none.
    """
    found = program()
    if found is None:
        raise ChromiumMissing
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        try:
            yield opened
        finally:
            opened.close()


def _get() -> int:
    """Install the browser where that is possible; return an exit code."""
    if program() is not None:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["sh", "-c", INSTALL], check=False)
    if program() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_get())
