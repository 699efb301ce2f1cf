"""The composition root: builds the office from settings and policy and hands it to the doors."""

from __future__ import annotations

from config.policy import load_policy
from config.pretend import clock_of
from config.settings import Settings, read_settings
from engine.office import Office
from kernel.clock import Clock
from kernel.errors import DefinitionError
from kernel.tracing import Tracer
from kernel.words import Text
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
        tracer=_tracer(settings.otlp_endpoint) if settings.otlp_endpoint else None,
    )


def _tracer(endpoint: str) -> Tracer:
    try:
        from config.tracing import tracer_to  # noqa: PLC0415 - who is not traced does not pay
    except ModuleNotFoundError as error:
        raise DefinitionError(
            Text(
                "已设置 XUNCHENG_OTLP_ENDPOINT，但没有安装 OpenTelemetry：请安装 xuncheng[otel]，"
                "或去掉这项设置。",
                "XUNCHENG_OTLP_ENDPOINT is set and OpenTelemetry is not installed: install"
                " xuncheng[otel], or unset it.",
            )
        ) from error
    return tracer_to(endpoint)
