"""`python -m flows`: serve every flow on this machine; `xuncheng up` starts and watches it."""

from __future__ import annotations

from config.settings import read_settings
from flows.schedules import serve_all

if __name__ == "__main__":
    serve_all(read_settings().tick_seconds)
