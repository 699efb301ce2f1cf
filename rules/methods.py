"""The methods of an inspection 12+N, what each demands, and the six that are forbidden. Row E.

A method is a member of `Method`; what it demands is its line in `TERMS`. The N, other approved
methods, is `OTHER`, which needs its approval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.words import Labelled


class Method(Labelled):
    """How something was looked into; the last six are never allowed (E20)."""

    HEARING = "hearing", "听取汇报", "Hearing a report"
    INTERVIEW = "interview", "个别谈话", "Interview"
    PERSONAL_MATTERS = "personal_matters", "抽查核实个人有关事项", "Check of personal matters"
    ASKING = "asking", "咨询知情人", "Asking those who know"
    MATERIALS = "materials", "调阅、复制资料", "Materials"
    ROUND_TABLE = "round_table", "召开座谈会", "Round-table talk"
    ATTENDING = "attending", "列席有关会议", "Attending a meeting"
    SURVEY = "survey", "民主测评、问卷调查", "Survey"
    VISIT = "visit", "走访调研", "Visit"
    SPECIAL_CHECK = "special_check", "专项检查", "Special check"
    ASSISTANCE = "assistance", "提请有关单位协助", "Help of another body"
    PETITION = "petition", "受理来信来电来访", "Letters, calls and visits"
    OTHER = "other", "批准的其他方式", "Another approved method"
    INTERFERENCE = "interference", "干预正常工作", "Interfering with the unit's work"
    DISCIPLINE_REVIEW = "discipline_review", "履行执纪审查", "Reviewing discipline"
    BANK_QUERY = "bank_query", "直接到金融机构查询存款", "Asking banks about deposits"
    SEIZURE = "seizure", "直接收缴违纪款物", "Seizing money or things"
    DETENTION = "detention", "滞留谈话对象", "Keeping a person after a talk"
    CONFRONTATION = "confrontation", "与涉嫌严重违纪人员正面交锋", "Confronting a suspect"


FORBIDDEN = frozenset(
    {
        Method.INTERFERENCE, Method.DISCIPLINE_REVIEW, Method.BANK_QUERY, Method.SEIZURE,
        Method.DETENTION, Method.CONFRONTATION,
    }
)  # fmt: skip
"""The six prohibitions 六个不能做."""


class Approver(Labelled):
    """Who approved a method beyond the twelve (E13)."""

    COMMITTEE = "committee", "党委", "Party committee"
    LEADING_GROUP = "leading_group", "巡察工作领导小组", "Leading group"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a method demands of its line, and which total of the assignment it adds to."""

    two_inspectors: bool = False
    invitation: bool = False
    """Whether the unit's invitation is referred to (E08)."""
    approval: bool = False
    """Whether the approval and who gave it are referred to (E13)."""
    source_protected: bool = False
    """Whether nothing may be kept that could lead to the person asked (E05)."""
    adds_to: str = ""
    counts_lines: bool = False
    """Whether a line counts once, however many people were there."""


TERMS: Mapping[Method, Terms] = {
    Method.HEARING: Terms(adds_to="reports_heard", counts_lines=True),
    Method.INTERVIEW: Terms(two_inspectors=True, adds_to="talks"),
    Method.PERSONAL_MATTERS: Terms(),
    Method.ASKING: Terms(two_inspectors=True, source_protected=True),
    Method.MATERIALS: Terms(adds_to="documents"),
    Method.ROUND_TABLE: Terms(two_inspectors=True),
    Method.ATTENDING: Terms(invitation=True),
    Method.SURVEY: Terms(adds_to="questionnaires"),
    Method.VISIT: Terms(two_inspectors=True, adds_to="visits", counts_lines=True),
    Method.SPECIAL_CHECK: Terms(two_inspectors=True),
    Method.ASSISTANCE: Terms(),
    Method.PETITION: Terms(),
    Method.OTHER: Terms(approval=True),
}
"""Every allowed method with what it demands."""

LEAST = {
    method: f"least_{method.value}"
    for method in (Method.HEARING, Method.INTERVIEW, Method.MATERIALS, Method.SURVEY, Method.VISIT)
}
"""Methods of which policy names a least number for each assignment → the name of the limit."""


def terms_of(line: Mapping[str, object]) -> Terms:
    """Return what the method of an activity demands; a forbidden one demands nothing more."""
    return TERMS.get(Method(str(line["method"])), Terms())


def totals(lines: tuple[Mapping[str, object], ...]) -> dict[str, int]:
    """Return what activity lines add to the totals of the assignment.

    Example:
        >>> totals(({"method": "interview"}, {"method": "survey", "count": 30}))
        {'talks': 1, 'questionnaires': 30}
    """
    found: dict[str, int] = {}
    for line in lines:
        terms = terms_of(line)
        if terms.adds_to:
            found[terms.adds_to] = found.get(terms.adds_to, 0) + amount(line)
    return found


def amount(line: Mapping[str, object]) -> int:
    """Return how much a line counts: once, or its people or copies."""
    count = line.get("count")
    return count if isinstance(count, int) and not terms_of(line).counts_lines else 1
