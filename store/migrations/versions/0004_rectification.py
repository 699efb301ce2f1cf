"""Rectification: items, evaluation, accountability, follow-ups, reports, surveys, look-backs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_ITEM = (
    ("progress_from", sa.Date), ("supervisor_id", sa.Integer), ("evidence_count", sa.Integer),
    ("finding", sa.String), ("held_on", sa.Date), ("head_id", sa.Integer),
)  # fmt: skip
_ASSIGNMENT = (
    "satisfied", "fairly_satisfied", "dissatisfied", "no_opinion", "score_organisation",
    "score_duty", "score_results", "score", "head_id",
)  # fmt: skip


def upgrade() -> None:
    """Bring the tables up to this revision."""
    with op.batch_alter_table("rectification_details") as table:
        for name, kind in _ITEM:
            table.add_column(sa.Column(name, kind(), nullable=True))
    with op.batch_alter_table("assignment_details") as table:
        for name in _ASSIGNMENT:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
    op.create_table(
        "accountability_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("answerable", sa.String(), nullable=True),
        sa.Column("carried_out_on", sa.Date(), nullable=True),
        sa.Column("record", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("last_measure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("accountability_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("accountability_details_pkey")),
    )
    op.create_table(
        "follow_up_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("unit_from", sa.Date(), nullable=True),
        sa.Column("discipline_from", sa.Date(), nullable=True),
        sa.Column("organisation_from", sa.Date(), nullable=True),
        sa.Column("departments_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("follow_up_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("follow_up_details_pkey")),
    )
    op.create_table(
        "rectification_report_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("fed_back_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("rectification_report_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("rectification_report_details_pkey")),
    )
    op.create_table(
        "group_survey_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("fed_back_on", sa.Date(), nullable=False),
        sa.Column("manner_good", sa.Integer(), nullable=True),
        sa.Column("manner_fair", sa.Integer(), nullable=True),
        sa.Column("manner_poor", sa.Integer(), nullable=True),
        sa.Column("discipline_good", sa.Integer(), nullable=True),
        sa.Column("discipline_fair", sa.Integer(), nullable=True),
        sa.Column("discipline_poor", sa.Integer(), nullable=True),
        sa.Column("work_good", sa.Integer(), nullable=True),
        sa.Column("work_fair", sa.Integer(), nullable=True),
        sa.Column("work_poor", sa.Integer(), nullable=True),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("group_survey_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("group_survey_details_pkey")),
    )
    op.create_table(
        "look_back_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("focus", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("look_back_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("look_back_details_pkey")),
    )
    op.create_table(
        "look_back_check_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("seen", sa.String(), nullable=True),
        sa.Column("mend_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("look_back_check_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("look_back_check_details_pkey")),
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
