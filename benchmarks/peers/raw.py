"""The floor of the peers' work: hand-written SQL on the standard library's driver."""

import work

TABLE = {event: (source, target) for event, source, target in work.PATH}


def make(path):
    """Return the program."""
    raw = work.connect(path)

    def fire(instance, event):
        raw.execute("BEGIN IMMEDIATE")
        state, version, data = raw.execute(work.LOAD, (instance,)).fetchone()
        source, target = TABLE[event]
        assert state == source
        assert work.allowed(data)
        work.write_by_hand(raw, instance, version, event, source, target)
        raw.execute("COMMIT")

    return fire


work.run(make)
