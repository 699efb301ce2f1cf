"""Facts in which nothing, or everything, is done and entered that a life cycle asks for.

What a new guard reads gets its right value in `full`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from rules.draw import drawn
from rules.facts import Actor, Facts, Parent, Roster, SignOff, Unit
from rules.handover import PACKAGE
from rules.plans import KnownUnit, Plans
from rules.routing import BodyKind
from rules.small_cells import CELLS
from states.catalogue import AnyLifeCycle
from tests.support.facts import BODY, GROUP, ROUND, TEAM, TODAY, facts, signed
from tests.support.right import HANDLING, LINES, ONE_GAP, papers_hold, value_of
from tests.support.sheets import MEETING, agreed_on

LATER = date(2022, 4, 28)


def bare(cycle: AnyLifeCycle, who: Actor, **changes: Any) -> Facts:
    """Return the facts of a case that was just opened, with nothing done and all answered no."""
    every = [one for line in cycle.transitions for one in line.asks]
    fields = dict.fromkeys(one.name for one in every)
    fields |= {one.name: value_of(one) for one in cycle.details}
    fields |= {"person_id": 1, "present_on": LATER, "requested_on": LATER, "asked_on": TODAY}
    required = {one.name: value_of(one) for one in every if one.required}
    inputs = {name: False if value is True else value for name, value in required.items()}
    plain = {"kind": cycle.kind, "fields": fields, "roster": Roster({GROUP: "第一组"}, ())}
    return replace(facts(who, **{**plain, **changes}), inputs=inputs)


_PARENTS = {
    **dict.fromkeys(("give_feedback", "tell_head"), "feedback"),
    **dict.fromkeys(("find_held", "find_rebounded"), "under_way"),
}


def full(cycle: AnyLifeCycle, state: str, event: str, who: Actor) -> Facts:
    """Return the facts of a case with everything done and entered that anybody asks for."""
    line = cycle.table.get((state, event))
    asked = () if line is None else line.asks
    inputs = {one.name: value_of(one) for one in asked}
    fields = {one.name: value_of(one) for one in cycle.details}
    fields |= {one.name: value_of(one) for line in cycle.transitions for one in line.asks}
    fields |= {name: "supplied" for name, _ in PACKAGE}
    fields |= {"on_site_start": TODAY, "on_site_end": LATER.replace(day=20)}
    fields |= {"boxes": 2}
    inputs |= {"skills": ""} if "skills" in inputs else {}
    inputs |= MEETING if "attendance" in inputs else {}
    fields |= {
        "person_id": 1,
        "skills": "",
        "conflict": "任职回避" if event == "settle_conflict" else None,
    }
    if event in {"sign_pledges", "answer_recusal"}:
        fields["person_id"] = who.person_id
    if "drawn" in inputs:
        inputs["drawn"] = drawn(inputs["seed"], inputs["candidates"], inputs["draw_count"])
    fields |= {"touches_leading_body": False, "present_on": TODAY, "asked_on": TODAY}
    fields |= {"supervisor_id": who.person_id, "last_measure": "talk", "drafted": 3}
    inputs |= {name: 12 for cells in CELLS for name in cells if name in inputs}
    if event == "step_up":
        inputs["measure"] = "handling"
    if inputs.get("dispatch_extension") == "not_extended":
        del inputs["new_end"]
    inputs.pop("check_result", None)
    fields |= {"held_since": TODAY} if event == "release_hold" else {}
    fields |= papers_hold(state, event)
    if cycle.kind == "daily_report":
        inputs |= {"papers": "G1-007"} if "papers" in inputs else {}
    if cycle.kind == "patrol_visit":
        fields["drawn_on"] = TODAY
        inputs |= {"held_on": TODAY} if "held_on" in inputs else {}
    fields |= {"sealed_on": TODAY, "versions": 1}
    fields |= {"named": False} if event == "check_anonymous" else {}
    fields |= {"matter": "other"} if event == "find_out_of_scope" else {}
    by_others: list[SignOff] = [
        *(signed(topic, 7) for topic in ("leading_group_heard", "secretary_heard", "head_told")),
        signed("letter_handler", 7, who.person_id),
        *((signed("extension_requested", who.person_id),) if event == "withdraw" else ()),
        *(signed("destruction", person) for person in (7, 8)),
        *((signed("paper_handler", 7, who.person_id),) if event in HANDLING else ()),
        *(signed(topic, 7, GROUP) for topic in ("group_authorised", "dispatch_heard")),
    ]  # fmt: skip
    hearing = event in {"accept_report", "decide_items", "return_report"}
    parent_state = "leading_group_heard" if hearing else ""
    parent_state = "in_force" if cycle.kind == "annual_plan" else parent_state
    parent_state = parent_state or _PARENTS.get(event, "on_site")
    assignments = {"a_unit": "left", "hear_report": "report_submitted"}
    assignments |= {"secretary_hears": "leading_group_accepted", "close": "evaluated"}
    assignments |= {"start_rectification": "fed_back"}
    roster = replace(TEAM, standings=()) if event == "close" else TEAM
    if cycle.kind == "clue" and event != "name_people":
        roster = Roster()
    return facts(
        who,
        kind=cycle.kind,
        state=state,
        fields=fields,
        inputs=inputs,
        signoffs=tuple(by_others),
        roster=roster,
        unit=Unit("department"),
        parent=Parent("round", parent_state),
        plans=Plans(
            {"无": KnownUnit("无", "单位")},
            {} if event == "list_units" else {"无": "无"},
            reached={"无": 1},
        ),
        family={
            "assignment": {assignments.get(event, "left"): 1},
            "appraisal": {"signed": 1},
            "rectification_report": {"accepted": 1},
            "express_report": {"read": 1},
            "archive_file": {"in_archive": 1},
            "clearing": {"settled": 1},
            "retrospective": {"held": 1},
        },
        bodies={BODY: inputs.get("route", BodyKind.DISCIPLINE_COMMISSION)},
        case_id=ROUND,
        lines={**LINES, **agreed_on(fields.get("result")), **(ONE_GAP if "gap" in inputs else {})},
    )
