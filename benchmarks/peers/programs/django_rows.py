"""The rows of the work as Django models; a program adds the instance with its field of state."""

import json

import work
from django.db import models


def table(name):
    """Return the options of a model over a table that is there already."""
    return type("Meta", (), {"app_label": "peer", "db_table": name, "managed": False})


class History(models.Model):
    """What happened."""

    Meta = table("history")
    instance_id = models.BigIntegerField()
    seq = models.IntegerField()
    event = models.TextField()
    source = models.TextField()
    target = models.TextField()


class Timer(models.Model):
    """When it is due."""

    Meta = table("timer")
    instance_id = models.BigIntegerField(primary_key=True)
    due_at = models.BigIntegerField()


class Outbox(models.Model):
    """What is owed."""

    Meta = table("outbox")
    instance_id = models.BigIntegerField()
    payload = models.TextField()


class Guarded:
    """What an instance tells its guards; a mixin of the programs' models."""

    @property
    def told(self):
        """Return the stored data."""
        return json.loads(self.data)

    def allowed(self):
        """Ask the guard."""
        return work.allowed(self.told)


def owe(instance, event):
    """Owe a message."""
    Outbox.objects.create(instance_id=instance, payload=work.message(instance, event))


def record(row, event, source):
    """Save an instance that has moved, with all that belongs to the transition."""
    row.version += 1
    row.save()
    History.objects.create(instance_id=row.pk, seq=row.version, event=event,
                           source=source, target=row.state)  # fmt: skip
    due_at = work.due(row.pk, row.version)
    Timer.objects.update_or_create(instance_id=row.pk, defaults={"due_at": due_at})
    owe(row.pk, event)
