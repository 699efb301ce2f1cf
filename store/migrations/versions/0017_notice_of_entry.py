"""The earliest day on which a unit that was told may be entered."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.add_column("assignment_details", sa.Column("enter_from", sa.Date(), nullable=True))
