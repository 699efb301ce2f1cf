"""Viewflow's state machine: a flow around a model; the other rows are the application's own."""

import by_hand
import django_site
import work

django_site.set_up()

import django_rows  # noqa: E402 - models need Django started
from django.db import models, transaction  # noqa: E402
from viewflow import fsm  # noqa: E402

Stage = models.TextChoices("Stage", {name.upper(): name for name in work.STATES})
STAGE = fsm.State(Stage, default=Stage.PLANNED)


class Instance(django_rows.Guarded, models.Model):
    """What has a state."""

    Meta = django_rows.table("instance")
    state = models.TextField()
    version = models.IntegerField()
    data = models.TextField()


def _method(event):
    sources, targets = work.ends(event)

    def move(self):
        return work.outcome(event, self.row.told)

    target = targets[0] if len(targets) == 1 else fsm.State.RETURN_VALUE(*targets)
    return STAGE.transition(
        source=sources, target=target, conditions=[lambda one: one.row.allowed()]
    )(move)


class Inspection:
    """The flow of one row."""

    stage = STAGE
    release, assign, accept, depart, arrive, start, record, submit, approve, report, close = map(
        _method, work.EVENTS
    )

    def __init__(self, row):
        self.row = row

    @stage.setter()
    def _set(self, value):
        self.row.state = value

    @stage.getter()
    def _get(self):
        return self.row.state


def make(_url, _count):
    """Return the program."""

    def fire(instance, event):
        with transaction.atomic():
            row = Instance.objects.select_for_update().get(pk=instance)
            source = row.state
            getattr(Inspection(row), event)()
            django_rows.record(row, event, source)

    return fire


by_hand.run(make)
