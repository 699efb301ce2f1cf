"""Health 运行: what is wrong and how to mend it, and every figure behind that; no content.

What is measured is in `engine/health`; who may settle an unclear delivery is decided there by
`engine.deliver.settle_notice`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import Response

from engine.deliver import settle_notice
from engine.health.deliveries import AGES, unheard
from engine.health.doctor import findings, key_faults
from engine.health.lateness import BUCKETS
from engine.health.look import look
from engine.health.premises import Premises
from kernel.words import Text
from notifications.reasons import reason_words
from rules.audience import Audience
from web.csrf import Checked
from web.trying import tried
from web.visit import Caretaker, Visit

router = APIRouter()

_PAGE = 50
_DONE = {
    "arrived": Text("已登记：收到。", "Settled: it arrived."),
    "lost": Text("已登记：未收到，将重发。", "Settled: lost, it will be sent again."),
}


@router.get("/status")
def status(visit: Caretaker, page: int = 1, done: str = "") -> Response:
    """Show how the office itself is."""
    return _shown(visit, max(page, 1), done=_DONE.get(done))


@router.post("/status/deliveries/{key}", dependencies=[Checked])
def settle(
    visit: Caretaker, key: str, became: Annotated[Literal["arrived", "lost"], Form()]
) -> Response:
    """Say what became of an unclear delivery."""
    return tried(
        lambda: settle_notice(
            visit.office, key=key, arrived=became == "arrived", person_id=visit.person_id,
            acting_for=visit.acting_for,
        ),
        lambda: visit.go(f"/status?done={became}#deliveries"),
        lambda code, reasons: _shown(visit, 1, code=code, reasons=reasons),
    )  # fmt: skip


def _shown(
    visit: Visit, page: int, *, code: int = 200, reasons: tuple[Text, ...] = (),
    done: Text | None = None,
) -> Response:  # fmt: skip
    premises = Premises.of(visit.office)
    health = look(premises)
    with visit.office.database.reading() as tx:
        lines = unheard(tx, _PAGE + 1, (page - 1) * _PAGE)
    return visit.page(
        "status.html", status=code, health=health, reasons=reasons, done=done, buckets=BUCKETS,
        found=[*key_faults(premises.home), *findings(health, premises.policy)], ages=AGES,
        lines=lines[:_PAGE], page=page, more=len(lines) > _PAGE, why=reason_words,
        settles=visit.may_enter(Audience.OFFICE), people=visit.directory.people,
        backup_days=premises.policy.limit("backup_days"),
    )  # fmt: skip
