"""Working papers in a small office: a group large enough for them, and the way of one paper.

A further step of the way is one line of `WAY`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine import people
from engine.work import Work
from rules.posts import Post, Scope
from tests.support.office import SINCE, SmallOffice

TEAM = {"second": Post.GROUP_MEMBER, "vice_leader": Post.GROUP_DEPUTY}
"""Who joins leader and member: a further handler, and the deputy."""
CONTENT: Mapping[str, Any] = {
    "problem": "报销手续不全", "problem_code": "B2", "persons": "办公室主任",
    "facts": "2021 年 3 月报销 3 笔", "responsibility": "直接责任",
    "rule_basis": "《单位财务规则》第十条",
}  # fmt: skip
AGREED: Mapping[str, Any] = {"confirmation": "agreed", "verification": "verified"}
WAY: tuple[tuple[str, str, str, Mapping[str, Any]], ...] = (
    ("fact_confirm", "confirm_facts", "member", {}),
    ("deputy_review", "submit", "member", AGREED),
    ("deputy_reviewed", "review", "vice_leader", {}),
    ("leader_signed", "sign", "leader", {}),
    ("in_report", "put_in_report", "leader", {}),
    ("office_filed", "file", "staff", {}),
)
"""Where a paper gets by which event, given by whom, with what."""


def gather(desk: SmallOffice) -> None:
    """Bring the round on site with a group of four: leader, deputy and two members."""
    desk.to("preparing")
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for name, post in TEAM.items():
            desk.who[name] = people.add_person(work, name, name)
            people.give_post(
                work, desk.who[name], post, scope=Scope.GROUP, scope_id=desk.group,
                round_id=desk.round_id, valid_from=SINCE,
            )  # fmt: skip
        work.finish()
    for name in TEAM:
        desk.pledge(name)
        desk.give(desk.second(name), "record_training", "staff")
    desk.to("on_site", after="preparing")


def evidence(desk: SmallOffice, **more: Any) -> dict[str, Any]:
    """Return what is entered for a piece of evidence."""
    taken_by = [desk.who["member"], desk.who["second"]]
    plain = {"evidence_kind": "accounts", "sha256": "0f" * 32, "taken_at": "财务室"}
    return {**plain, "taken_by": taken_by, **more}


def paper(desk: SmallOffice, to: str = "draft", **more: Any) -> int:
    """Open a paper with its evidence and bring it to a state on its way."""
    handlers = [desk.who["member"], desk.who["second"]]
    made = desk.open(
        "working_paper", "member", desk.assignment, **{**CONTENT, "handlers": handlers, **more}
    )
    desk.give(made, "add_evidence", "second", **evidence(desk))
    return walk(desk, made, to)


def walk(desk: SmallOffice, made: int, to: str) -> int:
    """Bring a paper on from where it is to a state on its way."""
    states = ["draft", *(state for state, *_ in WAY)]
    here = states.index(desk.case(made)["state"])
    for _, event, who, inputs in WAY[here : states.index(to)]:
        desk.give(made, event, who, **inputs)
    return made
