"""SpiffWorkflow: a state is a BPMN task that waits, an event completes it.

The application loads the serialised workflow, asks the guard, goes on, and keeps what it became
with the rows of the transition, the timer among them: what is due would otherwise be found only
by reading every workflow. Programs say what is serialised.
"""

import by_hand
import work
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

_DOCUMENT = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
<process id="inspection" isExecutable="true"><startEvent id="begin"/>{}</process></definitions>"""
_FLOW = '<sequenceFlow id="{0}_{1}" sourceRef="{0}" targetRef="{1}">{2}</sequenceFlow>'
_IF = "<conditionExpression>{}</conditionExpression>"
_TIMER = (
    '<boundaryEvent id="{0}_due" attachedToRef="{0}" cancelActivity="false"><timerEventDefinition>'
    '<timeDuration>"P1D"</timeDuration></timerEventDefinition></boundaryEvent>'
    '<endEvent id="{0}_overdue"/>' + _FLOW.format("{0}_due", "{0}_overdue", "")
)
_TASK = '<manualTask id="{0}" name="{0}"/>'
_DECISION = (
    '<exclusiveGateway id="found" default="found_clean"/>'
    + _FLOW.format("found", "findings", _IF.format("findings &gt; 0"))
    + _FLOW.format("found", "clean", "")
)


def specification(*, timers):
    """Return the process, with or without a timer of its own at each task."""
    parts = [_FLOW.format("begin", work.STATES[0], ""), _DECISION]
    waiting = _TASK + _TIMER if timers else _TASK
    parts += [waiting.format(state) for state in work.STATES[:-1]]
    parts += [f'<endEvent id="{work.STATES[-1]}"/>']
    for event, source, target, _ in work.TRANSITIONS:
        if event != "record":
            parts.append(_FLOW.format(source, target, ""))
    parts.append(_FLOW.format("inspecting", "found", ""))
    parser = BpmnParser()
    parser.add_bpmn_str(_DOCUMENT.format("".join(parts)).encode())
    return parser.get_spec("inspection")


def _waiting(workflow):
    return workflow.get_next_task(state=TaskState.READY, manual=True)


def run(process, serializer):
    """Run the work with workflows of `process`, kept as `serializer` writes them."""

    def make(url, count):
        hand = by_hand.connect(url)
        hand.begin()
        for instance in range(1, count + 1):
            workflow = BpmnWorkflow(process)
            workflow.do_engine_steps()
            _waiting(workflow).set_data(**work.data_of(instance))
            hand.keep(instance, serializer.serialize_json(workflow))
        hand.commit()

        def fire(instance, event):
            hand.begin()
            source, version, data = hand.load(instance)
            workflow = serializer.deserialize_json(data)
            task = _waiting(workflow)
            assert task.task_spec.name == source
            assert work.allowed(task.data)
            task.run()
            workflow.do_engine_steps()
            after = _waiting(workflow)
            hand.keep(instance, serializer.serialize_json(workflow))
            target = work.STATES[-1] if workflow.completed else after.task_spec.name
            hand.write(instance, version, event, source, target)
            hand.commit()

        return fire

    by_hand.run(make)
