"""The work that every peer does: thirteen states, eleven guarded events, all of it durable.

One transition is: load, guard on the stored data, then in one transaction the new state and
version, a line of history, the timer armed anew and a message owed. Standard library only, so that
it runs in any environment.
"""

import json
import sys
import time


def allowed(told):
    """Say whether the stored data lets an event happen."""
    return told["role"] == "leader" and told["active"]


def with_findings(told):
    """Say whether something was found."""
    return allowed(told) and told["findings"] > 0


def without_findings(told):
    """Say whether nothing was found."""
    return allowed(told) and told["findings"] == 0


TRANSITIONS = (
    ("release", "planned", "released", allowed), ("assign", "released", "assigned", allowed),
    ("accept", "assigned", "accepted", allowed), ("depart", "accepted", "en_route", allowed),
    ("arrive", "en_route", "on_site", allowed), ("start", "on_site", "inspecting", allowed),
    ("record", "inspecting", "findings", with_findings),
    ("record", "inspecting", "clean", without_findings),
    ("submit", "findings", "review", allowed), ("submit", "clean", "review", allowed),
    ("approve", "review", "approved", allowed), ("report", "approved", "reported", allowed),
    ("close", "reported", "closed", allowed),
)  # fmt: skip
"""Event, source, target, guard."""

GUARDS = (allowed, with_findings, without_findings)
EVENTS = tuple(dict.fromkeys(event for event, *_ in TRANSITIONS))
STATES = (TRANSITIONS[0][1], *dict.fromkeys(target for _, _, target, _ in TRANSITIONS))
WAYS = {
    event: tuple(way for name, *way in TRANSITIONS if name == event) for event in EVENTS
}  # fmt: skip
"""Event → source, target and guard of each of its transitions."""


class Loaded:
    """An instance as libraries want it that ask the model for its guards."""

    def __init__(self, state, data):
        self.state, self.told = state, json.loads(data)

    def allowed(self):
        """Ask the guard."""
        return allowed(self.told)

    def with_findings(self):
        """Ask the guard."""
        return with_findings(self.told)

    def without_findings(self):
        """Ask the guard."""
        return without_findings(self.told)


def decide(state, event, told):
    """Return the state that `event` leads to."""
    return next(to for source, to, guard in WAYS[event] if source == state and guard(told))


def outcome(event, told):
    """Return the state that `event` leads to, for who knows that it may happen now."""
    return next(target for _, target, guard in WAYS[event] if guard(told))


def ends(event):
    """Return the states that `event` leads from and to."""
    sources, targets, _ = zip(*WAYS[event], strict=True)
    return tuple(dict.fromkeys(sources)), tuple(dict.fromkeys(targets))


def data_of(instance):
    """Return what is stored with an instance; every second one has findings."""
    return {"role": "leader", "active": True, "findings": instance % 2 * 3, "note": "x" * 200}


def due(instance, version):
    """Return when a timer is due."""
    return 1_700_000_000 + instance * 37 + version * 86_400


def message(instance, event):
    """Return what is owed."""
    return json.dumps({"instance": instance, "event": event, "text": "y" * 130})


def serve(steps):
    """Tell how many steps there are; do the next one for each line of input, and tell its times.

    A step is a list of calls, each of which is timed.
    """
    print(len(steps), flush=True)
    for step, _ in zip(steps, sys.stdin, strict=False):
        times, cpu = [], time.process_time()
        for call in step:
            began = time.perf_counter()
            call()
            times.append(time.perf_counter() - began)
        print(json.dumps({"times": times, "cpu": time.process_time() - cpu}), flush=True)
