"""Working papers, their numbers, checklists, and what rounds, units and clues keep of them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "working_paper_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("problem_code", sa.String(), nullable=False),
        sa.Column("persons", sa.String(), nullable=True),
        sa.Column("facts", sa.String(), nullable=True),
        sa.Column("responsibility", sa.String(), nullable=True),
        sa.Column("rule_basis", sa.String(), nullable=True),
        sa.Column("important", sa.Boolean(), nullable=True),
        sa.Column("confirmation", sa.String(), nullable=True),
        sa.Column("unit_statement", sa.String(), nullable=True),
        sa.Column("verification", sa.String(), nullable=True),
        sa.Column("paper_number", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("omitted_because", sa.String(), nullable=True),
        sa.Column("decision_record", sa.String(), nullable=True),
        sa.Column("drawn_on", sa.Date(), nullable=True),
        sa.Column("score_procedure", sa.Integer(), nullable=True),
        sa.Column("score_content", sa.Integer(), nullable=True),
        sa.Column("score_quality", sa.Integer(), nullable=True),
        sa.Column("failed_on", sa.Date(), nullable=True),
        sa.Column("remedy", sa.String(), nullable=True),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("working_paper_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("working_paper_details_pkey")),
    )
    op.create_table(
        "paper_counters",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("paper_counters_group_id_fkey")
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("paper_counters_pkey")),
    )
    op.create_table(
        "checklists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("unit_types", sa.String(500), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["imported_by"], ["people.id"], name=op.f("checklists_imported_by_fkey")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("checklists_unit_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("checklists_pkey")),
        sa.UniqueConstraint("name", "version", name=op.f("checklists_name_version_key")),
    )
    op.create_table(
        "checklist_items",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(100), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["checklists.id"], name=op.f("checklist_items_checklist_id_fkey")
        ),
        sa.PrimaryKeyConstraint("checklist_id", "code", name=op.f("checklist_items_pkey")),
    )
    for table, column, kind in (
        ("round_details", "taxonomy_from", sa.Date()),
        ("assignment_details", "checklists", sa.String()),
        ("assignment_details", "checklist_items", sa.Integer()),
        ("clue_details", "paper_id", sa.Integer()),
    ):
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column(column, kind, nullable=True))


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
