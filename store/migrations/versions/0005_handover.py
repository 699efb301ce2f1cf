"""What is counted and set on clues, and recommendations."""

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
