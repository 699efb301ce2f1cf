"""A whole round in which everything happens that leaves an entry, for tests that read the record.

`play` begins where `SmallOffice.to("on_site")` ends and closes the round; whatever else the engine
learns to write down is one more step here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from engine import people
from engine.grading import set_grade
from engine.recalendar import recompute_provisional
from engine.receipts import acknowledge
from engine.suspend import resume, suspend
from engine.work import Work
from rules.grades import Grade
from tests.support.closing import wind_up
from tests.support.office import FEEDBACK, SmallOffice

_SIGNED = ("sign_by_group", "leader"), ("sign_by_office", "director")


def play(desk: SmallOffice) -> None:
    """Play a round to its end: extensions, a suspension, a stand-in, receipts, a clue and a no."""
    desk.stand_in("chief", "deputy")
    desk.to("on_site")
    desk.work(talks=3)
    desk.work(talks=4)
    desk.no(desk.round_id, "close", "staff")
    _extend_and_suspend(desk)
    _dispatch(desk)
    clue = desk.clue(to="handover_pending")
    _report(desk)
    _hand_over(desk, clue)
    set_grade(desk.office, clue, desk.who["staff"], Grade.WORK_SECRET, reason="涉及个人")
    item = _rectify(desk)
    _close(desk, item)


def halfway(desk: SmallOffice) -> None:
    """Play a round until limits run that have spoken, with people who are reached by channels."""
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        for name in ("leader", "liaison", "staff"):
            people.add_channel(work, desk.who[name], f"json://localhost/{name}")
        work.finish()
    desk.stand_in("chief", "deputy")
    desk.to("preparing")
    desk.on(date(2021, 10, 9))
    desk.to("on_site", after="preparing")
    _extend_and_suspend(desk)
    desk.on(date(2021, 12, 6))
    desk.sweep()


def _extend_and_suspend(desk: SmallOffice) -> None:
    wish = desk.open(
        "extension", "liaison", desk.assignment, deadline="unit_report", why="材料较多",
        requested_on="2021-11-30", progress="过半",
    )  # fmt: skip
    desk.give(wish, "check", "staff")
    desk.give(wish, "sign", "head")
    desk.give(wish, "approve", "chief", granted_on="2021-11-26")
    desk.on(date(2021, 11, 22))
    desk.sweep()
    for notice in desk.notices(desk.assignment):
        acknowledge(desk.office, key=notice["key"], person_id=notice["person_id"])
    suspend(desk.office, desk.round_id, desk.who["chief"], "疫情")
    desk.on(date(2021, 11, 25))
    resume(desk.office, desk.round_id, desk.who["chief"], "恢复")
    desk.give(desk.assignment, "receive_unit_report", "liaison")
    recompute_provisional(desk.office)


def _dispatch(desk: SmallOffice) -> None:
    desk.on(date(2021, 12, 6))
    desk.give(desk.round_id, "convene_dispatch", "chief")
    desk.give(desk.round_id, "hear_group", "staff", group=desk.group, progress="过半")
    desk.give(
        desk.round_id, "decide_extension", "deputy", acting_for="chief",
        dispatch_extension="extended", new_end="2021-12-24", reason="线索较多",
    )  # fmt: skip
    desk.give(desk.round_id, "close_dispatch", "director")
    desk.on(date(2021, 12, 16))
    desk.sweep()


def _report(desk: SmallOffice) -> None:
    unit = desk.assignment
    desk.on(date(2021, 12, 24))
    desk.give(unit, "wrap_up", "leader")
    desk.give(unit, "leave", "leader")
    desk.give(desk.round_id, "close_fieldwork", "staff")
    ready: dict[str, Any] = {
        "inspection_report": "巡察报告", "interview_report": "个别谈话情况报告",
    }  # fmt: skip
    desk.give(unit, "draft_report", "leader", **ready)
    desk.give(unit, "return_report", "staff", reason="补充依据")
    desk.give(unit, "draft_report", "leader", **ready)
    desk.give(unit, "review_report", "staff")
    desk.give(unit, "submit_report", "leader")
    desk.on(date(2022, 1, 10))
    desk.give(desk.round_id, "hear_report", "chief")
    desk.give(unit, "accept_report", "chief")
    desk.give(desk.round_id, "secretary_hears", "secretary")
    desk.give(desk.round_id, "approve_report", "committee")
    desk.give(desk.round_id, "start_handover", "staff")


def _hand_over(desk: SmallOffice, clue: int) -> None:
    desk.give(clue, "sign_by_group", "leader")
    desk.give(clue, "ask_supplement", "contact", reason="缺票据")
    desk.give(clue, "supply", "member", supplied="票据")
    for event, who in (*_SIGNED, ("sign_by_receiver", "contact")):
        desk.give(clue, event, who)
    desk.give(clue, "start_handling", "contact", handling="inquiry")
    desk.give(clue, "change_handling", "contact", handling="verification")
    desk.give(clue, "report_result", "contact", result="first_form", criticised=1)
    desk.reconcile(clue)
    desk.give(clue, "write_off", "staff")


def _rectify(desk: SmallOffice) -> int:
    desk.give(desk.round_id, "start_feedback", "staff")
    desk.on(date(2022, 1, 27))
    for event, inputs in FEEDBACK:
        desk.give(desk.assignment, event, "leader", **inputs)
    desk.give(desk.round_id, "start_rectification", "staff")
    desk.give(desk.assignment, "start_rectification", "head")
    item = desk.item(to="in_progress")
    wish = desk.open(
        "extension", "head", item, deadline="rectification_report", why="资金未到位",
        requested_on="2022-05-31", progress="过半",
    )  # fmt: skip
    desk.give(wish, "check", "staff")
    desk.give(wish, "sign", "head")
    desk.give(wish, "approve_partly", "chief", granted_on="2022-04-29", reason="一个月足够")
    desk.sweep_each_due_time(desk.clock.now().replace(month=5, day=20))
    return item


def _close(desk: SmallOffice, item: int) -> None:
    desk.give(item, "carry_over", "director", reason="资金仍未到位")
    desk.evaluate(money_returned=1_900_000_000)
    desk.give(desk.assignment, "close", "staff")
    desk.give(desk.round_id, "start_evaluation", "staff")
    desk.dismiss()
    desk.give(desk.round_id, "hear_rectification", "committee")
    wind_up(desk)
    desk.give(desk.round_id, "close", "chief")
