"""The numbers of the office that are no deadlines: counts, shares, minutes. Values: `limits.toml`.

A new limit is one line of `LIMITS` and its table in `config/limits.toml`; a rule reads it with
`facts.limit(name)`. Sources: domain §8 and the rows that the file names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a limit can be at all: beyond it somebody has mistyped."""

    least: int
    most: int


_PER_CENT = Bounds(0, 100)

LIMITS: Mapping[str, Bounds] = {
    "extensions": Bounds(0, 99),
    "paper_alike": Bounds(50, 100),
    "paper_alike_length": Bounds(10, 1000),
    "paper_sample_share": Bounds(1, 100),
    "paper_pass_mark": Bounds(0, 100),
    "survey_answers": Bounds(1, 1000),
    "postmark_grace": Bounds(0, 60),
    "interview_minutes": Bounds(10, 1440),
    "document_reading_workdays": Bounds(1, 250),
    "look_back_years": Bounds(1, 20),
    "small_cell": Bounds(1, 100),
    "least_hearing": Bounds(0, 10_000),
    "least_interview": Bounds(0, 10_000),
    "least_materials": Bounds(0, 1_000_000),
    "least_survey": Bounds(0, 1_000_000),
    "least_visit": Bounds(0, 10_000),
    "least_knowledge": Bounds(0, 1000),
    "least_focus": Bounds(0, 1000),
    "least_plan_tasks": Bounds(0, 1000),
    "least_subjects": Bounds(0, 1000),
    "least_logistics": Bounds(0, 1000),
    "least_emergency_plans": Bounds(0, 10),
    "least_publicity": Bounds(0, 1000),
    "least_responsibilities": Bounds(0, 1000),
    "key_few_share": _PER_CENT,
    "coverage_behind": _PER_CENT,
    "milestone_early_days": Bounds(0, 366),
    "common_problem_units": Bounds(2, 1000),
    "common_problem_likeness": _PER_CENT,
    "calendar_horizon": Bounds(0, 366),
    "pace_methods": _PER_CENT,
    "pace_papers": _PER_CENT,
    "pace_requests": _PER_CENT,
    "pace_checklist": _PER_CENT,
    "pace_slow": Bounds(0, 1_000),
    "pace_hasty": Bounds(0, 100_000),
    "patrols_per_week": Bounds(0, 1_000),
    "gap_list_days": Bounds(0, 366),
    "portrait_sources": Bounds(1, 20),
    "report_likeness_alert": _PER_CENT,
    "report_likeness_length": Bounds(1, 100_000),
    "report_likeness_block": _PER_CENT,
    "retention_long_years": Bounds(1, 200),
    "retention_short_years": Bounds(1, 200),
    "host_grade": Bounds(0, 5),
    "secret_years": Bounds(1, 10),
    "confidential_years": Bounds(1, 20),
    "top_secret_years": Bounds(1, 30),
    "session_idle_minutes": Bounds(2, 1440),
    "session_hours": Bounds(1, 168),
    "link_hours": Bounds(1, 720),
    "sign_in_failures": Bounds(1, 100),
    "sign_in_wait_minutes": Bounds(1, 1440),
    "sign_in_memory_hours": Bounds(1, 720),
    "password_length": Bounds(8, 128),
    "token_days": Bounds(1, 3660),
    "requests_sign_in": Bounds(1, 1_000_000),
    "requests_link": Bounds(1, 1_000_000),
    "requests_feed": Bounds(1, 1_000_000),
    "requests_call": Bounds(1, 1_000_000),
    "requests_export": Bounds(1, 1_000_000),
    "requests_address_times": Bounds(1, 1000),
    "tick_late_minutes": Bounds(2, 10_080),
    "routine_late_minutes": Bounds(20, 10_080),
    "seal_late_hours": Bounds(24, 720),
    "lateness_minutes": Bounds(1, 10_080),
    "delivery_stuck_minutes": Bounds(5, 10_080),
    "disk_free_mb": Bounds(0, 1_000_000),
    "backup_days": Bounds(0, 366),
    "drill_days": Bounds(1, 366),
    "backup_keep_days": Bounds(1, 366),
    "backup_keep_weeks": Bounds(0, 520),
    "backup_keep_months": Bounds(0, 120),
}
"""Name → what it can be."""
