"""`python -m web`: serve the site; `xuncheng web` and `xuncheng up` start it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

import uvicorn

from config.settings import Settings, read_settings
from config.wiring import build_office
from engine.accounts.links import first_link
from engine.office import Office
from kernel.words import Text
from web.app import create_app
from web.oidc import Provider

_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - what is refused without an address


def main() -> None:
    """Read the settings, say where the site is, and serve it until it is stopped."""
    settings = read_settings()
    parser = ArgumentParser(prog="python -m web")
    parser.add_argument("--host", default=settings.web_host)
    parser.add_argument("--port", type=int, default=settings.web_port)
    given = parser.parse_args()
    office = build_office(settings)
    hosts = frozenset() if given.host in _ANY else frozenset({given.host})
    _welcome(office, settings, f"http://{given.host}:{given.port}")
    uvicorn.run(
        create_app(
            office, language=settings.language, hosts=hosts, policy_dir=settings.policy_dir,
            provider=_provider(settings),
        ),
        host=given.host, port=given.port, log_level="warning", access_log=False,
        server_header=False, proxy_headers=True, timeout_graceful_shutdown=2,
    )  # fmt: skip


def _provider(settings: Settings) -> Provider | None:
    if not settings.oidc_issuer:
        return None
    return Provider(
        settings.oidc_issuer, settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(), settings.oidc_claim,
    )  # fmt: skip


def _welcome(office: Office, settings: Settings, served: str) -> None:
    """Say where the site answers, and give the link that makes the first account."""
    address = office.base_url or served
    told = [Text(f"巡程网页：{address}", f"The site: {address}")]
    token = first_link(office)
    if token is not None:
        told.append(
            Text(
                f"还没有账号。请打开这个一次性链接，建立第一个账号：{address}/link/{token}",
                f"No account yet: open this link to make the first: {address}/link/{token}",
            )
        )
    for one in told:
        sys.stdout.write(one.say(settings.language) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
