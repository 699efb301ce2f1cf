"""What a stand-in reads with `--for` is what the person stood in for reads, in every command."""

from __future__ import annotations

import pytest

from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.terminal import ask

ROUND = (
    ("round", "show"), ("round", "gates"), ("round", "milestones"), ("figures",),
    ("clues", "balance"), ("clues", "figures"), ("paper", "list"), ("paper", "omitted"),
    ("paper", "alike"), ("paper", "sample"), ("paper", "rules"), ("case", "show"),
    ("case", "history"), ("onsite", "boxes"), ("onsite", "tasks"),
)  # fmt: skip
"""Commands that are asked about a round."""
OFFICE = (
    ("case", "list"), ("ledger", "show", "clues"), ("ledger", "show", "problems"), ("meetings",),
    ("problems", "common"), ("checklist", "list"), ("materials", "list"),
)  # fmt: skip
"""Commands that go through everything there is."""


@pytest.fixture
def busy(small: SmallOffice) -> SmallOffice:
    """Return an office with something in each list, whose director has a stand-in."""
    small.to("on_site")
    small.clue(to="handed_over")
    small.to("rectifying", after="on_site")
    small.item()
    small.stand_in("director", "deputy")
    return small


@pytest.mark.parametrize("words", [*ROUND, *OFFICE], ids=" ".join)
def test_a_stand_in_reads_what_the_principal_reads(
    busy: SmallOffice, words: tuple[str, ...]
) -> None:
    about = (case_number(busy.round_id),) if words in ROUND else ()

    own = ask(busy.office, *words, *about, "--as", "director", "--json")
    lent = ask(busy.office, *words, *about, "--as", "deputy", "--for", "director", "--json")
    nothing = ask(busy.office, *words, *about, "--as", "deputy", "--json")

    assert (own.code, lent.code) == (0, 0), own.err + lent.err
    if words != ("case", "history"):  # reading is an entry itself
        assert lent.document == own.document
    if any(own.document.values()):
        assert nothing.code or nothing.document != own.document


def test_reading_a_clue_for_somebody_else_is_on_its_chain_under_both_names(
    busy: SmallOffice,
) -> None:
    [clue] = busy.rows("SELECT id FROM cases WHERE kind = 'clue'")
    words = ("case", "show", case_number(clue["id"]), "--as", "deputy", "--for", "director")

    assert ask(busy.office, *words).code == 0

    read = busy.entries(clue["id"])[-1]
    assert (read["what"], read["by"], read["for"]) == (
        "read", busy.who["deputy"], busy.who["director"],
    )  # fmt: skip
