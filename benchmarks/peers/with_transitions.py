"""transitions, with hand-written SQL: one shared machine, models attached by hand."""

import work
from transitions import Machine

MACHINE = Machine(
    model=None, states=work.STATES, initial=None, auto_transitions=False,
    transitions=[
        {"trigger": event, "source": source, "dest": target, "conditions": "allowed"}
        for event, source, target in work.PATH
    ],
)  # fmt: skip


class Instance:
    """The model of one call."""

    def __init__(self, state, data):
        self.state, self.data = state, data

    def allowed(self):
        """Ask the guard."""
        return work.allowed(self.data)


def make(path):
    """Return the program."""
    raw = work.connect(path)

    def fire(instance, event):
        raw.execute("BEGIN IMMEDIATE")
        state, version, data = raw.execute(work.LOAD, (instance,)).fetchone()
        model = Instance(state, data)
        MACHINE.add_model(model, initial=state)
        assert getattr(model, event)()
        MACHINE.remove_model(model)
        work.write_by_hand(raw, instance, version, event, state, model.state)
        raw.execute("COMMIT")

    return fire


work.run(make)
