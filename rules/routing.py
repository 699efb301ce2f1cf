"""Where a clue goes, and who is asked about what: kind of matter → kind of body.

The table is policy (`config/routing.toml`). Sources: J01 (four-way routing), J02 (non-performance
to the organisation department), J09 (out of scope), §4.4 (a clue about a member of the leading
bodies goes one level up), C04, C05, E04 and E16 (departments by topic).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    PETITION_OFFICE = "petition_office", "信访部门", "Petition office"
    AUDIT_OFFICE = "audit_office", "审计机关", "Audit office"
    FINANCE = "finance", "财政部门", "Finance department"
    STATE_ASSETS = "state_assets", "国有资产监管部门", "State-assets supervision"
    POLITICAL_LEGAL = "political_legal", "政法机关", "Political and legal body"
    BIDDING_SUPERVISION = "bidding_supervision", "招投标监管部门", "Bidding supervision"
    PROCUREMENT_SUPERVISION = "procurement_supervision", "政府采购监管部门", "Procurement"
    AGRICULTURE = "agriculture", "农业农村部门", "Agriculture and rural affairs"


class HelpTopic(Labelled):
    """What another body is asked about (C04, C05, E04, E16)."""

    PRIOR_SUPERVISION = "prior_supervision", "纪检监督情况", "Earlier discipline supervision"
    PRIOR_AUDIT = "prior_audit", "审计情况", "Earlier audits"
    PETITIONS = "petitions", "信访情况", "Petitions"
    LEGAL_MATTERS = "legal_matters", "政法机关掌握的情况", "What legal bodies know"
    SPECIAL_CHECKS = "special_checks", "专项检查情况", "Special checks"
    PARTY_BUILDING = "party_building", "党建考核", "Appraisal of Party building"
    ANNUAL_APPRAISAL = "annual_appraisal", "年度考核", "Annual appraisal"
    PERSONAL_MATTERS = "personal_matters", "个人有关事项抽查核实", "Personal-matter reports"
    MEMBERSHIP = "membership", "党员发展、换届选举", "Membership and elections"
    SELECTION = "selection", "选人用人", "Selection of personnel"
    STATE_PROPERTY = "state_property", "国有资金资产", "State funds and assets"
    PROJECTS = "projects", "工程项目", "Projects"
    BONUSES = "bonuses", "津补贴奖金", "Bonuses and allowances"
    OFFICIAL_CARS = "official_cars", "公务用车", "Official cars"
    BIDDING = "bidding", "招标投标", "Bidding"
    PROCUREMENT = "procurement", "政府采购", "Procurement"
    POVERTY_RELIEF = "poverty_relief", "扶贫资金项目", "Poverty relief"
    FARM_SUBSIDIES = "farm_subsidies", "惠农补贴", "Farm subsidies"
    OTHER = "other", "其他", "Other"


FAST = frozenset({ClueKind.OUT_OF_SCOPE})
"""Kinds that are looked into and dealt with fast, by a shorter clock (J09)."""


@dataclass(frozen=True, slots=True)
class Routing:
    """The office's routing table."""

    routes: Mapping[ClueKind, tuple[BodyKind, ...]]
    """The bodies a kind of clue may go to without a reason; the first is proposed."""
    departments: Mapping[HelpTopic, tuple[BodyKind, ...]] = field(default_factory=dict)
    """The bodies that may be asked about a topic without a reason; the first is proposed."""

    def allowed(self, kind: ClueKind, *, touches_leading_body: bool) -> tuple[BodyKind, ...]:
        """Return where a clue of `kind` goes; one about a leading body goes one level up."""
        if touches_leading_body:
            return (BodyKind.UPPER_LEVEL,)
        return self.routes[kind]
