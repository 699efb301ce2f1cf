"""The work as a BPMN flow: a node that waits for each state, and a gateway after the record.

Each waiting node has a timer of Viewflow's own.
"""

from datetime import timedelta

import django_rows
import work
from viewflow import this
from viewflow.workflow import flow, lock

_DAY = timedelta(days=1)


def _move(activation, event):
    process = activation.process
    assert work.allowed(process.data)
    django_rows.owe(process.pk, event)
    return process


def _nodes():
    yield "begin", flow.StartHandle().Next(this.planned)
    for source in work.STATES[:-1]:
        targets = [target for _, start, target, _ in work.TRANSITIONS if start == source]
        task = flow.Handle(_move).OnTimeout(_DAY, this.overdue, interrupting=False)
        yield source, task.Next(getattr(this, targets[0] if len(targets) == 1 else "found"))
    found = flow.If(lambda activation: work.with_findings(activation.process.data))
    yield "found", found.Then(this.findings).Else(this.clean)
    yield "overdue", flow.End()
    yield work.STATES[-1], flow.End()


_OWN = {"__module__": __name__, "lock_impl": lock.select_for_update_lock}
Inspection = type("Inspection", (flow.Flow,), {**_OWN, **dict(_nodes())})
