"""A small office on a real database: its people by post, one round with one group at one unit.

A test brings the round to where it needs it with `to` and does the rest itself; a further stage is
one more method of `SmallOffice` and its line in `_STAGES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from engine import people
from engine.work import Work
from kernel.clock import office_moment
from rules.handover import PACKAGE
from rules.posts import Post, Scope
from tests.support.acting import POLICY, SINCE, UNTIL, reopen
from tests.support.fresh import make_tables
from tests.support.handing import Handing
from tests.support.mending import DONE, FEEDBACK, ITEM_WAY, PLAN, RULED_OUT, SCORES, SURVEY

__all__ = [
    "DONE",
    "FED_BACK",
    "FEEDBACK",
    "PLAN",
    "PLANNING",
    "POLICY",
    "PROFILE",
    "RULED_OUT",
    "SCORES",
    "SINCE",
    "SURVEY",
    "UNTIL",
    "WINDOW",
    "SmallOffice",
    "found",
    "reopen",
]

OFFICE_POSTS = {
    "secretary": Post.SECRETARY, "committee": Post.STANDING_COMMITTEE, "chief": Post.LG_LEADER,
    "vice": Post.LG_MEMBER, "director": Post.DIRECTOR, "staff": Post.OFFICE_STAFF,
    "clerk": Post.OFFICE_STAFF, "supervisor": Post.SUPERVISOR,
}  # fmt: skip
GROUP_POSTS = {"leader": Post.GROUP_LEADER, "member": Post.GROUP_MEMBER}
UNIT_POSTS = {"head": Post.UNIT_HEAD, "liaison": Post.UNIT_LIAISON}
BODY_POSTS = {"contact": Post.RECEIVER_CONTACT, "receiver": Post.RECEIVER_LEADER}
NOBODY = ("stranger", "deputy")
"""People without a post: one stays so, the other stands in for others."""

PROFILE: Mapping[str, Any] = {
    "pool": "talents", "rank": "section_chief", "origin": "audit", "skills": "审计、财务",
    "birth_year": 1985, "to_be_promoted": True,
}  # fmt: skip
"""What the pool asks of somebody."""
WINDOW: Mapping[str, Any] = {"on_site_start": "2021-11-08", "on_site_end": "2021-12-20"}
SUBJECTS = ({"position": "局长", "tier": "head"},)
ATTENDANCE = tuple(
    {"attendant": one, "position": "参会"} for one in ("group_leader", "lg_member", "unit_head")
)
BOXES = ({"box": "一号", "place": "大厅"}, {"box": "二号", "place": "院门"})
PLANNING = office_moment(date(2021, 10, 8), time(9))
FED_BACK = date(2022, 1, 27)


@dataclass
class SmallOffice(Handing):
    """An office with one round, which goes where a test needs it."""

    def to(self, stage: str, *, after: str = "", beside: SmallOffice | None = None) -> None:
        """Bring the round to a stage: the last one brings all before it, from `after` on.

        A round `beside` goes there in step.
        """
        for name in _STAGES[_STAGES.index(after) + 1 if after else 0 :]:
            for one in (self, beside) if beside else (self,):
                getattr(one, f"_{name}")()
            if name == stage:
                return
        raise AssertionError(f"no stage {stage}")

    def _draft(self) -> None:
        self.round_id = self.open("round", "staff", name="第二轮", focus="三个聚焦", **WINDOW)
        with self.office.database.writing() as tx:
            work = Work(self.office, tx, self.office.now())
            self.group = people.add_group(work, self.round_id, "g1", "第一组")
            for name, post in GROUP_POSTS.items():
                people.give_post(
                    work, self.who[name], post, scope=Scope.GROUP, scope_id=self.group,
                    round_id=self.round_id, valid_from=SINCE,
                )  # fmt: skip
            work.finish()
        self.assignment = self.open(
            "assignment", "staff", self.round_id, group_id=self.group, unit_id=self.unit,
            mode="routine", **WINDOW,
        )  # fmt: skip

    def _preparing(self) -> None:
        self.give(self.round_id, "approve_plan", "chief")
        self.give(self.round_id, "authorise", "secretary")
        self.give(self.round_id, "start_preparation", "staff")
        self.give(self.round_id, "file_upward", "staff")

    def _mobilised(self) -> None:
        self.give(self.round_id, "authorise_group", "secretary", group=self.group)
        for name in GROUP_POSTS:
            self.pledge(name)
            self.give(self.second(name), "record_training", "staff")
        self.give(self.round_id, "mobilise", "director")

    def second(self, name: str) -> int:
        """Return the newest secondment of a person to the round."""
        rows = self.rows(
            "SELECT c.id FROM cases c JOIN secondment_details d ON d.case_id = c.id"
            " WHERE c.round_id = :round AND d.person_id = :person ORDER BY c.id DESC",
            round=self.round_id, person=self.who[name],
        )  # fmt: skip
        return int(rows[0]["id"])

    def clear(self, name: str) -> None:
        """Have somebody answer on recusal and be cleared of conflicts."""
        self.give(self.second(name), "answer_recusal", name, nothing_to_declare=True)
        self.give(self.second(name), "clear_recusal", "staff")

    def pledge(self, name: str) -> None:
        """Have somebody cleared of conflicts sign the three pledges."""
        self.clear(name)
        self.give(
            self.second(name), "sign_pledges", name, pledge_secrecy=True, pledge_recusal=True,
            pledge_discipline=True,
        )  # fmt: skip

    def appraise(self, name: str) -> int:
        """Have somebody appraised, up to the signature, and return the appraisal."""
        second = self.second(name)
        self.give(second, "start_appraisal", "staff", leaves_on="2022-12-30")
        [row] = self.rows("SELECT id FROM cases WHERE parent_id = :id", id=second)
        made = int(row["id"])
        self.give(made, "draft", "director", appraisal_grade="competent", remarks="工作认真")
        self.give(made, "check", "staff")
        self.give(made, "sign", "chief")
        return made

    def in_pool(self, name: str, **more: Any) -> int:
        """Bring somebody into the pool through vetting."""
        made = self.open("inspector", "staff", person_id=self.who[name], **{**PROFILE, **more})
        self.give(made, "vet", "staff", basis="组织部门推荐")
        self.give(made, "admit", "chief")
        return made

    def dismiss(self) -> None:
        """Have everybody of the groups appraised and released."""
        for name in GROUP_POSTS:
            self.appraise(name)
            self.give(self.second(name), "release", "staff")

    def _noticed(self) -> None:
        unit = self.assignment
        self.give(unit, "start_gathering", "member")
        self.give(unit, "ready_plan", "leader")
        self.give(unit, "review_plan", "staff")
        self.give(unit, "list_subjects", "leader", subjects=SUBJECTS)
        self.give(unit, "notify_unit", "staff")
        self.give(unit, "receive_roster", "liaison")
        self.give(
            unit, "set_channels", "member", duty_hours="08:30-12:00", box_list=BOXES,
            intake_closes_on="2021-12-15",
        )  # fmt: skip

    def _on_site(self) -> None:
        unit = self.assignment
        self.on(date(2021, 11, 8))
        self.give(unit, "hold_mobilisation", "leader", present=ATTENDANCE)
        self.give(unit, "enter", "leader")
        self.give(unit, "start_work", "leader")
        self.give(self.round_id, "enter_site", "staff")
        self.work(talks=1, hearings=1)

    def work(self, *, talks: int = 0, hearings: int = 0, **more: Any) -> None:
        """Record talks by leader and member, and reports that were heard."""
        pair = [self.who["leader"], self.who["member"]]
        lines = [{"method": "interview", "inspectors": pair, "subject": 1}] * talks
        lines += [{"method": "hearing"}] * hearings
        self.give(self.assignment, "record_activity", "member", activities=lines, **more)

    def _fieldwork(self) -> None:
        self.on(date(2021, 12, 6))
        self.give(self.round_id, "convene_dispatch", "chief")
        self.give(self.round_id, "hear_group", "staff", group=self.group, progress="过半")
        self.give(self.round_id, "decide_extension", "chief", dispatch_extension="not_extended")
        self.give(self.round_id, "close_dispatch", "director")

    def _reporting(self) -> None:
        unit = self.assignment
        self.on(date(2021, 12, 20))
        self.give(unit, "wrap_up", "leader")
        self.give(unit, "leave", "leader")
        self.give(self.round_id, "close_fieldwork", "staff")
        self.give(
            unit, "draft_report", "leader", inspection_report="巡察报告",
            interview_report="个别谈话情况报告",
        )  # fmt: skip
        self.give(unit, "review_report", "staff")
        self.give(unit, "submit_report", "leader")

    def _approved(self) -> None:
        self.on(date(2022, 1, 10))
        self.give(self.round_id, "hear_report", "chief")
        self.give(self.assignment, "accept_report", "chief")
        self.give(self.round_id, "secretary_hears", "secretary")
        self.give(self.round_id, "approve_report", "committee")

    def _feedback(self) -> None:
        self.give(self.round_id, "start_handover", "staff")
        self.give(self.round_id, "start_feedback", "staff")

    def _rectifying(self) -> None:
        self.on(FED_BACK)
        for event, inputs in FEEDBACK:
            self.give(self.assignment, event, "leader", **inputs)
        self.give(self.round_id, "start_rectification", "staff")
        self.give(self.assignment, "start_rectification", "head")

    def evaluate(self, **more: Any) -> None:
        """Have the unit report, its people surveyed, and its rectification evaluated."""
        report = self.child(self.assignment, "rectification_report")
        self.give(report, "submit", "head", document="整改报告", head_vouches=True)
        self.give(report, "accept", "staff")
        self.give(self.assignment, "record_satisfaction", "supervisor", **SURVEY)
        self.give(self.assignment, "evaluate", "staff", **{**SCORES, **more})

    # ── what hangs below ──

    def clue(self, *, to: str = "registered") -> int:
        """Register a clue and bring it to `registered`, `handover_pending` or `handed_over`."""
        made = self.open(
            "clue", "member", self.assignment, clue_kind="discipline", summary="线索摘要"
        )
        if to == "registered":
            return made
        pack: dict[str, Any] = {name: "supplied" for name, _ in PACKAGE}
        self.give(made, "package", "member", suggestion="初步核实", **pack)
        self.give(made, "review_by_group", "leader")
        self.give(made, "review_by_office", "staff")
        self.give(made, "decide_route", "chief", route="discipline_commission", body_id=self.body)
        self.meet()
        if to == "handed_over":
            self.sign_sheet(made)
        return made

    def item(self, *, to: str = "issued") -> int:
        """Issue a rectification item and bring it to a state on the straight way."""
        made = self.open("rectification", "staff", self.assignment, problem="问题一")
        for state, event, who, inputs in ITEM_WAY:
            if state == to:
                return made
            self.give(made, event, who, **inputs)
        assert to == "written_off"
        return made


_STAGES = (
    "draft", "preparing", "mobilised", "noticed", "on_site", "fieldwork", "reporting", "approved",
    "feedback", "rectifying",
)  # fmt: skip


def found(url: str, home: Path, *, durable: bool = True) -> SmallOffice:
    """Return a new office on an empty database: tables and people, and no round yet."""
    office = reopen(url, home, PLANNING, durable=durable)
    make_tables(office.database)
    made = SmallOffice(office, SmallOffice.clock_of(office), home)
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        for name in (*OFFICE_POSTS, *GROUP_POSTS, *UNIT_POSTS, *BODY_POSTS, *NOBODY):
            made.who[name] = people.add_person(work, name, name)
        made.unit = people.add_unit(work, "u1", "单位01", "department")
        made.body = people.add_body(work, "b1", "纪检监察机关", "discipline_commission")
        for posts, scope, place in (
            (OFFICE_POSTS, Scope.OFFICE, 0),
            (UNIT_POSTS, Scope.UNIT, made.unit),
            (BODY_POSTS, Scope.BODY, made.body),
        ):
            for name, post in posts.items():
                people.give_post(
                    work, made.who[name], post, scope=scope, scope_id=place, valid_from=SINCE
                )
        work.finish()
    return made
