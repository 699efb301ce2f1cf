"""Where a clue goes: kind of clue → kind of receiving body.

The table is policy (`config/routing.toml`). Sources: J01 (four-way routing), J02 (non-performance
to the organisation department), J09 (out of scope), §4.4 (a clue about a member of the leading
bodies goes one level up).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.words import Labelled


class ClueKind(Labelled):
    """What a clue is about."""

    DISCIPLINE = "discipline", "涉嫌违纪违法", "Suspected breach of discipline or law"
    WORK_STYLE = "work_style", "作风方面突出问题", "Serious problem of work style"
    CENTRALISM = "centralism", "执行民主集中制", "Democratic centralism"
    PERSONNEL = "personnel", "选人用人", "Selection of personnel"
    NON_PERFORMANCE = "non_performance", "不担当不作为", "Failure to act"
    SYSTEMIC = "systemic", "全局性、体制机制问题", "Systemic or institutional problem"
    OUT_OF_SCOPE = "out_of_scope", "超出巡察范围", "Out of the scope of inspection"
    OTHER = "other", "其他", "Other"


class BodyKind(Labelled):
    """What kind of body receives."""

    DISCIPLINE_COMMISSION = "discipline_commission", "纪检监察机关", "Discipline commission"
    ORGANISATION_DEPARTMENT = "organisation_department", "组织部门", "Organisation department"
    PARTY_COMMITTEE = "party_committee", "党委", "Party committee"
    FUNCTIONAL_DEPARTMENT = "functional_department", "职能部门", "Functional department"
    INSPECTED_UNIT = "inspected_unit", "被巡察单位", "Inspected unit"
    UPPER_LEVEL = "upper_level", "上级机关", "Body one level up"


FAST = frozenset({ClueKind.OUT_OF_SCOPE})
"""Kinds that are looked into and dealt with fast, by a shorter clock (J09)."""


@dataclass(frozen=True, slots=True)
class Routing:
    """The office's routing table."""

    routes: Mapping[ClueKind, tuple[BodyKind, ...]]
    """The bodies a kind of clue may go to without a reason; the first is proposed."""

    def allowed(self, kind: ClueKind, *, touches_leading_body: bool) -> tuple[BodyKind, ...]:
        """Return where a clue of `kind` goes; one about a leading body goes one level up."""
        if touches_leading_body:
            return (BodyKind.UPPER_LEVEL,)
        return self.routes[kind]
