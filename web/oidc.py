"""Signing in through the office's identity provider: OpenID Connect, authorization code with PKCE.

What is asked of the provider is here, what people see in `web/pages/oidc.py`. The identity token is
checked against the provider's keys, and against what this browser was sent away with. A further
check is one line of `_claims`; nothing of a token is ever logged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from secrets import compare_digest
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from kernel.errors import NotPermitted, Refused
from kernel.words import Text

_SCOPE = "openid profile"
_SECONDS = 10.0
_LEEWAY = 60
_ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
"""Only signatures with the provider's own key: a shared secret would let others sign."""
_UNREACHABLE = Text(
    "身份平台暂时连不上，请稍后再试，或用密码登录。",
    "The identity provider cannot be reached: try again later, or sign in with a password.",
)
_NOT_SHOWN = Text(
    "身份平台没有证明您的身份，请重新登录；仍不行请告诉系统管理员。",
    "The identity provider did not show who you are: sign in again, or tell the administrator.",
)
_BROKEN = (requests.RequestException, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Provider:
    """The office's identity provider, as the settings name it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str
    """The claim that holds the code of the person."""


@dataclass(frozen=True, slots=True)
class Journey:
    """What a browser is sent away with, and has to come back with."""

    state: str
    nonce: str
    verifier: str
    back: str
    """Where it goes afterwards."""
    until: str
    """When it is too late, as an ISO moment."""

    def to_json(self) -> str:
        """Return it as it is sealed into a cookie."""
        return json.dumps(asdict(self))


def set_out(
    provider: Provider, redirect_uri: str, back: str, until: datetime
) -> tuple[str, Journey]:
    """Return where the browser goes to sign in, and what it takes along.

    Raises:
        Refused: the provider cannot be reached.
    """
    journey = Journey(
        generate_token(48), generate_token(48), generate_token(64), back, until.isoformat()
    )
    with _session(provider, redirect_uri) as session:
        address, _ = session.create_authorization_url(
            _metadata(provider)["authorization_endpoint"], state=journey.state,
            code_verifier=journey.verifier, nonce=journey.nonce,
        )  # fmt: skip
    return str(address), journey


def come_back(
    provider: Provider, redirect_uri: str, journey: Journey, state: str, code: str, now: datetime
) -> str:
    """Return the code of the person for whom the provider vouches.

    Raises:
        NotPermitted: the browser, the answer or the identity token is not the right one.
        Refused: the provider cannot be reached.
    """
    late = now > datetime.fromisoformat(journey.until)
    if late or not code or not compare_digest(state.encode(), journey.state.encode()):
        raise NotPermitted(_NOT_SHOWN)
    known = _metadata(provider)
    try:
        with _session(provider, redirect_uri) as session:
            told = session.fetch_token(
                known["token_endpoint"], grant_type="authorization_code", code=code,
                code_verifier=journey.verifier, timeout=_SECONDS,
            )  # fmt: skip
    except AuthlibBaseError as error:
        raise NotPermitted(_NOT_SHOWN) from error
    except requests.RequestException as error:
        raise Refused(_UNREACHABLE) from error
    claims = _claims(provider, told, known, journey.nonce, now)
    return _person_code(provider, claims)


def _session(provider: Provider, redirect_uri: str) -> OAuth2Session:
    return OAuth2Session(
        provider.client_id, provider.client_secret, scope=_SCOPE, redirect_uri=redirect_uri,
        code_challenge_method="S256",
    )  # fmt: skip


def _metadata(provider: Provider) -> Mapping[str, Any]:
    """Return what the provider tells of itself.

    Raises:
        Refused: it cannot be reached, or is another one.
    """
    found = _fetched(f"{provider.issuer}/.well-known/openid-configuration")
    if str(found.get("issuer")).rstrip("/") != provider.issuer:
        raise Refused(_UNREACHABLE)
    return found


def _fetched(address: str) -> Mapping[str, Any]:
    try:
        answer = requests.get(address, timeout=_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except _BROKEN as error:
        raise Refused(_UNREACHABLE) from error
    if not isinstance(found, dict):
        raise Refused(_UNREACHABLE)
    return found


def _claims(
    provider: Provider, told: Mapping[str, Any], known: Mapping[str, Any], nonce: str,
    now: datetime,
) -> Mapping[str, Any]:  # fmt: skip
    """Return the claims of an identity token that is good."""
    registry = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()), leeway=_LEEWAY,
        iss={"essential": True, "value": known["issuer"]},
        aud={"essential": True, "value": provider.client_id},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True}, iat={"essential": True}, sub={"essential": True},
    )  # fmt: skip
    keys: Any = _fetched(known["jwks_uri"])
    try:
        token = jwt.decode(str(told["id_token"]), KeySet.import_key_set(keys), _ALGORITHMS)
        registry.validate(token.claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotPermitted(_NOT_SHOWN) from error
    if token.claims.get("azp", provider.client_id) != provider.client_id:
        raise NotPermitted(_NOT_SHOWN)
    return token.claims


def _person_code(provider: Provider, claims: Mapping[str, Any]) -> str:
    found = claims.get(provider.claim)
    if not isinstance(found, str) or not found:
        raise NotPermitted(
            Text(
                f"身份平台没有提供“{provider.claim}”一项，请告诉系统管理员。",
                f"The identity provider tells no {provider.claim}: tell the administrator.",
            )
        )
    return found
