"""What the audit reads: every case with its entries, in order and in bounded memory, and the seals.

A table that replay compares with is one more query in `tables_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kernel.canonical import GENESIS
from store.database import Row, Statement, Transaction

_PAGE = 100
_ENTRIES_PAGE = 1_000
_CASES = "SELECT * FROM cases WHERE id > :after ORDER BY id LIMIT :most"
_SEALED = (
    "SELECT seal_id, case_id, last_seq, head FROM sealed_cases"
    " WHERE case_id > :after AND case_id <= :until ORDER BY case_id, seal_id"
)
_ENTRIES = (
    "SELECT case_id, seq, {body} AS body, hash FROM entries"
    " WHERE (case_id, seq) > (:case_id, :seq) ORDER BY case_id, seq LIMIT :most"
)
_SEALS = "SELECT * FROM seals WHERE id > :after ORDER BY id LIMIT :most"
_LAST_SEAL = "SELECT * FROM seals ORDER BY id DESC LIMIT 1"
_NEW = """
SELECT id, seq, sealed FROM (
    SELECT c.id, c.seq, COALESCE(
        (SELECT max(s.last_seq) FROM sealed_cases s WHERE s.case_id = c.id), 0
    ) AS sealed FROM cases c
) AS known WHERE seq > sealed ORDER BY id
"""
_HASHES = (
    "SELECT case_id, seq, hash FROM entries"
    " WHERE case_id = :case_id AND seq > :after AND seq <= :until ORDER BY seq"
)
_TIMERS = "SELECT * FROM timers WHERE case_id = :id"
_READS = "SELECT * FROM case_reads WHERE case_id = :id"
_SIGNOFFS = "SELECT * FROM signoffs WHERE case_id = :id"
_NOTICES = "SELECT * FROM notices WHERE case_id = :id"
_BOOK_LINES = "SELECT * FROM book_lines WHERE case_id = :id"
_DELIVERIES = (
    "SELECT n.seq, n.notice, n.person_id, d.channel_id, c.person_id AS reaches"
    " FROM notices n JOIN deliveries d ON d.notice_key = n.key"
    " JOIN channels c ON c.id = d.channel_id WHERE n.case_id = :id"
)
_CASE = "SELECT id FROM cases WHERE id = :id"
_ABSENT = (
    "SELECT DISTINCT t.{column} AS id FROM {table} t LEFT JOIN cases c ON c.id = t.{column}"
    " WHERE c.id IS NULL AND t.{column} IS NOT NULL"
)
_POINT_AT_CASES = (
    ("cases", "parent_id"), ("cases", "round_id"), ("timers", "case_id"), ("signoffs", "case_id"),
    ("case_reads", "case_id"), ("complainants", "case_id"),
    ("book_lines", "case_id"), ("notices", "case_id"), ("groups", "round_id"),
    ("posts", "round_id"), ("stand_ins", "round_id"),
)  # fmt: skip
"""(table, column) that names a case; entries and seals are walked, details come on top."""


def walk(tx: Transaction, *, raw: bool) -> Iterator[tuple[Row, Iterable[Row]]]:
    """Give every case with its entries, in the order of their numbers.

    A case has what seals cover of it under `sealed`. Entries without a case come with a row that
    expects none, so that nothing in the table stays unseen.

    Args:
        tx: A transaction that reads.
        raw: Whether bodies may hold bytes that are no text, as on SQLite: they are replaced.
    """
    groups = groupby(_entries(tx, raw=raw), key=_case_id)
    group = next(groups, None)
    for case in _cases(tx):
        while group is not None and group[0] < case["id"]:
            yield _nobody(group[0]), group[1]
            group = next(groups, None)
        if group is not None and group[0] == case["id"]:
            yield case, group[1]
            group = next(groups, None)
        else:
            yield case, ()
    while group is not None:
        yield _nobody(group[0]), group[1]
        group = next(groups, None)


def _case_id(entry: Row) -> int:
    return int(entry["case_id"])


def _nobody(case_id: int) -> Row:
    return {"id": case_id, "seq": 0, "head": GENESIS, "sealed": []}


def _cases(tx: Transaction) -> Iterator[Row]:
    after = 0
    while page := tx.rows(_CASES, after=after, most=_PAGE):
        by_id: dict[int, Row] = {row["id"]: {**row, "sealed": []} for row in page}
        for sealed in tx.rows(_SEALED, after=after, until=page[-1]["id"]):
            by_id[sealed["case_id"]]["sealed"].append(sealed)
        yield from by_id.values()
        after = page[-1]["id"]


def _entries(tx: Transaction, *, raw: bool) -> Iterator[Row]:
    sql = _ENTRIES.format(body="CAST(body AS BLOB)" if raw else "body")
    case_id, seq = 0, 0
    while page := tx.rows(sql, case_id=case_id, seq=seq, most=_ENTRIES_PAGE):
        for entry in page:
            yield {**entry, "body": entry["body"].decode(errors="replace")} if raw else entry
        case_id, seq = page[-1]["case_id"], page[-1]["seq"]


def seals(tx: Transaction) -> Iterator[Row]:
    """Give every seal in the order of their numbers."""
    after = 0
    while page := tx.rows(_SEALS, after=after, most=_ENTRIES_PAGE):
        yield from page
        after = page[-1]["id"]


def last_seal(tx: Transaction) -> Row | None:
    """Return the newest seal."""
    return tx.row(_LAST_SEAL)


def unsealed(tx: Transaction) -> Iterator[Row]:
    """Give case, number and hash of every entry that no seal covers, in order."""
    pieces: list[Statement] = []
    for case in tx.rows(_NEW):
        for after in range(case["sealed"], case["seq"], _ENTRIES_PAGE):
            until = min(after + _ENTRIES_PAGE, case["seq"])
            pieces.append((_HASHES, {"case_id": case["id"], "after": after, "until": until}))
    for start in range(0, len(pieces), _PAGE):
        for rows in tx.read_all(pieces[start : start + _PAGE]):
            yield from rows


def tables_of(tx: Transaction, kind: str, case_id: int) -> dict[str, list[Row]]:
    """Return what the tables hold of a case besides its row.

    These are its details, timers, signatures, lines, notices and the channels of the notices.

    Args:
        tx: A transaction.
        kind: A kind of case that exists: it names the table of details.
        case_id: The case.
    """
    queries = {
        "details": f"SELECT * FROM {kind}_details WHERE case_id = :id",  # noqa: S608
        "timers": _TIMERS,
        "signoffs": _SIGNOFFS,
        "case_reads": _READS,
        "book_lines": _BOOK_LINES,
        "notices": _NOTICES,
        "deliveries": _DELIVERIES,
    }
    answers = tx.read_all([(sql, {"id": case_id}) for sql in queries.values()])
    return dict(zip(queries, answers, strict=True))


def whole_tables(tx: Transaction, names: Iterable[str]) -> dict[str, list[Row]]:
    """Return every row of our own tables called `names`: those of the register."""
    return {name: tx.rows(f"SELECT * FROM {name}") for name in names}  # noqa: S608


def absent(tx: Transaction, case_ids: Iterable[int]) -> list[int]:
    """Return those of `case_ids` that are no case."""
    asked = list(case_ids)
    answers = tx.read_all([(_CASE, {"id": case_id}) for case_id in asked])
    return [case_id for case_id, found in zip(asked, answers, strict=True) if not found]


def lost_cases(tx: Transaction, kinds: Iterable[str]) -> list[int]:
    """Return the ids of cases that rows of other tables name and that are gone."""
    pointing = [*_POINT_AT_CASES, *((f"{kind}_details", "case_id") for kind in kinds)]
    queries = [_ABSENT.format(table=table, column=column) for table, column in pointing]
    return sorted({row["id"] for sql in queries for row in tx.rows(sql)})
