"""Viewflow's BPMN flow: a state is a waiting task, an event runs it; its tasks are the history."""

import by_hand
import django_site
import work

django_site.set_up(
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "viewflow",
    "viewflow.workflow",
    "inspection",
)

from django.core.management import call_command  # noqa: E402 - models need Django started
from inspection.flows import Inspection  # noqa: E402
from viewflow.workflow import STATUS  # noqa: E402


def make(_url, count):
    """Return the program."""
    call_command("migrate", verbosity=0)
    for instance in range(1, count + 1):
        begun = Inspection.begin.run(_process_data=work.data_of(instance))
        assert begun.pk == instance
    tasks = Inspection.task_class.objects

    def fire(instance, event):
        task = tasks.get(process_id=instance, status=STATUS.NEW)
        task.flow_task.run(task, event=event)

    return fire


by_hand.run(
    make,
    closed="SELECT count(*) FROM viewflow_process WHERE status = 'DONE'",
    history="SELECT count(*) FROM viewflow_task"
    " WHERE flow_task_type = 'FUNCTION' AND status = 'DONE'",
)
