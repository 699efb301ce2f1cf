"""Reading ledgers in a small office, as people read them: words of an address in, cells out."""

from __future__ import annotations

from typing import Any

from engine.ledger.asking import Ask, read_ask
from engine.ledger.catalogue import ledger_named
from engine.ledger.reading import LedgerPage, read_ledger, rounds_for
from engine.ledger.telling import LedgerTeller
from engine.wording import Teller
from tests.support.office import SmallOffice


def asked(desk: SmallOffice, name: str, **words: str) -> Ask:
    """Return what words ask of a ledger."""
    return read_ask(ledger_named(name), words, desk.office.known_directory())


def page_of(desk: SmallOffice, name: str, who: str, **words: str) -> LedgerPage:
    """Return the whole of a ledger as somebody reads it."""
    ask = asked(desk, name, **words)
    return read_ledger(desk.office, ledger_named(name), ask, desk.who[who], whole=True)


def told(desk: SmallOffice, name: str, who: str, **words: str) -> list[dict[str, Any]]:
    """Return the cells of a ledger as somebody reads them."""
    ledger = ledger_named(name)
    words_of = Teller(desk.office.policy, desk.office.known_directory(), "zh")
    teller = LedgerTeller(words_of, rounds_for(desk.office, desk.who[who]))
    return [teller.row(ledger, one) for one in page_of(desk, name, who, **words).rows]
