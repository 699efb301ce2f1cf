"""Rectification: who supervises an item, its monthly report, what was found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    with op.batch_alter_table("rectification_details") as table:
        table.add_column(sa.Column("progress_from", sa.Date(), nullable=True))
        table.add_column(sa.Column("supervisor_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("evidence_count", sa.Integer(), nullable=True))
        table.add_column(sa.Column("finding", sa.String(), nullable=True))
        table.add_column(sa.Column("held_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("head_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
