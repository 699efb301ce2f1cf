"""django-fsm-2: the state is a field of the model; the other rows are the application's own."""

import by_hand
import django_site
import work

django_site.set_up()

import django_rows  # noqa: E402 - models need Django started
from django.db import models, transaction  # noqa: E402
from django_fsm import RETURN_VALUE, FSMField  # noqa: E402
from django_fsm import transition as moves  # noqa: E402


def _method(event):
    sources, targets = work.ends(event)

    def move(self):
        return work.outcome(event, self.told)

    target = targets[0] if len(targets) == 1 else RETURN_VALUE(*targets)
    return moves(
        field="state", source=sources, target=target, conditions=[django_rows.Guarded.allowed]
    )(move)


class Instance(django_rows.Guarded, models.Model):
    """What has a state."""

    Meta = django_rows.table("instance")
    state = FSMField(default=work.STATES[0])
    version = models.IntegerField()
    data = models.TextField()
    release, assign, accept, depart, arrive, start, record, submit, approve, report, close = map(
        _method, work.EVENTS
    )


def make(_url, _count):
    """Return the program."""

    def fire(instance, event):
        with transaction.atomic():
            row = Instance.objects.select_for_update().get(pk=instance)
            source = row.state
            getattr(row, event)()
            django_rows.record(row, event, source)

    return fire


by_hand.run(make)
