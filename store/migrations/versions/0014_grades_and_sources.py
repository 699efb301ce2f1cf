"""Years of a grade, the source of the clock on a seal, what a round deploys next."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.add_column("cases", sa.Column("grade_years", sa.Integer(), nullable=True))
    op.add_column("seals", sa.Column("clock", sa.String(200), nullable=True))
    op.add_column("round_details", sa.Column("next_plan_line", sa.String(), nullable=True))


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
