"""Many writes are brought together by their text; what hangs together keeps its order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store.grouping import grouped
from store.transaction import Statement

STATEMENTS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from([1, 2, 3, None])), max_size=30
)


def statement(text: str, about: int | None, number: int) -> Statement:
    return text, {"n": number} if about is None else {"case_id": about, "n": number}


def in_order(made: list[Statement]) -> list[tuple[str, dict[str, Any]]]:
    return [(text, dict(values)) for text, many in grouped(made) for values in many]


def test_the_writes_of_many_cases_run_once_for_each_text() -> None:
    made = [statement(text, case, 0) for case in (1, 2, 3) for text in "ABC"]

    assert [(text, len(many)) for text, many in grouped(made)] == [("A", 3), ("B", 3), ("C", 3)]


def test_what_is_written_twice_about_one_case_keeps_its_order() -> None:
    stop, arm = statement("STOP", 1, 0), statement("ARM", 1, 1)
    again = statement("STOP", 1, 2)

    assert in_order([stop, arm, again]) == [stop, arm, again]


@given(STATEMENTS)
def test_no_statement_passes_another_about_the_same_thing_or_about_nothing_known(
    drawn: list[tuple[str, int | None]],
) -> None:
    made = [statement(text, about, number) for number, (text, about) in enumerate(drawn)]

    done = [values["n"] for _, values in in_order(made)]

    assert sorted(done) == list(range(len(drawn)))
    for first, second in ((a, b) for b in range(len(drawn)) for a in range(b)):
        about = drawn[first][1], drawn[second][1]
        if about[0] == about[1] or None in about:
            assert done.index(first) < done.index(second)
