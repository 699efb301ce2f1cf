"""PostgreSQL stopped at once and started again every few seconds while thousands of cases run.

    .venv/bin/python -m benchmarks.unsteady --cases 5000 --seconds 3

Each case is opened and claimed under idempotency keys until an answer comes; afterwards each is
claimed exactly once and the whole record is verified. A further thing that cases do is a line in
`insist` of `tests/integration/test_database_faults.py`, whose smaller run is in the suite.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psycopg

from engine.audit import verify
from tests.integration.test_database_faults import insist, once_only
from tests.support import postgres
from tests.support.office import found


def restart(folder: Path, data: str, *how: str) -> None:
    """Stop the server as a power cut would, and start it again; with `stop` it stays down."""
    user = postgres.server_user()
    subprocess.run(
        [folder / "pg_ctl", *(how or ("restart",)), "-m", "immediate", "-w", "-D", data],
        check=False, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def main() -> int:
    """Run it and say what came of it; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=3.0)
    wanted = parser.parse_args()
    folder = postgres.binaries()
    if folder is None:
        raise postgres.PostgresMissing
    with tempfile.TemporaryDirectory() as home, postgres.throw_away_server() as server:
        with psycopg.connect(server) as connection:
            [data] = connection.execute("SHOW data_directory").fetchone() or [""]
        desk = found(postgres.create_database(server, "unsteady"), Path(home))
        desk.to("rectifying")
        over, restarts = threading.Event(), 0

        def unsteady() -> None:
            nonlocal restarts
            while not over.wait(wanted.seconds):
                restart(folder, data)
                restarts += 1

        storm = threading.Thread(target=unsteady, daemon=True)
        storm.start()
        items = [insist(desk, number) for number in range(wanted.cases)]
        over.set()
        storm.join()
        desk.office.database.close()  # the last restart has cut it
        for item in items:
            once_only(desk, item)
        report = verify(desk.office.database, desk.office.policy)
        desk.close()
        restart(folder, data, "stop")
    sys.stdout.write(
        f"{len(set(items))} cases, {restarts} restarts, {report.entries} entries,"
        f" {len(report.faults)} faults\n"
    )
    return 0 if report.sound and len(set(items)) == wanted.cases else 1


if __name__ == "__main__":
    sys.exit(main())
