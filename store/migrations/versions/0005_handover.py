"""What is counted and set on clues, recommendations, the texts of reports."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    for name, kind in (
        ("deepen_task", sa.String()),
        ("deepen_until", sa.Date()),
        ("priority", sa.Boolean()),
        ("priority_from", sa.Date()),
        ("deepenings", sa.Integer()),
        ("supplements", sa.Integer()),
        ("returns", sa.Integer()),
    ):
        op.add_column("clue_details", sa.Column(name, kind, nullable=True))
    op.add_column("assignment_details", sa.Column("approved_version", sa.Integer(), nullable=True))
    op.create_table(
        "contents",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("field", sa.String(48), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("contents_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "digest", name=op.f("contents_pkey")),
    )
    op.create_table(
        "reconciliation_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("reconciliation_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("reconciliation_details_pkey")),
    )
    op.create_table(
        "recommendation_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("recommendation_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("recommendation_details_pkey")),
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
