"""django-fsm-2: the state is a field of the model; the other rows are the application's own."""

import django
import work
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.db import connections, models, transaction  # noqa: E402
from django_fsm import FSMField, can_proceed  # noqa: E402
from django_fsm import transition as moves  # noqa: E402


def _table(name):
    return type("Meta", (), {"app_label": "peer", "db_table": name, "managed": False})


def _event(event, source, target):
    def move(self):
        """Change nothing but the state."""

    move.__name__ = event
    guard = moves(field="state", source=source, target=target,
                  conditions=[lambda one: work.allowed(one.data)])  # fmt: skip
    return guard(move)


Instance = type("Instance", (models.Model,), {
    "__module__": "peer", "Meta": _table("instance"), "state": FSMField(default=work.STATES[0]),
    "version": models.IntegerField(), "data": models.TextField(),
    **{f"do_{event}": _event(f"do_{event}", source, target)
       for event, source, target in work.PATH},
})  # fmt: skip
History = type("History", (models.Model,), {
    "__module__": "peer", "Meta": _table("history"), "instance_id": models.IntegerField(),
    "seq": models.IntegerField(), "event": models.TextField(), "source": models.TextField(),
    "target": models.TextField(),
})  # fmt: skip
Timer = type("Timer", (models.Model,), {
    "__module__": "peer", "Meta": _table("timer"),
    "instance_id": models.IntegerField(primary_key=True), "due_at": models.IntegerField(),
})  # fmt: skip
Outbox = type("Outbox", (models.Model,), {
    "__module__": "peer", "Meta": _table("outbox"), "instance_id": models.IntegerField(),
    "payload": models.TextField(),
})  # fmt: skip


def make(path):
    """Return the program."""
    connections.databases["default"]["NAME"] = str(path)
    connections["default"].settings_dict["NAME"] = str(path)
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")

    def fire(instance, event):
        with transaction.atomic():
            row = Instance.objects.select_for_update().get(pk=instance)
            source, move = row.state, getattr(row, f"do_{event}")
            assert can_proceed(move)
            move()
            row.version += 1
            row.save()
            History.objects.create(instance_id=instance, seq=row.version, event=event,
                                   source=source, target=row.state)  # fmt: skip
            Timer.objects.update_or_create(
                instance_id=instance, defaults={"due_at": work.due(instance, row.version)}
            )
            Outbox.objects.create(instance_id=instance, payload=work.message(instance, event))

    return fire


work.run(make)
