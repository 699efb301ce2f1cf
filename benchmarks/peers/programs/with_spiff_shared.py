"""SpiffWorkflow with the specification kept out of the row: all instances share one."""

import spiff
from SpiffWorkflow.bpmn.serializer import DEFAULT_CONFIG, BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.helpers import BpmnConverter
from SpiffWorkflow.bpmn.specs import BpmnProcessSpec


class Shared(BpmnConverter):
    """Writes a name for the specification, and finds it again."""

    def to_dict(self, spec):
        return {"name": spec.name}

    def from_dict(self, dct):
        assert dct["name"] == spiff.SPECIFICATION.name
        return spiff.SPECIFICATION


registry = BpmnWorkflowSerializer.configure({**DEFAULT_CONFIG, BpmnProcessSpec: Shared})
spiff.run(BpmnWorkflowSerializer(registry))
