"""The work that every peer does: eleven events of an instance, each guarded, recorded, durable.

One transition is: load, guard on the stored data, then in one transaction the new state and
version, a line of history, the timer armed anew and a message owed. Standard library only, so
that it runs in any environment.
"""

import json
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

PATH = (
    ("release", "planned", "released"), ("assign", "released", "assigned"),
    ("accept", "assigned", "accepted"), ("depart", "accepted", "en_route"),
    ("arrive", "en_route", "on_site"), ("start", "on_site", "inspecting"),
    ("record", "inspecting", "found"), ("submit", "found", "review"),
    ("approve", "review", "approved"), ("report", "approved", "reported"),
    ("close", "reported", "closed"),
)  # fmt: skip
STATES = [PATH[0][1], *(target for _, _, target in PATH)]
DATA = json.dumps({"role": "leader", "active": True, "findings": 3, "note": "x" * 200})
SCHEMA = (
    "CREATE TABLE instance (id INTEGER PRIMARY KEY, state TEXT NOT NULL, version INTEGER NOT NULL,"
    " data TEXT NOT NULL)",
    "CREATE TABLE history (id INTEGER PRIMARY KEY, instance_id INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, event TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
    " UNIQUE (instance_id, seq))",
    "CREATE TABLE timer (instance_id INTEGER PRIMARY KEY, due_at INTEGER NOT NULL)",
    "CREATE INDEX timer_due ON timer (due_at)",
    "CREATE TABLE outbox (id INTEGER PRIMARY KEY, instance_id INTEGER NOT NULL,"
    " payload TEXT NOT NULL)",
)
LOAD = "SELECT state, version, data FROM instance WHERE id = ?"
MOVE = "UPDATE instance SET state = ?, version = ? WHERE id = ? AND version = ?"
HISTORY = "INSERT INTO history (instance_id, seq, event, source, target) VALUES (?, ?, ?, ?, ?)"
TIMER = (
    "INSERT INTO timer (instance_id, due_at) VALUES (?, ?)"
    " ON CONFLICT (instance_id) DO UPDATE SET due_at = excluded.due_at"
)
OUTBOX = "INSERT INTO outbox (instance_id, payload) VALUES (?, ?)"


def allowed(data):
    """Say whether the stored data lets an event happen."""
    told = json.loads(data)
    return told["role"] == "leader" and told["active"]


def due(instance, version):
    """Return when a timer is due."""
    return 1_700_000_000 + instance * 37 + version * 86_400


def message(instance, event):
    """Return what is owed."""
    return json.dumps({"instance": instance, "event": event, "text": "y" * 130})


def connect(path):
    """Open the file: write-ahead log, every commit waits for the disk."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    return raw


def fresh(count):
    """Return the path of a new file with `count` instances."""
    path = Path(tempfile.mkdtemp()) / "peer.db"
    raw = connect(path)
    for statement in SCHEMA:
        raw.execute(statement)
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO instance VALUES (?, ?, 0, ?)",
        [(n, STATES[0], DATA) for n in range(1, count + 1)],
    )
    raw.execute("COMMIT")
    raw.close()
    return path


def write_by_hand(raw, instance, version, event, source, target):
    """Write one transition; the transaction is the caller's."""
    done = raw.execute(MOVE, (target, version + 1, instance, version)).rowcount
    assert done == 1
    raw.execute(HISTORY, (instance, version + 1, event, source, target))
    raw.execute(TIMER, (instance, due(instance, version + 1)))
    raw.execute(OUTBOX, (instance, message(instance, event)))


def run(make):
    """Run the program that `make(path)` returns, and print the time of each transition.

    The program is called with an instance and an event, and returns after the commit.
    """
    count = int(sys.argv[1])
    path = fresh(count)
    fire = make(path)
    order, times = list(range(1, count + 1)), []
    for event, _, _ in PATH:
        random.Random(event).shuffle(order)
        for instance in order:
            began = time.perf_counter()
            fire(instance, event)
            times.append(time.perf_counter() - began)
    raw = sqlite3.connect(path)
    closed = raw.execute("SELECT count(*) FROM instance WHERE state = 'closed'").fetchone()[0]
    lines = raw.execute("SELECT count(*) FROM history").fetchone()[0]
    assert (closed, lines) == (count, count * len(PATH))
    print(json.dumps(times))
