"""`GET /metrics`: the office's figures for Prometheus, without content.

They are for a token of kind `api` with the scope `read` whose person belongs to the caretakers: by
loopback alone a proxy on the same machine would let everybody in.
"""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from engine.accounts.tokens import TokenKind, TokenScope, token_of
from engine.health.doctor import findings, key_faults
from engine.health.look import look
from engine.health.premises import Premises
from rules.audience import Audience, may_enter
from store import ticks
from web.measures import Measures
from web.visit import Anybody, Visit
from web.watching import Requests

router = APIRouter()

_BEARER = "Bearer "


@router.get("/metrics")
def metrics(visit: Anybody) -> Response:
    """Give every figure to a token that may read them."""
    refused = _refused(visit)
    if refused is not None:
        return refused
    premises = Premises.of(visit.office)
    health = look(premises)
    with visit.office.database.reading() as tx:
        refusals = ticks.refusals(tx)
    found = (*key_faults(premises.home), *findings(health, premises.policy))
    registry = CollectorRegistry()
    registry.register(Measures(health, found, refusals))
    requests: Requests = visit.request.app.state.requests
    told = generate_latest(registry) + generate_latest(requests.registry)
    return Response(told, media_type=CONTENT_TYPE_LATEST)


def _refused(visit: Visit) -> Response | None:
    """Return the answer to who may not read them; None to who may."""
    given = visit.request.headers.get("Authorization", "")
    token = token_of(visit.office, given.removeprefix(_BEARER)) if given else None
    if token is None or token.kind is not TokenKind.API:
        return PlainTextResponse("token missing\n", 401, {"WWW-Authenticate": "Bearer"})
    posts = visit.directory.posts_of(token.person_id)
    if TokenScope.READ in token.scopes and may_enter(posts, Audience.CARETAKERS, visit.today):
        return None
    return PlainTextResponse("not for this token\n", 403)
