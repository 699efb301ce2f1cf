"""The composition root: builds the office from settings and policy and hands it to the doors."""

from __future__ import annotations

from config.policy import load_policy
from config.pretend import clock_of
from config.settings import Settings, read_settings
from engine.office import Office
from kernel.clock import Clock
from notifications.sealing import Keyring
from notifications.senders import AppriseSender, Sender
from store.database import Database


def build_office(
    settings: Settings | None = None, *, clock: Clock | None = None, sender: Sender | None = None
) -> Office:
    """Return the office of this installation; nothing is opened until it is used.

    Args:
        settings: Where everything lies; read from the environment when None.
        clock: The clock; that of the data directory when None.
        sender: The way out for notices; Apprise when None.

    Raises:
        DefinitionError: the settings or the policy are wrong; every mistake at once.
    """
    settings = settings or read_settings()
    policy = load_policy(settings.policy_dir)
    return Office(
        database=Database(settings.database_url),
        clock=clock or clock_of(settings.home, settings.clock_source),
        policy=policy,
        sender=sender or AppriseSender(longest=policy.delivery.timeout_seconds),
        keyring=Keyring.open(settings.home / "keys" / "office.key"),
        base_url=settings.base_url or None,
        home=settings.home,
    )
