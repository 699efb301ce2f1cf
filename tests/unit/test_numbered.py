"""Several statements become one for PostgreSQL, where their order does not matter."""

from __future__ import annotations

import pytest

from store.numbered import independent, merged, numbered
from store.transaction import Statement

MOVE = "UPDATE cases SET state = :state WHERE id = :id"
STOP = "UPDATE timers SET status = 'met' WHERE case_id = :case_id AND deadline = :deadline"
ARM = "INSERT INTO timers (case_id, deadline) VALUES (:case_id, :deadline)"
FORGET = "DELETE FROM signoffs WHERE case_id = :case_id AND topic = :topic"


def move(case: int) -> Statement:
    return MOVE, {"id": case, "state": "closed"}


def timer(text: str, case: int, deadline: str) -> Statement:
    return text, {"case_id": case, "deadline": deadline}


def test_a_parameter_that_comes_twice_is_given_once_and_a_cast_is_no_parameter() -> None:
    made = numbered("SELECT x::text FROM t WHERE a = :name OR b = :name AND c = :other")

    assert made.text == "SELECT x::text FROM t WHERE a = $1 OR b = $1 AND c = $2"
    assert made.values({"other": 2, "name": 1}) == [1, 2]


def test_merged_statements_keep_their_own_values_apart_and_the_first_is_run_first() -> None:
    whole = merged((MOVE, ARM))

    assert whole.text == (
        "WITH w1 AS (INSERT INTO timers (case_id, deadline) VALUES ($3, $4)),"
        " w0 AS (UPDATE cases SET state = $1 WHERE id = $2) SELECT 1"
    )
    values = whole.values({"id": 7, "state": "closed"}, {"case_id": 8, "deadline": "report"})
    assert values == ["closed", 7, 8, "report"]


@pytest.mark.parametrize(
    ("statements", "may_be_one"),
    [
        ([move(1), timer(STOP, 1, "a"), timer(STOP, 1, "b"), timer(ARM, 1, "a")], True),
        ([move(1), move(2)], True),
        ([move(1), move(1)], False),
        ([timer(STOP, 1, "a"), timer(STOP, 1, "a")], False),
        ([timer(ARM, 1, "a"), timer(STOP, 1, "a")], False),
        ([(FORGET, {"case_id": 1, "topic": "a"}), (FORGET, {"case_id": 1, "topic": "b"})], True),
    ],
)  # fmt: skip
def test_statements_are_one_only_where_their_order_does_not_matter(
    statements: list[Statement], *, may_be_one: bool
) -> None:
    assert independent(statements) is may_be_one
