"""Express reports, immediate rectification, requests to other bodies, consultations, letters."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.add_column("assignment_details", sa.Column("information_asked_on", sa.Date()))
    op.add_column("clue_details", sa.Column("fast_track_on", sa.Date()))
    op.add_column("clue_details", sa.Column("letter_id", sa.Integer()))
    op.create_table(
        "express_report_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("gist", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("measures_by", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("express_report_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("express_report_details_pkey")),
    )
    op.create_table(
        "immediate_rectification_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("rule_broken", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("strongly_reflected", sa.Boolean(), nullable=False),
        sa.Column("plainly_irregular", sa.Boolean(), nullable=False),
        sa.Column("soon_soluble", sa.Boolean(), nullable=False),
        sa.Column("on_site_end", sa.Date(), nullable=False),
        sa.Column("leader_post", sa.String(), nullable=True),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("immediate_rectification_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("immediate_rectification_details_pkey")),
    )
    op.create_table(
        "assistance_request_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("people_checked", sa.Integer(), nullable=True),
        sa.Column("needed_on", sa.Date(), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("check_result", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("assistance_request_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("assistance_request_details_pkey")),
    )
    op.create_table(
        "consultation_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("publish_on", sa.Date(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("opinion_note", sa.String(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("consultation_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("consultation_details_pkey")),
    )
    op.create_table(
        "letter_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("postmark_on", sa.Date(), nullable=True),
        sa.Column("letter_number", sa.String(), nullable=True),
        sa.Column("gist", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=True),
        sa.Column("named_on", sa.Date(), nullable=True),
        sa.Column("sealed_on", sa.Date(), nullable=True),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("matter", sa.String(), nullable=True),
        sa.Column("mass_incident", sa.Boolean(), nullable=True),
        sa.Column("acceptance_told_on", sa.Date(), nullable=True),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("first_letter_id", sa.Integer(), nullable=True),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("clue_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("transfer_note", sa.String(), nullable=True),
        sa.Column("receipt_number", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("letter_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("letter_details_pkey")),
    )
    op.create_table(
        "complainants",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("complainants_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("complainants_pkey")),
    )
    op.create_table(
        "case_reads",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("case_reads_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "person_id", "day", name=op.f("case_reads_pkey")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
