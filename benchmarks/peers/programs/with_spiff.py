"""SpiffWorkflow as its documentation has it: the whole workflow is serialised, its timers too."""

import spiff
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

spiff.run(spiff.specification(timers=True), BpmnWorkflowSerializer())
