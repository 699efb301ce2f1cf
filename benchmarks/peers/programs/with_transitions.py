"""transitions, with hand-written SQL: one shared machine, models attached by hand."""

import by_hand
import work
from transitions import Machine

MACHINE = Machine(
    model=None, states=list(work.STATES), initial=None, auto_transitions=False,
    transitions=[
        {"trigger": event, "source": source, "dest": target, "conditions": guard.__name__}
        for event, source, target, guard in work.TRANSITIONS
    ],
)  # fmt: skip


def make(url, _):
    """Return the program."""
    hand = by_hand.connect(url)

    def fire(instance, event):
        hand.begin()
        state, version, data = hand.load(instance)
        model = work.Loaded(state, data)
        MACHINE.add_model(model, initial=state)
        assert getattr(model, event)()
        MACHINE.remove_model(model)
        hand.write(instance, version, event, state, model.state)
        hand.commit()

    return fire


by_hand.run(make)
