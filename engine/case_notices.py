"""The notices of a case and what became of each: who was told, when, how, and who acknowledged.

Who reads a whole case reads all of them, anybody else their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.office import Office
from engine.visible import load_visible
from engine.work import Work
from kernel.words import Labelled

MOST = 100
"""So many of the newest are shown."""
_COUNT = "SELECT count(*) AS n FROM notices WHERE case_id = :id"
_ROWS = (
    "SELECT n.key, n.notice, n.person_id, n.for_person_id, n.deadline, n.due_on, n.created_at,"
    " n.wants_receipt, n.acknowledged_at, c.service, d.status, d.reason, d.ended_at"
    " FROM (SELECT * FROM notices WHERE case_id = :id{whose}"
    " ORDER BY created_at DESC, key LIMIT :most) n"
    " LEFT JOIN deliveries d ON d.notice_key = n.key LEFT JOIN channels c ON c.id = d.channel_id"
    " ORDER BY n.created_at DESC, n.key, c.position"
)
_OWN = " AND person_id = :person"


class Status(Labelled):
    """What is known of a delivery, told honestly."""

    OWED = "owed", "待发", "owed"
    CLAIMED = "claimed", "正在发送", "being sent"
    SENT = "sent", "已送出", "sent"
    FAILED = "failed", "未送出", "failed"
    UNKNOWN = "unknown", "结果不明", "unknown"


@dataclass(frozen=True, slots=True)
class Way:
    """One delivery of a notice: by which service, and what became of it."""

    service: str
    status: Status
    reason: str
    """A short code where it did not succeed; never content, never an address."""
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseNotice:
    """One notice of a case to one person."""

    notice: str
    person_id: int
    for_person_id: int | None
    deadline: str | None
    due_on: date | None
    created_at: datetime
    wants_receipt: bool
    acknowledged_at: datetime | None
    ways: tuple[Way, ...]
    """Empty where the person has no channel: then it waits on the desk alone."""


def notices_of(
    office: Office, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[list[CaseNotice], int]:
    """Return the newest notices of a case that a person may read of, and how many there are.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        _, _, sight = load_visible(work, case_id, person_id, acting_for)
        own = {} if sight.whole else {"person": person_id}
        whose = _OWN if own else ""
        total = (tx.row(_COUNT + whose, id=case_id, **own) or {"n": 0})["n"]
        rows = tx.rows(_ROWS.format(whose=whose), id=case_id, most=MOST, **own)
    found: dict[str, CaseNotice] = {}
    for row in rows:
        before = found.get(row["key"])
        ways = before.ways if before else ()
        if row["status"] is not None:
            status = Status(row["status"])
            ways += (Way(row["service"], status, row["reason"], row["ended_at"]),)
        found[row["key"]] = CaseNotice(
            row["notice"], row["person_id"], row["for_person_id"], row["deadline"], row["due_on"],
            row["created_at"], bool(row["wants_receipt"]), row["acknowledged_at"], ways,
        )  # fmt: skip
    return list(found.values()), total
