"""The states and events of an inspector, and what the pool tells people apart by, in words.

The table is `states/inspector.py`.
"""

from __future__ import annotations

from kernel.words import Labelled


class State(Labelled):
    """Where somebody is on the way into the pool and out of it."""

    NOMINATED = "nominated", "已推荐", "Nominated"
    VETTED = "vetted", "已审查", "Vetted"
    IN_POOL = "in_pool", "在库", "In the pool"
    EXCLUDED = "excluded", "已调出，不再抽调", "Excluded"
    RETIRED = "retired", "已退出", "Retired"
    REJECTED = "rejected", "不予入库", "Not admitted"


class Event(Labelled):
    """What can happen to an inspector."""

    REVISE = "revise", "更新信息", "Revise"
    VET = "vet", "准入审查", "Vet"
    REJECT = "reject", "不予入库", "Reject"
    ADMIT = "admit", "批准入库", "Admit to the pool"
    TAKE_OVER = "take_over", "移入原有人才库人员", "Take over from an earlier pool"
    REVIEW = "review", "年度复核", "Review"
    EXCLUDE = "exclude", "调出人才库", "Exclude from the pool"
    RECORD_TOLD = "record_told", "登记通报情况", "Record who was told"
    COMMEND = "commend", "通报表彰", "Commend"
    RETIRE = "retire", "退出人才库", "Retire"


class Pool(Labelled):
    """Which pool somebody is in (B01)."""

    LEADERS = "leaders", "组长库", "Leader pool"
    TALENTS = "talents", "人才库", "Talent pool"


class Rank(Labelled):
    """The rank of a cadre."""

    COUNTY_CHIEF = "county_chief", "县处级正职", "County division, chief"
    COUNTY_DEPUTY = "county_deputy", "县处级副职", "County division, deputy"
    SECTION_CHIEF = "section_chief", "乡科级正职", "Section, chief"
    SECTION_DEPUTY = "section_deputy", "乡科级副职", "Section, deputy"
    CLERK = "clerk", "科员", "Clerk"


class Origin(Labelled):
    """Where somebody comes from (B02)."""

    DISCIPLINE_COUNTY_DIVISION = (
        "discipline_county_division", "纪委县处级干部", "County-division cadre of the commission",
    )  # fmt: skip
    TOWNSHIP_SECRETARY = "township_secretary", "乡镇党委书记", "Township secretary"
    DISCIPLINE = "discipline", "纪检监察机关", "Discipline commission"
    ORGANISATION = "organisation", "组织部门", "Organisation department"
    AUDIT = "audit", "审计部门", "Audit office"
    FINANCE = "finance", "财政部门", "Finance bureau"
    TOWNSHIP = "township", "乡镇", "Township"
    OTHER = "other", "其他单位", "Another"


class Education(Labelled):
    """What somebody has studied to (B06)."""

    POSTGRADUATE = "postgraduate", "研究生", "Postgraduate"
    BACHELOR = "bachelor", "大学本科", "Bachelor"
    COLLEGE = "college", "大专", "College"
    OTHER = "other", "其他", "Other"
