"""Accounts: passwords, sessions, one-time links, access tokens and saved views."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "sign_in_failures",
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(mark) = 32", name=op.f("sign_in_failures_mark_check")),
        sa.PrimaryKeyConstraint("mark", name=op.f("sign_in_failures_pkey")),
    )
    op.create_table(
        "access_tokens",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("scopes", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('api', 'calendar')", name=op.f("access_tokens_kind_check")),
        sa.CheckConstraint("length(token_hash) = 32", name=op.f("access_tokens_token_hash_check")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("access_tokens_person_id_fkey")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("access_tokens_pkey")),
    )
    op.create_index("access_tokens_of_person", "access_tokens", ["person_id"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(2), nullable=True),
        sa.CheckConstraint("language IN ('zh', 'en')", name=op.f("accounts_language_check")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("accounts_person_id_fkey")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("accounts_pkey")),
    )
    op.create_table(
        "one_time_links",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('first', 'password')", name=op.f("one_time_links_purpose_check")
        ),
        sa.CheckConstraint("length(token_hash) = 32", name=op.f("one_time_links_token_hash_check")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("one_time_links_person_id_fkey")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("one_time_links_pkey")),
    )
    op.create_index("one_time_links_of_person", "one_time_links", ["person_id"], unique=False)

    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("query", sa.String(2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("saved_views_person_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("saved_views_pkey")),
        sa.UniqueConstraint(
            "person_id", "page", "name", name=op.f("saved_views_person_id_page_name_key")
        ),
    )
    op.create_table(
        "web_sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(token_hash) = 32", name=op.f("web_sessions_token_hash_check")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("web_sessions_person_id_fkey")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("web_sessions_pkey")),
    )
    op.create_index("web_sessions_of_person", "web_sessions", ["person_id"], unique=False)


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
