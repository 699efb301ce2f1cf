"""The end of a round: publications, complaints about groups, files, clearing, retrospective."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "publication_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("milestone_on", sa.Date(), nullable=False),
        sa.Column("exception", sa.String(), nullable=True),
        sa.Column("unit_statement", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_in", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("publication_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("publication_details_pkey")),
    )
    op.create_table(
        "group_complaint_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("conduct", sa.String(), nullable=False),
        sa.Column("gist", sa.String(), nullable=False),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("consequence", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("group_complaint_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("group_complaint_details_pkey")),
    )
    op.create_table(
        "archive_file_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("archive_number", sa.String(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("held_since", sa.Date(), nullable=True),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("archive_file_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("archive_file_details_pkey")),
    )
    op.create_table(
        "clearing_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("clearing_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("clearing_details_pkey")),
    )
    op.create_table(
        "retrospective_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("retrospective_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("retrospective_details_pkey")),
    )
    op.create_table(
        "improvement_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("owner_post", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("improvement_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("improvement_details_pkey")),
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
