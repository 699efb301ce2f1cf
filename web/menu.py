"""The main menu: a screen that people reach from everywhere is one line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kernel.words import Text
from rules.audience import Audience

if TYPE_CHECKING:
    from web.visit import Visit


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu."""

    address: str
    label: Text
    audience: Audience = Audience.SIGNED_IN
    here: bool = False
    """Whether the present page is it or below it."""


MENU = (
    Item("/desk", Text("待办", "Desk")),
    Item("/rounds", Text("轮次", "Rounds")),
    Item("/coverage", Text("全覆盖", "Coverage"), Audience.OVERSIGHT),
    Item("/cases", Text("事项", "Cases")),
    Item("/ledgers", Text("台账", "Ledgers")),
    Item("/people", Text("人员", "People"), Audience.REGISTER),
    Item("/policy", Text("制度", "Policy")),
    Item("/audit", Text("审计", "Audit"), Audience.AUDIT_KEEPERS),
    Item("/status", Text("运行", "Health"), Audience.CARETAKERS),
)
"""Every entry, in the order of the menu."""


def menu(visit: Visit) -> Iterator[Item]:
    """Yield what the menu offers to who is signed in."""
    path = visit.request.url.path
    for one in MENU:
        if visit.may_enter(one.audience):
            yield replace(one, here=path == one.address or path.startswith(f"{one.address}/"))
