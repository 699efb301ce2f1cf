"""python-statemachine, with hand-written SQL: a machine is made for each loaded instance."""

import work
from statemachine import State, StateMachine

_STATES = {
    name: State(name, value=name, initial=name == work.STATES[0], final=name == work.STATES[-1])
    for name in work.STATES
}
_EVENTS = {
    event: _STATES[source].to(_STATES[target], cond="allowed")
    for event, source, target in work.PATH
}
Inspection = type(
    "Inspection",
    (StateMachine,),
    {**_STATES, **_EVENTS, "allowed": lambda self: work.allowed(self.model.data)},
)


class Instance:
    """The model of one call."""

    def __init__(self, state, data):
        self.state, self.data = state, data


def make(path):
    """Return the program."""
    raw = work.connect(path)

    def fire(instance, event):
        raw.execute("BEGIN IMMEDIATE")
        state, version, data = raw.execute(work.LOAD, (instance,)).fetchone()
        model = Instance(state, data)
        Inspection(model).send(event)
        work.write_by_hand(raw, instance, version, event, state, model.state)
        raw.execute("COMMIT")

    return fire


work.run(make)
