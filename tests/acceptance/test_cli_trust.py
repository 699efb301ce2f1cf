"""What a case was, and a new key, at the terminal."""

from __future__ import annotations

from datetime import date

from kernel.ids import case_number
from tests.support.accounts import administrator
from tests.support.office import SmallOffice
from tests.support.terminal import ask


def test_a_case_is_shown_as_it_was(small: SmallOffice) -> None:
    small.to("draft")
    small.on(date(2021, 10, 12))
    small.give(small.round_id, "approve_plan", "chief")
    number = case_number(small.round_id)

    then = ask(small.office, "case", "as-of", number, "2021-10-10", "--as", "staff", "--json")
    words = ask(small.office, "case", "as-of", number, "2021-10-12", "--as", "staff")
    wrong = ask(small.office, "case", "as-of", number, "soon", "--as", "staff")

    assert (then.code, then.document["state"], then.document["revision"]) == (0, "draft", 1)
    assert words.code == 0
    assert "依据第 1 至" in words.out
    assert wrong.code == 2


def test_keys_are_changed_and_the_old_ones_dropped(small: SmallOffice) -> None:
    administrator(small)
    rotated = ask(small.office, "keys", "rotate", "--as", "stranger", "--json")
    dropped = ask(small.office, "keys", "drop-old", "--as", "stranger", "--json")

    assert (rotated.document["keys"], dropped.document["keys"]) == (2, 1)
