"""python-statemachine, with hand-written SQL: a machine is made for each loaded instance."""

import operator
from functools import reduce

import by_hand
import work
from statemachine import State, StateMachine

_STATES = {
    name: State(name, value=name, initial=name == work.STATES[0], final=name == work.STATES[-1])
    for name in work.STATES
}
_EVENTS = {
    event: reduce(
        operator.or_,
        (_STATES[source].to(_STATES[to], cond=guard.__name__) for source, to, guard in ways),
    )
    for event, ways in work.WAYS.items()
}
Inspection = type("Inspection", (StateMachine,), {**_STATES, **_EVENTS})


def make(url, _):
    """Return the program."""
    hand = by_hand.connect(url)

    def fire(instance, event):
        hand.begin()
        state, version, data = hand.load(instance)
        model = work.Loaded(state, data)
        Inspection(model).send(event)
        hand.write(instance, version, event, state, model.state)
        hand.commit()

    return fire


by_hand.run(make)
