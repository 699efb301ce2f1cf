"""The tables of accounts: passwords, sessions, one-time links, access tokens, saved views.

Of a token only its SHA-256 is kept, of a password only its Argon2id hash. The statements are beside
the use cases in `engine/accounts/`, so that a page needs no SQLModel.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.constraints import is_hash, one_of


class Account(SQLModel, table=True):
    """That a person may sign in."""

    __tablename__ = "accounts"
    __table_args__ = (one_of("language", "zh", "en"),)
    person_id: int = Field(primary_key=True, foreign_key="people.id")
    password_hash: str | None = Field(default=None, max_length=200)
    """Empty for who signs in through an identity provider, or needs a new link first."""
    changed_at: datetime
    """When the password was last set."""
    language: str | None = Field(default=None, max_length=2)
    """The language of the pages, where the person chose another than that of the register."""


class SignInFailures(SQLModel, table=True):
    """How often a wrong password was given for one code, whether or not somebody has it."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (is_hash("mark"),)
    mark: bytes = Field(primary_key=True, sa_type=LargeBinary)
    """Stands for the code: it may be a password typed into the wrong field."""
    failures: int
    failed_at: datetime
    wait_until: datetime | None = None


class WebSession(SQLModel, table=True):
    """One browser in which a person has signed in."""

    __tablename__ = "web_sessions"
    __table_args__ = (is_hash("token_hash"), Index("web_sessions_of_person", "person_id"))
    token_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    person_id: int = Field(foreign_key="people.id")
    created_at: datetime
    seen_at: datetime
    """When it was last used, to the minute."""
    expires_at: datetime
    ended_at: datetime | None = None


class OneTimeLink(SQLModel, table=True):
    """A link with which a person sets a password, once."""

    __tablename__ = "one_time_links"
    __table_args__ = (
        is_hash("token_hash"),
        one_of("purpose", "first", "password"),
        Index("one_time_links_of_person", "person_id"),
    )
    token_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    person_id: int | None = Field(default=None, foreign_key="people.id")
    """Empty for the first account, whose person it makes."""
    purpose: str = Field(max_length=16)
    expires_at: datetime
    """A link that a newer one voids expires then."""
    used_at: datetime | None = None
    issued_by: int
    """Who issued it; 0 is the office itself."""


class AccessToken(SQLModel, table=True):
    """A key with which a program acts for a person, or a calendar reads their dates."""

    __tablename__ = "access_tokens"
    __table_args__ = (
        is_hash("token_hash"),
        one_of("kind", "api", "calendar"),
        Index("access_tokens_of_person", "person_id"),
    )
    token_hash: bytes = Field(primary_key=True, sa_type=LargeBinary)
    person_id: int = Field(foreign_key="people.id")
    label: str = Field(max_length=100)
    kind: str = Field(max_length=16)
    scopes: str = Field(max_length=64)
    """What it may do, in words with spaces between them."""
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    """When it was last used, to the minute."""


class SavedView(SQLModel, table=True):
    """The filters of a page that a person keeps under a name."""

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("person_id", "page", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id")
    page: str = Field(max_length=64)
    name: str = Field(max_length=100)
    query: str = Field(max_length=2000)
