"""The library of the office: documents in versions with those who must read them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "library_document_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("document_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("readers", sa.String(), nullable=True),
        sa.Column("read_by", sa.Date(), nullable=True),
        sa.Column("versions", sa.Integer(), nullable=True),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("library_document_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("library_document_details_pkey")),
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
