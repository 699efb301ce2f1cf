"""The rounds of a generated term, each as the content of a scenario file.

How much a term holds is `Size`; what is played in a round is one function for each of its stages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from engine.scenario.patterns import evenly

_STARTS = ("2021-09-06", "2022-03-07", "2022-09-05", "2023-03-06", "2023-09-04",
           "2024-03-04", "2024-09-09", "2025-03-03", "2025-09-08")  # fmt: skip
_EVERY_DAY = (
    ("daily_reports", "daily_report", "due"),
    ("weekly_summaries", "weekly_summary", "drafted"),
    ("patrol_visits", "patrol_visit", "drawn"),
)
"""What is played on each day on site: stretch, kind and state of its cases."""
_TERM = {"name": "本届", "first_day": "2021-06-01", "last_day": "2026-05-31"}


@dataclass(frozen=True, slots=True)
class Size:
    """How much a term holds; shared out evenly over its rounds."""

    departments: int = 62
    townships: int = 10
    villages: int = 154
    papers: int = 6_689
    groups: int = 12
    rounds: int = len(_STARTS)
    clues_a_round: int = 12
    items_a_unit: int = 5

    def kinds(self) -> tuple[tuple[str, str, int], ...]:
        """Return code, unit type and number of each kind of unit."""
        return (
            ("d", "department", self.departments),
            ("t", "township", self.townships),
            ("v", "village", self.villages),
        )


def scenarios(size: Size) -> Iterator[dict[str, Any]]:
    """Return the rounds of a term, each as the content of a scenario file."""
    for number in range(size.rounds):
        yield _round(size, number)


def _part(total: int, size: Size, number: int) -> tuple[int, int]:
    """Return the first and the number of things that fall to a round."""
    parts = list(evenly(total, size.rounds))
    return sum(parts[:number]) + 1, parts[number]


def _round(size: Size, number: int) -> dict[str, Any]:
    start = date.fromisoformat(_STARTS[number])
    units, count = _units(size, number)
    return {
        "title": f"第{number + 1}轮",
        "start": str(start - timedelta(days=34)),
        "until": str(start + timedelta(days=140)),
        "office": {
            "people": _people(size),
            "bodies": [
                {"code": "dc", "name": "纪委监委", "kind": "discipline_commission",
                 "contact": "dc"}
            ],
        },
        "round": {
            "name": f"第{number + 1}轮", "on_site_start": str(start),
            "on_site_end": str(start + timedelta(days=32)), "focus": "三个聚焦",
            "groups": [
                {"code": "g{n:02}", "name": "第{zh}组", "count": size.groups, "leader": "gl{n:02}",
                 "deputy": "gd{n:02}", "members": {"share": f"gm01..gm{3 * size.groups:02}"}}
            ],
            "units": units,
        },
        "script": [
            *(_opening_of_term(size, start) if number == 0 else ()),
            *_preparing(start), *_on_site(size, number, start), *_after(size, start),
        ],
        "published": [
            {"label": "单位", "value": count, "count": {"all": "assignment"}},
            {"label": "底稿", "value": _part(size.papers, size, number)[1], "figure": "problems"},
        ],
    }  # fmt: skip


def _people(size: Size) -> list[dict[str, Any]]:
    posts = ("secretary", "standing_committee", "lg_leader", "lg_member", "director",
             "office_staff", "supervisor")  # fmt: skip
    people: list[dict[str, Any]] = [
        {"code": f"p-{post}", "name": post, "posts": [post]} for post in posts
    ]
    people.append({"code": "p-staff", "name": "工作人员二", "posts": ["office_staff"]})
    people.append({"code": "dc", "name": "纪委监委联系人"})
    for code, name, count in (
        ("gl", "组长", size.groups), ("gd", "副组长", size.groups), ("gm", "组员", 3 * size.groups)
    ):  # fmt: skip
        people.append({"code": f"{code}{{n:02}}", "name": f"{name}{{n}}", "count": count})
    for kind, _, count in size.kinds():
        for code, name in (("h", "主要负责人"), ("l", "联络员")):
            people.append(
                {"code": f"{code}-{kind}{{n:03}}", "name": f"{name}{kind}{{n}}", "count": count}
            )
    return people


def _units(size: Size, number: int) -> tuple[list[dict[str, Any]], int]:
    """Return the units of a round and how many are inspected; the others are only registered."""
    listed: list[dict[str, Any]] = []
    inspected = 0
    for kind, sort, total in size.kinds():
        first, count = _part(total, size, number)
        inspected += count
        common: dict[str, Any] = {
            "code": f"{kind}{{n:03}}", "name": f"{sort}{{n}}", "type": sort,
            "head": f"h-{kind}{{n:03}}", "liaison": f"l-{kind}{{n:03}}",
        }  # fmt: skip
        if kind == "v":
            common["parent"] = {"share": f"t001..t{size.townships:03}"}
        if count:
            listed.append(
                {**common, "start": first, "count": count,
                 "group": {"share": f"g01..g{size.groups:02}"}}
            )  # fmt: skip
        if kind == "t" or number == 0:
            for low, high in ((1, first - 1), (first + count, total)):
                if high >= low:
                    listed.append({**common, "start": low, "count": high - low + 1})
    return listed, inspected


def _opening_of_term(size: Size, start: date) -> Iterator[dict[str, Any]]:
    day = str(start - timedelta(days=34))
    rows = [
        {"unit": f"{kind}{n:03}", "unit_type": sort}
        for kind, sort, total in size.kinds()
        for n in range(1, total + 1)
    ]
    quotas = [
        {"year": year, "unit_type": sort, "quota": quota}
        for _, sort, total in size.kinds()
        for year, quota in zip(range(2021, 2026), evenly(total, 5), strict=True)
    ]
    yield {"on": f"{day} 09:00", "open": "term", "who": "p-office_staff", "as": "term",
           "with": _TERM}  # fmt: skip
    for hour, do, who, given in (
        ("09:30", "list_units", "p-office_staff", {"units": rows}),
        ("09:40", "draft_plan", "p-office_staff", {"quotas": quotas}),
        ("10:00", "approve_plan", "p-lg_leader", {}),
        ("10:30", "authorise_plan", "p-secretary", {}),
    ):
        yield {"on": f"{day} {hour}", "do": do, "who": who, "case": "term", "with": given}


def _all(kind: str, **where: Any) -> dict[str, Any]:
    return {"all": kind, "where": where}


def _preparing(start: date) -> Iterator[dict[str, Any]]:
    everywhere = _all("assignment")
    yield {"on": str(start - timedelta(days=33)), "play": "approve_plan"}
    yield {"on": str(start - timedelta(days=26)), "play": "prepare_people"}
    yield {"on": str(start - timedelta(days=25)), "play": "prepare_units", "case": everywhere,
           "with": {"duty_hours": "09:00-17:00"}}  # fmt: skip
    yield {"on": str(start - timedelta(days=4)), "do": "mobilise", "who": "p-director"}
    yield {"on": str(start), "play": "enter_units", "case": everywhere}
    yield {"on": f"{start} 17:00", "do": "enter_site", "who": "p-director"}


def _on_site(size: Size, number: int, start: date) -> Iterator[dict[str, Any]]:
    everywhere = _all("assignment")
    paper = {
        "problem": "问题{n:03}", "problem_code": "B2", "handlers": "members",
        "persons": "分管负责人", "facts": "事实{n:03}", "responsibility": "领导责任",
        "rule_basis": "《单位内部管理规定》第{n}条",
    }  # fmt: skip
    yield {"on": f"{start + timedelta(days=3)} 09:30", "play": "work_on_site", "case": everywhere}
    yield {"on": f"{start + timedelta(days=9)} 10:00", "open": "working_paper",
           "who": "group_member", "case": everywhere, "with": paper,
           "count": {"total": _part(size.papers, size, number)[1]}}  # fmt: skip
    yield {"on": str(start + timedelta(days=10)), "play": "sign_papers",
           "case": _all("working_paper")}  # fmt: skip
    for play, kind, state in _EVERY_DAY:
        yield {"on": str(start + timedelta(days=1)), "to": str(start + timedelta(days=32)),
               "every": "workday", "play": play, "case": _all(kind, state=state)}  # fmt: skip
    yield {"on": f"{start + timedelta(days=14)} 10:00", "open": "clue", "who": "group_member",
           "case": everywhere, "count": {"total": size.clues_a_round},
           "with": {"clue_kind": "discipline", "summary": "线索{n:02}"}}  # fmt: skip
    yield {"on": str(start + timedelta(days=16)), "play": "hold_dispatch"}
    yield {"on": str(start + timedelta(days=28)), "play": "leave_units", "case": everywhere}
    yield {"on": f"{start + timedelta(days=35)} 09:00", "do": "close_fieldwork",
           "who": "p-director"}  # fmt: skip


def _after(size: Size, start: date) -> Iterator[dict[str, Any]]:
    everywhere, clues, items = _all("assignment"), _all("clue"), _all("rectification")

    def on(days: int, hour: str = "09:00") -> str:
        return f"{start + timedelta(days=days)} {hour}"

    yield {"on": on(36), "play": "write_reports", "case": everywhere}
    yield {"on": on(44), "do": "hear_report", "who": "p-lg_leader"}
    yield {"on": on(44, "15:00"), "do": "accept_report", "who": "p-lg_leader", "case": everywhere}
    yield {"on": on(45, "10:00"), "do": "file", "who": "p-office_staff",
           "case": _all("working_paper")}  # fmt: skip
    yield {"on": on(46), "do": "secretary_hears", "who": "p-secretary"}
    yield {"on": on(49), "do": "approve_report", "who": "p-standing_committee"}
    yield {"on": on(35, "15:00"), "play": "route_clues", "case": clues,
           "with": {"route": "discipline_commission", "body_id": "dc"}}  # fmt: skip
    yield {"on": on(50), "do": "start_handover", "who": "p-director"}
    yield {"on": on(51), "play": "sign_clues", "case": clues}
    yield {"on": on(52), "do": "start_feedback", "who": "p-director"}
    yield {"on": on(52, "15:00"), "do": "tell_parent_unit", "who": "p-lg_member",
           "with": {"unit": "each"}}  # fmt: skip
    yield {"on": on(56), "play": "feed_back", "case": everywhere}
    yield {"on": on(57), "play": "survey_group", "case": _all("group_survey")}
    yield {"on": on(57), "do": "start_rectification", "who": "p-director"}
    yield {"on": on(57, "10:00"), "do": "start_rectification", "who": "unit_head",
           "case": everywhere}  # fmt: skip
    yield {"on": on(57, "11:00"), "open": "rectification", "who": "p-office_staff",
           "case": everywhere, "count": {"each": size.items_a_unit},
           "with": {"problem": "问题{n}"}}  # fmt: skip
    yield {"on": on(57, "16:00"), "play": "release_people",
           "with": {"leaves_on": str(start + timedelta(days=72))}}  # fmt: skip
    for number, do in enumerate(("receive_by_organisation", "receive_by_home", "file")):
        yield {"on": on(70, f"1{number}:00"), "do": do, "who": "p-office_staff",
               "case": _all("appraisal", state="sent")}  # fmt: skip
    yield {"on": on(58), "do": "claim", "who": "unit_liaison", "case": items}
    yield {"on": on(59), "play": "settle_clues", "case": clues, "with": {"result": "second_form"}}
    yield {"on": on(63), "play": "plan_items", "case": items,
           "with": {"planned_on": str(start + timedelta(days=112))}}  # fmt: skip
    yield {"on": on(91), "to": str(start + timedelta(days=105)), "play": "finish_items",
           "case": items}  # fmt: skip
    yield {"on": on(108), "play": "report_rectification", "case": _all("rectification_report")}
    yield {"on": on(119), "play": "evaluate_units", "case": everywhere,
           "with": {"satisfied": 14, "fairly_satisfied": 1, "dissatisfied": 0,
                    "score_organisation": 95, "score_duty": 92, "score_results": 93}}  # fmt: skip
