"""The five 'do not let go' gates 五个不放过 of a round (row H10).

What they show are the guards that also block on the way: wrapping up, drafting and accepting the
report, the handover meeting, the evaluation. A further proof is one line in its gate.
"""

from __future__ import annotations

from engine.facts import take_facts
from engine.gates import ANYBODY, Finding, Gate, Proof, Scene, by_guard
from kernel.ids import case_number
from kernel.words import Text
from rules import (
    activities,
    checklist,
    convening,
    fieldwork,
    gaps,
    handover,
    materials,
    rectifying,
    reporting,
)
from rules.facts import Need
from rules.posts import OFFICE, Post
from rules.rule import Rule

_UNITS = (
    "SELECT id FROM cases WHERE parent_id = :id AND kind = 'assignment'"
    " AND state <> 'cancelled' ORDER BY id"
)


def _at_each_unit(zh: str, en: str, guard: Rule) -> Proof:
    """Return the proof that a guard of the assignment says yes for every unit of the round."""

    def look(scene: Scene) -> Finding:
        units = [row["id"] for row in scene.work.tx.rows(_UNITS, id=scene.case.id)]
        told = []
        for case_id in units:
            case = scene.work.load(case_id, guard.needs)
            facts = take_facts(scene.work, case, ANYBODY, {}, case.row, guard.needs)
            no = guard.check(facts)
            if no is not None:
                number = case_number(case_id)
                told.append(Text(f"{number}：{no.text.zh}", f"{number}: {no.text.en}"))
        return Finding(bool(units) and not told, tuple(told))

    return Proof(Text(zh, en), look, cured_by=guard.cured_by)


def _reports_are_accepted(scene: Scene) -> Finding:
    every = scene.facts.count("rectification_report")
    accepted = scene.facts.count("rectification_report", "accepted")
    told = Text(f"审核通过 {accepted}/{every}", f"accepted {accepted}/{every}")
    return Finding(every > 0 and accepted == every, (told,))


FIVE_GATES: tuple[Gate, ...] = (
    Gate(
        "procedure_complete", Text("程序没走完的不放过", "The procedure is complete"), "H10",
        (
            by_guard("调度会已逐组听取", "The dispatch meeting heard every group",
                     fieldwork.every_group_is_heard),
            _at_each_unit("各方式达到最少次数", "Each method is used often enough",
                          activities.the_methods_were_used),
            _at_each_unit("调阅均已办结", "Material requests are settled",
                          materials.every_request_is_settled),
            _at_each_unit("查漏补缺均已办结", "The gaps are closed", gaps.gaps_are_closed),
        ),
    ),
    Gate(
        "content_thorough", Text("内容不全不细的不放过", "The content is thorough"), "H10",
        (
            _at_each_unit("检查清单逐项做完", "The checklist is done",
                          checklist.every_item_is_marked),
            _at_each_unit("谈话情况在报告中均有着落", "The two reports agree",
                          reporting.reports_agree),
            by_guard("各单位报告均已提交", "Every report is submitted",
                     reporting.every_report_is_submitted),
        ),
    ),
    Gate(
        "problems_clear", Text("问题不突出不明显的不放过", "The problems are clear"), "H10",
        (
            _at_each_unit("清单查出的问题均有底稿", "What was found has its paper",
                          checklist.every_marked_problem_has_its_paper),
            _at_each_unit("底稿均已审签", "Every paper is signed", reporting.every_paper_is_signed),
            _at_each_unit("已签底稿均有去向", "Every signed paper is decided on",
                          reporting.every_paper_is_decided),
            _at_each_unit("报告事项已逐项审定", "Each item is decided",
                          reporting.every_item_is_decided),
            by_guard("各单位报告均经领导小组审定", "Every report is accepted",
                     reporting.every_report_is_accepted),
        ),
    ),
    Gate(
        "clues_sorted", Text("线索梳理不清的不放过", "The clues are sorted out"), "H10",
        (
            by_guard("线索均已梳理", "Every clue is sorted out", convening.clues_are_sorted_out),
            by_guard("线索账目平衡", "The clues balance", handover.clues_balance),
        ),
    ),
    Gate(
        "report_good", Text("整改报告不合格的不放过", "The rectification report is good enough"),
        "H10",
        (
            Proof(Text("整改报告均审核通过", "Every rectification report is accepted"),
                  _reports_are_accepted, frozenset({Need.FAMILY}), (Post.UNIT_HEAD, *OFFICE)),
            by_guard("各单位整改均已评估", "Every unit is evaluated",
                     rectifying.every_unit_is_evaluated),
        ),
    ),
)  # fmt: skip
"""In the order in which the office names them."""
