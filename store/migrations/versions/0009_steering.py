"""Steering: daily reports, weekly summaries, patrol visits, issues."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def _table(kind: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    unique = [
        sa.UniqueConstraint(one.name, name=op.f(f"{kind}_details_{one.name}_key"))
        for one in columns
        if one.name == "slot"
    ]
    op.create_table(
        f"{kind}_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f(f"{kind}_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f(f"{kind}_details_pkey")),
        *unique,
    )


def upgrade() -> None:
    """Bring the tables up to this revision."""
    _table(
        "daily_report",
        sa.Column("report_day", sa.Date(), nullable=False),
        sa.Column("hand_in_on", sa.Date(), nullable=False),
        sa.Column("caught_up", sa.Boolean(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.Integer())
            for name in ("talks", "questionnaires", "documents", "reports_heard", "visits")
        ),
        *(
            sa.Column(name, sa.String())
            for name in ("papers", "difficulties", "help_needed", "tomorrow", "excuse")
        ),
        sa.Column("handed_in_on", sa.Date()),
        sa.Column("late", sa.Boolean()),
    )
    _table(
        "weekly_summary",
        sa.Column("week_from", sa.Date(), nullable=False),
        sa.Column("week_to", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("note", sa.String()),
    )
    _table(
        "patrol_visit",
        sa.Column("visited", sa.String(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("drawn_from", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date()),
        sa.Column("visitors", sa.String()),
        sa.Column("findings", sa.String()),
        sa.Column("solved", sa.Integer()),
    )
    _table(
        "issue",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String()),
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
