"""The environment in which Prefect runs: on loopback, offline, with a database of its own.

Prefect's variables stand in the tables below and nowhere else; a further one is one more line.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from config.settings import PREFIX, Settings, inherited, read_settings

LOOPBACK = "127.0.0.1"
_WEEK = "P7D"
_LEASES = "prefect.server.concurrency.lease_storage"

_OFFLINE = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_SERVER_UI_ENABLED": "false",
}
"""Nothing is told to anybody, and a missing server is said at once instead of being made up."""

_STEADY = {
    # A run that was killed gives its place back, even when the server was killed with it.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": f"{_LEASES}.filesystem",
    # Runs are planned a few minutes ahead, so an outage leaves no queue of late ones behind.
    "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT2M",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "5",
    # The history of runs does not grow for ever.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(7 * 24 * 3600),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": _WEEK,
    "PREFECT_RUNNER_POLL_FREQUENCY": "2",
    "PREFECT_WORKER_QUERY_SECONDS": "2",
}
"""What keeps the clock going for years without anybody looking after it."""

_DROPPED = ("PREFECT_", PREFIX, "PYTHONDONTWRITEBYTECODE")
"""What must not come in from outside: another Prefect, and compiling everything at every tick."""

_PLAIN = {
    "PREFECT_LOGGING_COLORS": "false",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PYTHONUNBUFFERED": "1",
    "PYTHONSAFEPATH": "1",  # the working directory hides no package
}
"""Logs that a file can hold and a person can read."""


def prefect_home(settings: Settings) -> Path:
    """Return the folder in which Prefect keeps its database; it never sees ours."""
    return settings.home / "prefect"


def prefect_variables(settings: Settings) -> dict[str, str]:
    """Return what Prefect is told, on whichever machine its server or a worker runs."""
    home = prefect_home(settings)
    return {
        **_OFFLINE,
        **_STEADY,
        **_PLAIN,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"http://{LOOPBACK}:{settings.prefect_port}/api",
        "PREFECT_SERVER_API_HOST": LOOPBACK,
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
    }


def child_environment(
    settings: Settings, outside: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the environment of the Prefect server, of the flows and of their runs.

    Args:
        settings: The settings of this installation, which the flows are to read again.
        outside: The environment to build on; that of this process when None.
    """
    outside = inherited() if outside is None else outside
    kept = {name: value for name, value in outside.items() if not name.startswith(_DROPPED)}
    ours = {PREFIX + name.upper(): str(value) for name, value in vars(settings).items() if value}
    direct = ",".join(filter(None, (outside.get("NO_PROXY", ""), LOOPBACK)))
    return {
        **kept,
        **ours,
        **prefect_variables(settings),
        "NO_PROXY": direct,
        "no_proxy": direct,
    }


def shell_lines(settings: Settings) -> str:
    """Return `prefect_variables` as lines for a shell: `eval "$(python -m config.clockwork)"`."""
    told = prefect_variables(settings).items()
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in told)


if __name__ == "__main__":
    sys.stdout.write(shell_lines(read_settings()))
