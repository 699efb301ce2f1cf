"""`python -m flows`: serve every flow on this machine; `xuncheng up` starts and watches it."""

from __future__ import annotations

from config.policy import load_policy
from config.settings import read_settings
from flows.schedules import serve_all

if __name__ == "__main__":
    settings = read_settings()
    serve_all(settings.tick_seconds, load_policy(settings.policy_dir).routines)
