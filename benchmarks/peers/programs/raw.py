"""The floor of the peers' work: hand-written SQL over the driver, and a table of transitions."""

import json

import by_hand
import work


def make(url, _):
    """Return the program."""
    hand = by_hand.connect(url)

    def fire(instance, event):
        hand.begin()
        state, version, data = hand.load(instance)
        target = work.decide(state, event, json.loads(data))
        hand.write(instance, version, event, state, target)
        hand.commit()

    return fire


by_hand.run(make)
