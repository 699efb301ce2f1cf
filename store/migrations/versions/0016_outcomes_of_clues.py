"""How clues are handled, and what came of them in numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    for name, kind in (
        ("handling", sa.String()),
        ("disciplined", sa.Integer()),
        ("admonished", sa.Integer()),
        ("criticised", sa.Integer()),
    ):
        op.add_column("clue_details", sa.Column(name, kind, nullable=True))
