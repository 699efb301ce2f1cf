"""The tables of the engine; details are in `store/details/`, seals in `store/seal_tables.py`.

Tables are SQLModel classes, which do not validate: inputs are checked before they come here. Times
are moments in UTC, days are days of the office. A new table is a class here and a revision.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from store.constraints import is_hash, one_of

ARMED = text("status = 'armed' AND next_at IS NOT NULL")
OWED = text("status = 'owed'")
CLAIMED = text("status = 'claimed'")
SUSPENDED = text("status = 'suspended'")
UNHEARD = text("status IN ('failed', 'unknown')")


class Person(SQLModel, table=True):
    """Somebody the office works with."""

    __tablename__ = "people"
    __table_args__ = (one_of("language", "zh", "en"),)
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=100)
    organisation: str = Field(default="", max_length=200)
    language: str = Field(default="zh", max_length=2)
    active: bool = True


class Channel(SQLModel, table=True):
    """One way to reach a person; the address is sealed (encrypted) and never logged."""

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("person_id", "position"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id")
    position: int
    """The order in which channels are tried, from 0."""
    service: str = Field(max_length=32)
    """The kind of service, for example `mailto`; shown instead of the address."""
    sealed_url: bytes = Field(sa_type=LargeBinary)
    active: bool = True


class Group(SQLModel, table=True):
    """An inspection group of one round."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("round_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="cases.id")
    code: str = Field(max_length=64)
    name: str = Field(max_length=100)


class Unit(SQLModel, table=True):
    """An inspected unit; units form a tree down to village and station (A03)."""

    __tablename__ = "units"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=200)
    unit_type: str = Field(max_length=32)
    parent_id: int | None = Field(default=None, foreign_key="units.id")


class Body(SQLModel, table=True):
    """A body that receives clues and recommendations."""

    __tablename__ = "bodies"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=200)
    body_kind: str = Field(max_length=32)


class PostRow(SQLModel, table=True):
    """A post: a role that a person holds in a scope, for a time."""

    __tablename__ = "posts"
    __table_args__ = (Index("posts_of_person", "person_id"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id")
    post: str = Field(max_length=32)
    scope: str = Field(max_length=16)
    scope_id: int = 0
    """The group, unit or body; 0 for the whole office."""
    round_id: int | None = Field(default=None, foreign_key="cases.id")
    valid_from: date
    valid_to: date | None = None
    pledged_at: datetime | None = None
    released_at: datetime | None = None


class StandIn(SQLModel, table=True):
    """That one person acts for another for a time; never chained."""

    __tablename__ = "stand_ins"
    __table_args__ = (
        CheckConstraint("person_id <> stand_in_id", name="somebody_else"),
        CheckConstraint("valid_from <= valid_to", name="dates"),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id")
    """The person stood in for."""
    stand_in_id: int = Field(foreign_key="people.id")
    round_id: int | None = Field(default=None, foreign_key="cases.id")
    """Limits the stand-in to one round; None is everywhere."""
    valid_from: date
    valid_to: date
    reason: str = Field(max_length=500)
    ended_at: datetime | None = None


class DirectoryVersion(SQLModel, table=True):
    """One row whose number grows with every change of people, posts, groups or stand-ins."""

    __tablename__ = "directory"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: int = Field(default=1, primary_key=True)
    version: int = 0


class Case(SQLModel, table=True):
    """Everything that has a life: one row, whatever its kind."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("cases_in_round", "round_id", "kind"),
        Index("cases_below", "parent_id", "kind"),
        Index("cases_moved", "moved_at"),
        is_hash("head"),
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=32)
    version: int
    """The version of the life cycle it runs on."""
    state: str = Field(max_length=32)
    revision: int
    """Grows with every move: a page that shows an older one is stale."""
    seq: int
    """The number of its last entry; grows with every entry, reminders and refusals too."""
    head: bytes = Field(sa_type=LargeBinary)
    """The hash of its last entry."""
    parent_id: int | None = Field(default=None, foreign_key="cases.id")
    round_id: int | None = Field(default=None, foreign_key="cases.id")
    group_id: int | None = None
    unit_id: int | None = None
    body_id: int | None = None
    grade: str = Field(default="internal", max_length=16)
    """The secrecy grade."""
    grade_years: int | None = None
    """For how many years a state secret holds (§7 row 1)."""
    opened_at: datetime
    moved_at: datetime
    suspended_at: datetime | None = None


class Entry(SQLModel, table=True):
    """One audit entry: canonical JSON that names the hash before it, and its own hash."""

    __tablename__ = "entries"
    __table_args__ = (
        CheckConstraint("seq > 0", name="seq"),
        is_hash("hash"),
        {"sqlite_with_rowid": False},
    )
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    seq: int = Field(primary_key=True)
    body: str
    hash: bytes = Field(sa_type=LargeBinary)


class SignOffRow(SQLModel, table=True):
    """One signature, given by an entry."""

    __tablename__ = "signoffs"
    __table_args__ = {"sqlite_with_rowid": False}
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    seq: int = Field(primary_key=True)
    topic: str = Field(primary_key=True, max_length=48)
    subject_id: int = Field(default=0, primary_key=True)
    person_id: int
    acting_for: int | None = None


class Timer(SQLModel, table=True):
    """An armed deadline: when it is due, and when its ladder speaks next."""

    __tablename__ = "timers"
    __table_args__ = (
        Index("timers_due", "next_at", sqlite_where=ARMED, postgresql_where=ARMED),
        Index("timers_suspended", "case_id", sqlite_where=SUSPENDED, postgresql_where=SUSPENDED),
        one_of("status", "armed", "suspended", "met", "fired"),
        {"sqlite_with_rowid": False},
    )
    case_id: int = Field(primary_key=True, foreign_key="cases.id")
    deadline: str = Field(primary_key=True, max_length=48)
    armed_seq: int = Field(primary_key=True)
    """The entry that armed it."""
    status: str = Field(max_length=12)
    """`armed`, `suspended`, `met` (left in time or not), `fired` (its event happened)."""
    anchor_on: date
    nominal_on: date
    """The date the rule gives before rest days are looked at."""
    due_on: date
    due_at: datetime
    original_on: date
    """The first due date: an extension never hides it."""
    ladder: str = Field(max_length=32)
    policy: str = Field(max_length=16)
    """The digest of the policy in force when it was armed."""
    effective_from: date
    """Which version of the limit it keeps."""
    provisional: bool = False
    extensions: int = 0
    event: str | None = Field(default=None, max_length=32)
    """The event the clock gives when the time is up; None once it is given."""
    step: int = 0
    spoken: int = -1
    spoken_at: datetime | None = None
    acknowledged: bool = False
    remaining: int | None = None
    """What was left when it was suspended: working days for `workdays`, else calendar days."""
    next_at: datetime | None = None
    ended_at: datetime | None = None


class NoticeRow(SQLModel, table=True):
    """One thing one person is to be told; what it is about stays in the system."""

    __tablename__ = "notices"
    __table_args__ = (
        Index("notices_of_person", "person_id", "created_at"),
        Index("notices_of_case", "case_id"),
    )
    key: str = Field(primary_key=True, max_length=24)
    """Follows from case, entry, notice and recipient, so the same notice is never owed twice."""
    case_id: int = Field(foreign_key="cases.id")
    seq: int
    notice: str = Field(max_length=48)
    person_id: int = Field(foreign_key="people.id")
    for_person_id: int | None = None
    """Set when the recipient is a stand-in: the person stood in for."""
    deadline: str | None = Field(default=None, max_length=48)
    armed_seq: int | None = None
    step: int | None = None
    tone: str = Field(default="", max_length=12)
    due_on: date | None = None
    wants_receipt: bool = False
    created_at: datetime
    acknowledged_at: datetime | None = None


class DeliveryRow(SQLModel, table=True):
    """One notice on its way through one channel of the recipient."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("deliveries_owed", "next_try_at", sqlite_where=OWED, postgresql_where=OWED),
        Index("deliveries_claimed", "next_try_at", sqlite_where=CLAIMED, postgresql_where=CLAIMED),
        Index("deliveries_unheard", "ended_at", sqlite_where=UNHEARD, postgresql_where=UNHEARD),
        one_of("status", "owed", "claimed", "sent", "failed", "unknown"),
        one_of("pace", "new", "alone", "gathered"),
    )
    notice_key: str = Field(primary_key=True, foreign_key="notices.key", max_length=24)
    channel_id: int = Field(primary_key=True, foreign_key="channels.id")
    status: str = Field(max_length=8)
    """`owed`, `claimed` (being sent now), `sent`, `failed` or `unknown`."""
    attempts: int = 0
    pace: str = Field(default="new", max_length=8)
    """`new`, `alone` once it may leave, `gathered` when it waits for the morning message."""
    digest: str | None = Field(default=None, max_length=24)
    """The key of the morning message it left in; a repeat leaves in the same one."""
    next_try_at: datetime
    """When to try next; while it is claimed, when the claim lapses because its sender died."""
    ended_at: datetime | None = None
    reason: str = Field(default="", max_length=64)
    """A short code such as `refused` or `timeout`; never content, never an address."""


class Command(SQLModel, table=True):
    """A command that was carried out under an idempotency key, and what came of it."""

    __tablename__ = "commands"
    key: str = Field(primary_key=True, max_length=128)
    fingerprint: bytes = Field(sa_type=LargeBinary)
    outcome: str
    at: datetime
