"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Bring the tables up to this revision."""
    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("body_kind", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("bodies_pkey")),
        sa.UniqueConstraint("code", name=op.f("bodies_code_key")),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(head) = 32", name=op.f("cases_head_check")),
        sa.ForeignKeyConstraint(["parent_id"], ["cases.id"], name=op.f("cases_parent_id_fkey")),
        sa.ForeignKeyConstraint(["round_id"], ["cases.id"], name=op.f("cases_round_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("cases_pkey")),
    )
    op.create_index("cases_below", "cases", ["parent_id", "kind", "state"])
    op.create_index("cases_in_round", "cases", ["round_id", "kind", "state"])
    op.create_table(
        "commands",
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("commands_pkey")),
    )
    op.create_table(
        "directory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("directory_one_row_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("directory_pkey")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("language IN ('zh', 'en')", name=op.f("people_language_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("people_pkey")),
        sa.UniqueConstraint("code", name=op.f("people_code_key")),
    )
    op.create_table(
        "seals",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(hash) = 32", name=op.f("seals_hash_check")),
        sa.CheckConstraint("length(root) = 32", name=op.f("seals_root_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("seals_pkey")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("unit_type", sa.String(32), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["units.id"], name=op.f("units_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("units_pkey")),
        sa.UniqueConstraint("code", name=op.f("units_code_key")),
    )
    op.create_table(
        "action_item_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("action_item_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("action_item_details_pkey")),
    )
    op.create_table(
        "assignment_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("on_site_start", sa.Date(), nullable=False),
        sa.Column("on_site_end", sa.Date(), nullable=False),
        sa.Column("focus_list", sa.String(), nullable=True),
        sa.Column("roster_received_on", sa.Date(), nullable=True),
        sa.Column("duty_hours", sa.String(), nullable=True),
        sa.Column("boxes", sa.Integer(), nullable=True),
        sa.Column("intake_closes_on", sa.Date(), nullable=True),
        sa.Column("intake_closed_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("unit_report_on", sa.Date(), nullable=True),
        sa.Column("talks", sa.Integer(), nullable=True),
        sa.Column("questionnaires", sa.Integer(), nullable=True),
        sa.Column("documents", sa.Integer(), nullable=True),
        sa.Column("reports_heard", sa.Integer(), nullable=True),
        sa.Column("visits", sa.Integer(), nullable=True),
        sa.Column("problems", sa.Integer(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("report_from", sa.Date(), nullable=True),
        sa.Column("disposal", sa.String(), nullable=True),
        sa.Column("fed_back_on", sa.Date(), nullable=True),
        sa.Column("evaluation", sa.String(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("meetings_held", sa.Integer(), nullable=True),
        sa.Column("rules_made", sa.Integer(), nullable=True),
        sa.Column("money_returned", sa.BigInteger(), nullable=True),
        sa.Column("money_recovered", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("assignment_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("assignment_details_pkey")),
    )
    op.create_table(
        "channels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(32), nullable=False),
        sa.Column("sealed_url", sa.LargeBinary(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("channels_person_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("channels_pkey")),
        sa.UniqueConstraint("person_id", "position", name=op.f("channels_person_id_position_key")),
    )
    op.create_table(
        "clue_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("clue_kind", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=True),
        sa.Column("touches_leading_body", sa.Boolean(), nullable=True),
        sa.Column("pack_petitions", sa.String(), nullable=True),
        sa.Column("pack_interviews", sa.String(), nullable=True),
        sa.Column("pack_accounts", sa.String(), nullable=True),
        sa.Column("pack_documents", sa.String(), nullable=True),
        sa.Column("pack_findings", sa.String(), nullable=True),
        sa.Column("suggestion", sa.String(), nullable=True),
        sa.Column("route", sa.String(), nullable=True),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("override_reason", sa.String(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("clue_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("clue_details_pkey")),
    )
    op.create_table(
        "entries",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(hash) = 32", name=op.f("entries_hash_check")),
        sa.CheckConstraint("seq > 0", name=op.f("entries_seq_check")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("entries_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("entries_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "extension_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("present_on", sa.Date(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("earlier_extensions", sa.Integer(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("extension_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("extension_details_pkey")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["cases.id"], name=op.f("groups_round_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("groups_pkey")),
        sa.UniqueConstraint("round_id", "code", name=op.f("groups_round_id_code_key")),
    )
    op.create_table(
        "notices",
        sa.Column("key", sa.String(24), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(48), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("for_person_id", sa.Integer(), nullable=True),
        sa.Column("deadline", sa.String(48), nullable=True),
        sa.Column("armed_seq", sa.Integer(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("tone", sa.String(12), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("wants_receipt", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("notices_case_id_fkey")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("notices_person_id_fkey")),
        sa.PrimaryKeyConstraint("key", name=op.f("notices_pkey")),
    )
    op.create_index("notices_of_case", "notices", ["case_id"])
    op.create_index("notices_of_person", "notices", ["person_id", "created_at"])
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(32), nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("pledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("posts_person_id_fkey")),
        sa.ForeignKeyConstraint(["round_id"], ["cases.id"], name=op.f("posts_round_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("posts_pkey")),
    )
    op.create_index("posts_of_person", "posts", ["person_id"])
    op.create_table(
        "rectification_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("fed_back_on", sa.Date(), nullable=False),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("leader_post", sa.String(), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("progress_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=True),
        sa.Column("similar_problems", sa.String(), nullable=True),
        sa.Column("rules_note", sa.String(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("reopened_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("rectification_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("rectification_details_pkey")),
    )
    op.create_table(
        "register_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("register_details_case_id_fkey")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("register_details_pkey")),
    )
    op.create_table(
        "round_details",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("on_site_start", sa.Date(), nullable=True),
        sa.Column("on_site_end", sa.Date(), nullable=True),
        sa.Column("focus", sa.String(), nullable=True),
        sa.Column("plan_line", sa.String(), nullable=True),
        sa.Column("problems_found", sa.Integer(), nullable=True),
        sa.Column("dispatch_extension", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("round_details_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("round_details_pkey")),
    )
    op.create_table(
        "sealed_cases",
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("length(head) = 32", name=op.f("sealed_cases_head_check")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("sealed_cases_case_id_fkey")),
        sa.ForeignKeyConstraint(["seal_id"], ["seals.id"], name=op.f("sealed_cases_seal_id_fkey")),
        sa.PrimaryKeyConstraint("seal_id", "case_id", name=op.f("sealed_cases_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_index("seals_of_case", "sealed_cases", ["case_id", "last_seq"])
    op.create_table(
        "signoffs",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(48), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("acting_for", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("signoffs_case_id_fkey")),
        sa.PrimaryKeyConstraint(
            "case_id", "seq", "topic", "subject_id", name=op.f("signoffs_pkey")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stand_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("person_id <> stand_in_id", name=op.f("stand_ins_somebody_else_check")),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("stand_ins_dates_check")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("stand_ins_person_id_fkey")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["cases.id"], name=op.f("stand_ins_round_id_fkey")),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["people.id"], name=op.f("stand_ins_stand_in_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("stand_ins_pkey")),
    )
    op.create_table(
        "timers",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.String(48), nullable=False),
        sa.Column("armed_seq", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("anchor_on", sa.Date(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("original_on", sa.Date(), nullable=False),
        sa.Column("ladder", sa.String(32), nullable=False),
        sa.Column("policy", sa.String(16), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(32), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("spoken", sa.Integer(), nullable=False),
        sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged", sa.Boolean(), nullable=False),
        sa.Column("remaining", sa.Integer(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status IN ('armed', 'suspended', 'met', 'fired')", name=op.f("timers_status_check")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("timers_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "deadline", "armed_seq", name=op.f("timers_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "timers_due",
        "timers",
        ["next_at"],
        sqlite_where=sa.text("status = 'armed' AND next_at IS NOT NULL"),
        postgresql_where=sa.text("status = 'armed' AND next_at IS NOT NULL"),
    )
    op.create_table(
        "book_lines",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("book", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("book_lines_case_id_fkey")),
        sa.PrimaryKeyConstraint("case_id", "seq", "n", name=op.f("book_lines_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deliveries",
        sa.Column("notice_key", sa.String(24), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("pace", sa.String(8), nullable=False),
        sa.Column("digest", sa.String(24), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.CheckConstraint(
            "status IN ('owed', 'claimed', 'sent', 'failed', 'unknown')",
            name=op.f("deliveries_status_check"),
        ),
        sa.CheckConstraint(
            "pace IN ('new', 'alone', 'gathered')", name=op.f("deliveries_pace_check")
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name=op.f("deliveries_channel_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["notice_key"], ["notices.key"], name=op.f("deliveries_notice_key_fkey")
        ),
        sa.PrimaryKeyConstraint("notice_key", "channel_id", name=op.f("deliveries_pkey")),
    )
    op.create_index(
        "deliveries_claimed",
        "deliveries",
        ["next_try_at"],
        sqlite_where=sa.text("status = 'claimed'"),
        postgresql_where=sa.text("status = 'claimed'"),
    )
    op.create_index(
        "deliveries_owed",
        "deliveries",
        ["next_try_at"],
        sqlite_where=sa.text("status = 'owed'"),
        postgresql_where=sa.text("status = 'owed'"),
    )
    op.execute("INSERT INTO directory (id, version) VALUES (1, 0)")


def downgrade() -> None:
    """Never: an audited record is not taken back. Restore a backup instead."""
    raise NotImplementedError
