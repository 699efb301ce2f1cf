"""What those outside read of a case: the table names what exists, nothing else comes through."""

from __future__ import annotations

from typing import Any

import pytest

from rules.access import sight_of
from rules.posts import CaseScope, Post
from rules.sight import CaseView, Sight
from rules.views import VIEWS
from rules.views.view import Party, View
from states.catalogue import NEWEST, AnyLifeCycle
from tests.support.facts import GROUP, ROUND, held

EACH = pytest.mark.parametrize(
    ("kind", "view"), [(kind, view) for (_, kind), view in VIEWS.items()], ids=map(str, VIEWS)
)
_OF_PARTY = {
    Party.UNIT: {Post.UNIT_HEAD, Post.UNIT_LEADER, Post.UNIT_LIAISON},
    Party.BODY: {Post.RECEIVER_LEADER, Post.RECEIVER_CONTACT},
    Party.SUPERVISOR: {Post.SUPERVISOR},
}


def entry(what: str, state: str, by: int = 9, **more: Any) -> dict[str, Any]:
    """Return an entry of a case, made by somebody else."""
    head = {"at": "", "by": by, "case": 1, "kind": "", "prev": "h", "seq": 1}
    return {**head, "what": what, "state": state, **more}


def inputs_of(cycle: AnyLifeCycle, event: str) -> set[str]:
    """Return what an event asks for."""
    lines = (line for line in cycle.transitions if line.event.value == event)
    return {one.name for line in lines for one in line.asks}


def stored(cycle: AnyLifeCycle) -> set[str]:
    """Return every detail of a life cycle."""
    asked = [*cycle.details, *(one for line in cycle.transitions for one in line.asks)]
    return {one.name for one in asked if one.stored} | {*cycle.kept, *cycle.inherits}


@EACH
def test_a_view_names_only_what_its_life_cycle_has(kind: str, view: View) -> None:
    cycle = NEWEST[kind]
    states = {state.value for state in cycle.states}

    assert states >= {*(view.states or {}), *(view.states or {}).values()}
    assert stored(cycle) >= view.details
    assert {event.value for event in cycle.events} >= {*view.events} | {view.begins} - {""}
    assert {one.name for one in cycle.deadlines} >= view.deadlines
    for event, inputs in view.events.items():
        assert inputs_of(cycle, event) >= inputs


@pytest.mark.parametrize("key", [key for key in VIEWS if key[0] in _OF_PARTY], ids=str)
def test_no_party_may_move_a_case_in_a_state_that_is_shown_to_it_as_another(
    key: tuple[Party, str],
) -> None:
    posts, view = _OF_PARTY[key[0]], VIEWS[key]

    for state, shown in (view.states or {}).items():
        open_here, open_there = (
            {
                event
                for (source, event), line in NEWEST[key[1]].table.items()
                if source == where and not posts.isdisjoint(line.by)
            }
            for where in (state, shown)
        )
        assert open_here == open_there


def test_a_unit_does_not_read_how_its_report_is_written_and_judged() -> None:
    sight = Sight((VIEWS[Party.UNIT, "assignment"],))
    told = sight.entries(
        [
            entry("open", "planned", inputs={"mode": "routine"}),
            entry("move", "plan_ready", event="ready_plan", inputs={"focus_list": "重点"}),
            entry("move", "noticed", event="notify_unit", was="plan_ready", notices=[{"to": 3}]),
            entry("move", "on_site", event="record_activity", inputs={"talks": 3}),
            entry("refusal", "on_site", event="wrap_up", reasons=["缺底稿"]),
            entry("timer", "on_site", deadline="assignment_window"),
            entry("amend", "on_site", changed={"on_site_end": "2021-12-24", "report_from": "x"}),
            entry("suspend", "on_site", reason="疫情", clocks=[1]),
            entry("move", "leading_group_returned", event="return_report",
                  inputs={"reason": "定性不准"}),
        ],
        person_id=1,
    )  # fmt: skip

    assert [(one["what"], one["state"]) for one in told] == [
        ("move", "noticed"), ("amend", "on_site"), ("suspend", "on_site"),
    ]  # fmt: skip
    assert "was" not in told[0]
    assert told[1]["changed"] == {"on_site_end": "2021-12-24"}
    assert "定性不准" not in str(told)
    assert "疫情" not in str(told)
    assert sight.state("leading_group_returned") == "left"
    assert not sight.detail("focus_list")
    assert not sight.deadline("group_report")


def test_people_read_the_reasons_of_their_own_refused_attempts() -> None:
    sight = Sight((VIEWS[Party.UNIT, "assignment"],))
    refused = [entry("refusal", "noticed", by=1, event="receive_roster", reasons=["日期不对"])]

    assert sight.entries(refused, person_id=1)[0]["reasons"] == ["日期不对"]
    assert sight.entries(refused, person_id=2) == []


def test_a_receiver_reads_a_clue_from_the_decision_that_brought_it_there() -> None:
    sight = Sight((VIEWS[Party.BODY, "clue"],))
    asked = {"reason": "上一家的意见"}
    told = sight.entries(
        [
            entry("move", "returned_for_quality", event="return_for_quality", inputs=asked),
            entry("move", "decided", event="decide_route", inputs={"override_reason": "内部理由"}),
            entry("move", "handover_pending", event="convene_handover", was="decided"),
        ],
        person_id=1,
    )  # fmt: skip

    assert [one["event"] for one in told] == ["convene_handover"]


def test_a_group_reads_of_its_round_what_is_not_about_other_groups() -> None:
    sight = sight_of([held(1, Post.GROUP_LEADER)], CaseView("round", "on_site", CaseScope(ROUND)))
    assert sight is not None
    other = {"group": GROUP + 1, "progress": "二组进展"}
    told = sight.entries(
        [
            entry("open", "draft", inputs={"name": "第二轮", "problems_found": 7}),
            entry("move", "on_site", event="hear_group", inputs=other),
            entry("move", "on_site", event="hear_group", inputs={**other, "group": GROUP}),
            entry("move", "on_site", event="tell_parent_unit", inputs={"unit": 8},
                  signs={"parent_unit_told": [8]}),
            entry("refusal", "on_site", event="close_dispatch", reasons=["第二组未汇报"]),
        ],
        person_id=1,
    )  # fmt: skip

    assert [one.get("inputs") for one in told] == [
        {"name": "第二轮"}, {**other, "group": GROUP}, None,
    ]  # fmt: skip
    assert "signs" not in told[2]


def test_where_a_group_is_at_home_it_reads_everything() -> None:
    here = CaseView("assignment", "planned", CaseScope(ROUND, GROUP))
    sight = sight_of([held(1, Post.GROUP_MEMBER)], here)
    entries = [entry("refusal", "planned", reasons=["一"])]

    assert sight is not None
    assert sight.entries(entries, person_id=1) == entries
