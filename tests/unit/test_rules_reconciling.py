"""Comparing the ledgers of clues."""

from __future__ import annotations

from typing import Any

import pytest

from rules import reconciling as ask
from rules.facts import Facts, Line
from rules.reconciling import Found, Ours, compare
from tests.support.facts import NOW, assert_no, assert_yes, facts


def checked(*rows: dict[str, Any]) -> Facts:
    """Return a clue with a result and the comparisons that found it."""
    lines = {"ledger_checks": tuple(Line(n, NOW, 0, one) for n, one in enumerate(rows))}
    return facts(lines=lines, fields={"result": "first_form"})


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ([Ours("A", None)], {"A": None}, [("A", Found.NONE)]),
        ([Ours("A", "first_form")], {"A": "first_form"}, [("A", Found.NONE)]),
        ([Ours("A", "first_form")], {"A": None}, [("A", Found.RESULT_DIFFERS)]),
        ([Ours("A", None)], {}, [("A", Found.MISSING_THERE)]),
        ([], {"B": None}, [("B", Found.MISSING_HERE)]),
        ([Ours("A", None, receipt_overdue=True)], {}, [("A", Found.RECEIPT_OVERDUE)]),
        ([Ours("A", "first_form", settled=True)], {"A": None}, []),
    ],
)
def test_each_clue_is_found_in_agreement_or_different(
    ours: list[Ours], theirs: dict[str, str | None], found: list[tuple[str, Found]]
) -> None:
    assert [(one.number, one.found) for one in compare(ours, theirs)] == found


def test_a_clue_is_reconciled_after_a_comparison_found_the_same_result() -> None:
    agreed = {"found": "none", "told": "first_form"}

    assert_yes((ask.the_ledgers_agree, checked({"found": "missing_there"}, agreed)))
    for rows in ((), ({"found": "missing_there"},), (agreed, {"found": "result_differs"}),
                 ({"found": "none"},)):  # fmt: skip
        assert_no((ask.the_ledgers_agree, checked(*rows), ()))


def test_a_ledger_is_listed_or_confirmed() -> None:
    assert_yes((ask.a_ledger_is_given, facts(inputs={"ledger": ({"number": "A"},)})))
    assert_yes((ask.a_ledger_is_given, facts(inputs={"confirmed": True})))
    assert_no((ask.a_ledger_is_given, facts(), ()))
