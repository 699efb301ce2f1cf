"""The stay on site: material requests and incidents."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "material_request_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("exception_reason", sa.String(), nullable=True),
        sa.Column("supplied_on", sa.Date(), nullable=True),
        sa.Column("overdue_on", sa.Date(), nullable=True),
        sa.Column("first_overdue_on", sa.Date(), nullable=True),
        sa.Column("times_overdue", sa.Integer(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("material_request_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("material_request_details_pkey")),
    )
    op.create_table(
        "incident_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("incident_kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("advice", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("incident_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("incident_details_pkey")),
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
