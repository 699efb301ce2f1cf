"""The six gates 六道关口 of a round, from direction to discipline (row A11).

Each is shown from guards, signatures and states that the engine keeps anyway; a further
proof is one line in its gate.
"""

from __future__ import annotations

from engine.gates import Finding, Gate, Proof, Scene, by_guard, by_signature
from kernel.words import Text
from rules import feedback, fieldwork, handover, preparation, rectifying, reporting
from rules.posts import OFFICE, Post
from states.round import State

_ORDER = list(State)


def _has_reached(zh: str, en: str, state: State, *posts: Post) -> Proof:
    """Return the proof that the round has come as far as `state`."""

    def look(scene: Scene) -> Finding:
        here = State(scene.facts.state)
        reached = here is not State.CANCELLED and _ORDER.index(here) >= _ORDER.index(state)
        return Finding(reached, (here.label,))

    return Proof(Text(zh, en), look, cured_by=posts)


SIX_GATES: tuple[Gate, ...] = (
    Gate(
        "direction", Text("方向关", "Direction"), "A11",
        (
            by_guard("监督重点已明确", "The focus is named", preparation.focus_is_named),
            by_guard("被巡察单位已列明", "The units are listed", preparation.units_are_listed),
            by_signature("领导小组审定方案", "The leading group approved the plan",
                         "plan_approved", Post.LG_LEADER),
            by_signature("书记审定方案和单位", "The Secretary approved plan and units",
                         "authorised", Post.SECRETARY),
        ),
    ),
    Gate(
        "procedure", Text("程序关", "Procedure"), "A11",
        (
            _has_reached("已召开动员会", "The round is mobilised", State.MOBILISED,
                         Post.LG_LEADER, Post.DIRECTOR),
            by_guard("调度会已逐组听取", "The dispatch meeting heard every group",
                     fieldwork.every_group_is_heard),
            by_guard("各组均已撤点", "Every group has left its units",
                     fieldwork.every_unit_is_left),
            by_signature("领导小组听取汇报", "The leading group heard the round",
                         "leading_group_heard", Post.LG_LEADER),
            by_signature("书记专题会听取汇报", "The Secretary heard the round",
                         "secretary_heard", Post.SECRETARY),
            by_signature("常委会审定报告", "The standing committee approved the report",
                         "committee_approved", Post.STANDING_COMMITTEE),
        ),
    ),
    Gate(
        "quality", Text("质量关", "Quality"), "A11",
        (
            by_guard("各单位报告均已提交", "Every report is submitted",
                     reporting.every_report_is_submitted),
            by_guard("各单位报告均经领导小组审定", "Every report is accepted",
                     reporting.every_report_is_accepted),
            by_guard("线索账目平衡", "The clues balance", handover.clues_balance),
        ),
    ),
    Gate(
        "rectification", Text("整改关", "Rectification"), "A11",
        (
            by_guard("各单位均已反馈", "Every unit has its feedback",
                     feedback.every_unit_is_fed_back),
            by_guard("整改事项均已办结", "Every rectification item is settled",
                     rectifying.every_item_is_settled),
            by_guard("各单位整改均已评估", "Every unit is evaluated",
                     rectifying.every_unit_is_evaluated),
            by_signature("常委会听取整改情况", "The committee heard the rectification",
                         "rectification_heard", Post.STANDING_COMMITTEE),
        ),
    ),
    Gate(
        "people", Text("人员选调关", "People"), "A11",
        (
            by_guard("各组均有组长", "Every group has a leader",
                     preparation.every_group_has_a_leader),
            by_guard("各组均已授权", "Every group is authorised",
                     preparation.every_group_is_authorised),
            by_guard("全员参加集中培训", "Everybody is trained",
                     preparation.every_member_is_trained),
            by_guard("人员均经工作鉴定离岗", "Everybody is appraised and released",
                     preparation.everybody_has_left),
        ),
    ),
    Gate(
        "discipline", Text("纪律关", "Discipline"), "A11",
        (
            by_guard("三项承诺均已签订", "Everybody has pledged",
                     preparation.every_member_has_pledged),
            by_guard("回避审查均已完成", "Everybody is cleared of conflicts",
                     preparation.every_member_is_cleared),
            by_guard("调度事项均已办结", "Every action item is settled",
                     fieldwork.every_action_item_is_settled),
            _has_reached("本轮已办结，权限已收回", "The round is closed, access withdrawn",
                         State.CLOSED, *OFFICE),
        ),
    ),
)  # fmt: skip
"""In the order in which the office names them."""
