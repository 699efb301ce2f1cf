"""The grades of cases and of the lines in their books: read for a bundle, and set.

`engine/grading.py` says which is the highest; a further question is one function here.
"""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase

from store.database import Row, Transaction

SET = "UPDATE cases SET grade = :grade, grade_years = :grade_years WHERE id = :id"
_BELOW = (
    "WITH RECURSIVE below (id, grade, grade_years) AS ("
    "SELECT id, grade, grade_years FROM cases WHERE id = :id"
    " UNION ALL SELECT c.id, c.grade, c.grade_years FROM cases c JOIN below b ON c.parent_id = b.id"
    " WHERE c.kind NOT IN ({apart}))"
)
_BEARS = 'book IN ({books}) AND body LIKE \'%"grade":"%\''


def below(tx: Transaction, case_id: int, apart: Iterable[str]) -> list[Row]:
    """Return each grade that a case or one below it has, except under kinds that are `apart`."""
    names, values = _listed("apart", apart)
    sql = f"{_BELOW.format(apart=names)} SELECT DISTINCT grade, grade_years FROM below"  # noqa: S608
    return tx.rows(sql, id=case_id, **values)


def lines_below(
    tx: Transaction, case_id: int, apart: Iterable[str], books: Iterable[str]
) -> list[Row]:
    """Return the lines of `books` that bear a grade, in a case and those below it."""
    names, values = _listed("apart", apart)
    shelf, more = _listed("book", books)
    sql = (
        f"{_BELOW.format(apart=names)} SELECT l.body FROM book_lines l"  # noqa: S608
        f" JOIN below b ON b.id = l.case_id WHERE {_BEARS.format(books=shelf)}"
    )
    return tx.rows(sql, id=case_id, **values, **more)


def every(tx: Transaction) -> list[Row]:
    """Return each grade that any case has."""
    return tx.rows("SELECT DISTINCT grade, grade_years FROM cases")


def every_line(tx: Transaction, books: Iterable[str]) -> list[Row]:
    """Return every line of `books` that bears a grade."""
    shelf, values = _listed("book", books)
    return tx.rows(
        f"SELECT body FROM book_lines WHERE {_BEARS.format(books=shelf)}",  # noqa: S608
        **values,
    )


def _listed(name: str, values: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return the placeholders of a list, and what they stand for."""
    bound = {f"{name}_{ascii_lowercase[at]}": value for at, value in enumerate(values)}
    return ", ".join(f":{one}" for one in bound), bound
