"""Indexes of cases hold no state: a move then leaves them alone, which is a third of its pages."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.drop_index("cases_in_round", "cases")
    op.drop_index("cases_below", "cases")
    op.create_index("cases_in_round", "cases", ["round_id", "kind"])
    op.create_index("cases_below", "cases", ["parent_id", "kind"])


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
