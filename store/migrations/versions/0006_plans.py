"""Terms, annual plans, campaigns; a round's filing, joint mark and baseline."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_ROUND = (
    ("filed_up_on", sa.Date),
    ("filing_receipt", sa.String),
    ("joint_with", sa.String),
    ("baseline_start", sa.Date),
    ("baseline_end", sa.Date),
)


def upgrade() -> None:
    """Bring the tables up to this revision."""
    for name, kind in _ROUND:
        op.add_column("round_details", sa.Column(name, kind()))
    op.create_table(
        "term_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("drafted", sa.Integer()),
        sa.Column("holds", sa.Integer()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("term_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("term_details_pkey")),
    )
    op.create_table(
        "annual_plan_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("shortfall_reason", sa.String()),
        sa.Column("drafted", sa.Integer()),
        sa.Column("holds", sa.Integer()),
        sa.Column("year_end", sa.Date()),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("annual_plan_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("annual_plan_details_pkey")),
    )
    op.create_table(
        "campaign_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("units_concerned", sa.Integer(), nullable=False),
        sa.Column("form", sa.String()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("special_round", sa.String()),
        sa.Column("outcome", sa.String()),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("campaign_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("campaign_details_pkey")),
    )
