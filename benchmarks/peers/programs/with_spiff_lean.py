"""SpiffWorkflow at its leanest: instances share one specification, and no timer is inside."""

import spiff
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.helpers import BpmnConverter
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec

PROCESS = spiff.specification(timers=False)


class Shared(BpmnConverter):
    """Writes a name for the specification, and finds it again."""

    def to_dict(self, spec):
        return {"name": spec.name}

    def from_dict(self, dct):
        assert dct["name"] == PROCESS.name
        return PROCESS


registry = BpmnWorkflowSerializer.configure({**DEFAULT_CONFIG, BpmnProcessSpec: Shared})
spiff.run(PROCESS, BpmnWorkflowSerializer(registry))
