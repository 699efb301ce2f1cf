"""The work as a BPMN flow: a node that waits for each state, and a gateway after the record."""

import django_rows
import work
from viewflow import this
from viewflow.workflow import flow, lock


def _move(activation, event):
    process = activation.process
    assert work.allowed(process.data)
    django_rows.arm_and_owe(process.pk, work.EVENTS.index(event) + 1, event)
    return process


def _nodes():
    yield "begin", flow.StartHandle().Next(this.planned)
    for source in work.STATES[:-1]:
        targets = [target for _, start, target, _ in work.TRANSITIONS if start == source]
        task = flow.Handle(_move)
        yield source, task.Next(getattr(this, targets[0] if len(targets) == 1 else "found"))
    found = flow.If(lambda activation: work.with_findings(activation.process.data))
    yield "found", found.Then(this.findings).Else(this.clean)
    yield work.STATES[-1], flow.End()


_OWN = {"__module__": __name__, "lock_impl": lock.select_for_update_lock}
Inspection = type("Inspection", (flow.Flow,), {**_OWN, **dict(_nodes())})
