"""An index by which open pages learn what has moved."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_index("cases_moved", "cases", ["moved_at"])
