"""SpiffWorkflow as its documentation has it: the whole workflow is serialised."""

import spiff
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

spiff.run(BpmnWorkflowSerializer())
