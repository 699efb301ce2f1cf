"""A process that opens a database, writes one transition by hand and tells its memory.

python benchmarks/start_floor.py URL CASE
"""

import sqlite3
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")
_READ = "SELECT * FROM cases WHERE id = {}"
_WRITES = (
    "UPDATE cases SET revision = revision + 1 WHERE id = {}",
    "UPDATE timers SET next_at = NULL WHERE case_id = {}",
    "INSERT INTO commands (key, fingerprint, outcome, at) VALUES ('{}', '', '', '2022-01-27')",
)


def main(url: str, case_id: int) -> None:
    """Write one transition."""
    if url.startswith("sqlite"):
        raw = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        raw.execute("PRAGMA synchronous=FULL")
    else:
        import psycopg

        raw = psycopg.connect(url, autocommit=True)
    raw.execute("BEGIN")
    raw.execute(_READ.format(case_id)).fetchone()
    for write in _WRITES:
        raw.execute(write.format(case_id))
    raw.execute("COMMIT")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
    print(next(line.split()[1] for line in STATUS.open() if line.startswith("VmHWM")))
