"""`python -m web`: serve the site; `xuncheng web` and `xuncheng up` start it."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser

import uvicorn

from config.settings import Settings, read_settings
from config.wiring import build_office
from engine.accounts.welcome import welcome
from web.app import create_app
from web.oidc import Provider

_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - what is refused without an address


def main() -> None:
    """Read the settings, say where the site is, and serve it until it is stopped."""
    settings = read_settings()
    parser = ArgumentParser(prog="python -m web")
    parser.add_argument("--host", default=settings.web_host)
    parser.add_argument("--port", type=int, default=settings.web_port)
    parser.add_argument("--quiet", action="store_true", help="whoever started it says where it is")
    given = parser.parse_args()
    office = build_office(settings)
    hosts = frozenset() if given.host in _ANY else frozenset({given.host})
    if not given.quiet:
        for one in welcome(office, f"http://{given.host}:{given.port}"):
            sys.stdout.write(one.say(settings.language) + "\n")
        sys.stdout.flush()
    _log_requests()
    uvicorn.run(
        create_app(
            office, language=settings.language, hosts=hosts, policy_dir=settings.policy_dir,
            provider=_provider(settings),
        ),
        host=given.host, port=given.port, log_level="warning", access_log=False,
        server_header=False, proxy_headers=True, timeout_graceful_shutdown=2,
    )  # fmt: skip


def _log_requests() -> None:
    """Write a line for each request to stderr: when, and the JSON of `web/watching.py`."""
    written = logging.StreamHandler()
    written.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("xuncheng.requests")
    log.addHandler(written)
    log.setLevel(logging.INFO)


def _provider(settings: Settings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    return Provider(
        settings.oidc_issuer, settings.oidc_client_id,
        settings.oidc_client_secret, settings.oidc_claim,
    )  # fmt: skip


if __name__ == "__main__":
    main()
