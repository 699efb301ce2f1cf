"""The people of a round: pool, secondments, appraisals, and relations that recusal asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _person(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return the columns and keys that every table of people's cases has."""
    return (
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name=op.f(f"{table}_pkey")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f(f"{table}_case_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f(f"{table}_person_id_fkey")),
    )


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "inspector_details",
        *_person("inspector_details"),
        sa.Column("pool", sa.String(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("skills", sa.String(), nullable=False),
        sa.Column("education", sa.String(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("newly_promoted", sa.Boolean(), nullable=True),
        sa.Column("to_be_promoted", sa.Boolean(), nullable=True),
        sa.Column("home_unit", sa.String(), nullable=True),
        sa.Column("rounds_before", sa.Integer(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("home_told_on", sa.Date(), nullable=True),
        sa.Column("organisation_told_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "secondment_details",
        *_person("secondment_details"),
        sa.Column("enters_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("authorised_on", sa.Date(), nullable=True),
        sa.Column("conflict", sa.String(), nullable=True),
        sa.Column("removal_ground", sa.String(), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("home_told_on", sa.Date(), nullable=True),
        sa.Column("organisation_told_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "appraisal_details",
        *_person("appraisal_details"),
        sa.Column("appraisal_grade", sa.String(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("organisation_received_on", sa.Date(), nullable=True),
        sa.Column("home_received_on", sa.Date(), nullable=True),
    )
    op.create_table(
        "relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kin_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (kin_id IS NULL)", name=op.f("relations_one_end_check")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("relations_person_id_fkey")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("relations_unit_id_fkey")),
        sa.ForeignKeyConstraint(["kin_id"], ["people.id"], name=op.f("relations_kin_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("relations_pkey")),
    )
    op.create_index("relations_of_person", "relations", ["person_id"])
    for table in ("inspector_details", "secondment_details"):
        op.create_index(f"{table}_of_person", table, ["person_id"])


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
