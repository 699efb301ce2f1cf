"""巡中调度: the page for the meeting itself, projected on a wall and open in several browsers.

What the meeting decides is one form each; a further one is a handler that gives its event through
`_carried_out`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import Response

from engine.advance import advance
from engine.commands import Advance, Open
from engine.dispatch import read_dispatch
from engine.explain import explain
from engine.opening import open_case
from kernel.errors import InvalidInput
from kernel.ids import case_id_of
from kernel.words import Text
from states.action_item import Comment
from web.csrf import Checked
from web.pages.one_round import around
from web.trying import tried
from web.visit import Filled, SignedIn, Visit

router = APIRouter()
_EVENTS = ("convene_dispatch", "hear_group", "decide_extension", "close_dispatch")
_DECISIONS = {
    "approve": ("granted_on", "late_consent", "exception_reason"),
    "approve_partly": ("granted_on", "reason", "late_consent", "exception_reason"),
    "reject": ("reason",),
}
"""How an extension is decided → what of the form belongs to it."""
_MOST_STAYS = 12
"""How many units of a group are read from a wall: the slowest ones."""
_COMMENTS = tuple(one for one in Comment if one is not Comment.SPECIAL_CHECK)
_DONE = {
    "convened": Text("已宣布召开调度会。", "The meeting is convened."),
    "heard": Text("已记录听取情况。", "The hearing is recorded."),
    "assigned": Text("已布置调度事项，并通知责任组。", "The item is set; its group is told."),
    "decided": Text("延期申请已作决定。", "The extension is decided."),
    "extended": Text("已决定是否延长进驻。", "Whether to extend the stay is decided."),
    "closed": Text("调度会已结束。", "The meeting is closed."),
}  # fmt: skip
"""What the page says after a form, by the code in its address."""


@router.get("/rounds/{number}/dispatch")
def meeting(visit: SignedIn, number: str, done: str = "") -> Response:
    """Show the meeting: a slot for each group, what waits for a decision, what was decided."""
    return _shown(visit, case_id_of(number), done=_DONE.get(done))


def _shown(
    visit: Visit,
    round_id: int,
    *,
    status: int = 200,
    done: Text | None = None,
    reasons: tuple[Text, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> Response:
    shown = around(visit, round_id, "/dispatch")
    found = read_dispatch(visit.office, round_id, visit.person_id, visit.acting_for)
    told = explain(visit.office, round_id, visit.person_id, acting_for=visit.acting_for)
    events = {one.event: one for one in told.events if one.event in _EVENTS}
    return visit.page(
        "dispatch.html", status=status, **shown, found=found, events=events, done=done,
        reasons=reasons, typed=typed or {}, comments=_COMMENTS, most=_MOST_STAYS,
    )  # fmt: skip


def _carried_out(
    visit: Visit, round_id: int, form: Mapping[str, str], act: Callable[[], Any], done: str
) -> Response:
    """Do what a form asks for; on a no show the page again with every reason and what was typed."""

    def done_with() -> Response:
        slot = f"#g-{form['group']}" if form.get("group") else ""
        acting = f"&for={quote(visit.stood_in_for)}" if visit.stood_in_for else ""
        number = visit.request.path_params["number"]
        return visit.go(f"/rounds/{number}/dispatch?done={done}{acting}{slot}")

    def again(status: int, reasons: tuple[Text, ...]) -> Response:
        return _shown(visit, round_id, status=status, reasons=reasons, typed=form)

    return tried(act, done_with, again)


def _give(visit: Visit, case_id: int, event: str, form: Mapping[str, str], *names: str) -> None:
    """Give an event with the named fields of a form, as of the revision the person saw."""
    inputs = {name: form[name] for name in names if form.get(name)}
    revision = _revision(form)
    advance(
        visit.office,
        Advance(case_id, event, visit.person_id, inputs, revision, visit.acting_for),
    )


def _revision(form: Mapping[str, str]) -> int:
    words = form.get("revision", "")
    if not words.isdecimal():
        raise InvalidInput(Text("表单不完整，请刷新后重填。", "The form is incomplete: reload it."))
    return int(words)


@router.post("/rounds/{number}/dispatch/convene", dependencies=[Checked])
def convene(visit: SignedIn, form: Filled, number: str) -> Response:
    """Convene the meeting."""
    round_id = case_id_of(number)
    return _carried_out(
        visit, round_id, form,
        lambda: _give(visit, round_id, "convene_dispatch", form, "meeting"), "convened",
    )  # fmt: skip


@router.post("/rounds/{number}/dispatch/hear", dependencies=[Checked])
def hear(visit: SignedIn, form: Filled, number: str) -> Response:
    """Record what a group told the meeting."""
    round_id = case_id_of(number)
    return _carried_out(
        visit, round_id, form,
        lambda: _give(visit, round_id, "hear_group", form, "group", "progress", "problems_found"),
        "heard",
    )  # fmt: skip


@router.post("/rounds/{number}/dispatch/items", dependencies=[Checked])
def assign(visit: SignedIn, form: Filled, number: str) -> Response:
    """Turn a comment into an action item with an owner and a date."""
    round_id = case_id_of(number)
    details = {name: form[name] for name in ("comment", "task", "due_on") if form.get(name)}
    if form.get("group"):
        details["group_id"] = form["group"]
    command = Open("action_item", visit.person_id, details, round_id, visit.acting_for)
    return _carried_out(visit, round_id, form, lambda: open_case(visit.office, command), "assigned")


@router.post("/rounds/{number}/dispatch/extensions/{wish}", dependencies=[Checked])
def decide_wish(visit: SignedIn, form: Filled, number: str, wish: str) -> Response:
    """Approve, approve in part or reject an extension."""
    round_id = case_id_of(number)

    def decide() -> None:
        event = form.get("event", "")
        if event not in _DECISIONS:
            raise InvalidInput(
                Text("请选择批准、部分批准或不批准。", "Choose to approve, in part, or to reject.")
            )
        _give(visit, case_id_of(wish), event, form, *_DECISIONS[event])

    return _carried_out(visit, round_id, form, decide, "decided")


@router.post("/rounds/{number}/dispatch/stay", dependencies=[Checked])
def decide_stay(visit: SignedIn, form: Filled, number: str) -> Response:
    """Decide whether the stay of the round is extended."""
    round_id = case_id_of(number)
    names = ("dispatch_extension", "new_end", "reason")
    return _carried_out(
        visit, round_id, form,
        lambda: _give(visit, round_id, "decide_extension", form, *names), "extended",
    )  # fmt: skip


@router.post("/rounds/{number}/dispatch/close", dependencies=[Checked])
def close(visit: SignedIn, form: Filled, number: str) -> Response:
    """Close the meeting."""
    round_id = case_id_of(number)
    return _carried_out(
        visit, round_id, form, lambda: _give(visit, round_id, "close_dispatch", form), "closed"
    )
