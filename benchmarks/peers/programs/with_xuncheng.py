"""Our own engine on work of its own: thirteen events in the life of a rectification item.

More than the others do: each event also finds out whether the person may give it, gathers facts,
answers with every reason, chains its entry in the record, and arms each deadline and owes each
notice that the office's policy has for it.
"""

import random
import sys
import tempfile
from functools import partial
from pathlib import Path

import work

from benchmarks.office import PATH, BenchOffice
from engine.advance import advance
from engine.commands import Advance

with tempfile.TemporaryDirectory() as home:
    count, url = int(sys.argv[1]), sys.argv[2]
    bench = BenchOffice(url, Path(home))
    bench.fill(count + 1)
    *items, first = bench.items

    def move(item, step):
        """Return the call that gives an item the event of a step."""
        event, who, inputs = PATH[step]
        command = Advance(item, event, bench.who[who], inputs, revision=step + 1)
        return partial(advance, bench.office, command)

    for step in range(len(PATH)):
        move(first, step)()
    random.seed(count)
    work.serve([
        [move(item, step) for item in random.sample(items, count)] for step in range(len(PATH))
    ])  # fmt: skip
    with bench.database.reading() as tx:
        closed = tx.row("SELECT count(*) AS n FROM cases WHERE state = 'written_off'")
    assert closed == {"n": count + 1}
