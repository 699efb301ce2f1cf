"""What the office watches itself by: ticks, refusals by rule, indexes of what stands still."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "ticks",
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("runs", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("took_ms", sa.BigInteger(), nullable=False),
        sa.Column("total_ms", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('done', 'failed')", name=op.f("ticks_outcome_check")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("ticks_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refusal_counts",
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("refusals", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("rule", name=op.f("refusal_counts_pkey")),
        sqlite_with_rowid=False,
    )
    suspended = sa.text("status = 'suspended'")
    op.create_index(
        "timers_suspended", "timers", ["case_id"],
        sqlite_where=suspended, postgresql_where=suspended,
    )
    unheard = sa.text("status IN ('failed', 'unknown')")
    op.create_index(
        "deliveries_unheard", "deliveries", ["ended_at"],
        sqlite_where=unheard, postgresql_where=unheard,
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
