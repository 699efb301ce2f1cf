"""Django on the database of the command line, for the peers that stand on it."""

import sys
from urllib.parse import urlsplit

import django
from django.conf import settings

_DURABLE = {"init_command": "PRAGMA synchronous=FULL", "transaction_mode": "IMMEDIATE"}


def _database(url):
    """Return Django's words for the address of a database."""
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": _DURABLE}
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": parts.path[1:],
        "HOST": parts.hostname, "PORT": parts.port,
        "USER": parts.username, "PASSWORD": parts.password or "",
    }  # fmt: skip


def set_up(*apps):
    """Start Django with `apps`; models can be defined afterwards."""
    settings.configure(
        DATABASES={"default": _database(sys.argv[2])},
        INSTALLED_APPS=apps,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
