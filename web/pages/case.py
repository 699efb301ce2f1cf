"""A case 事项: what it is, what may be done with it now and why not, and what happened to it.

`/cases/{number}/{event}` shows the form of one event alone: what the desk and notices link to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.advance import advance
from engine.commands import Advance
from engine.explain import EventView, Explanation, explain
from engine.filling import fill
from engine.forms import Form, form_of
from engine.queries import CaseSheet, show_case
from engine.suspend import resume, suspend
from kernel.errors import InvalidInput, NotFound, TextError
from kernel.ids import case_id_of, case_number
from kernel.words import Text
from web.case_parts import account_of, near_cases, sides_of
from web.csrf import Checked, Sent
from web.errors import status_of
from web.forms import Drawn, draw_form
from web.typed import in_words, typed_in
from web.visit import SignedIn, Visit

router = APIRouter()
_CLOCKS = {"suspend": suspend, "resume": resume}
_ELSEWHERE = "event_is_open"
"""The rule that says no where an event belongs to other states than the present one."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form that was not taken: which, why, and what was typed into it."""

    event: str
    status: int
    reasons: tuple[Text, ...]
    typed: Mapping[str, Any]
    left: tuple[tuple[Text, str], ...] = ()
    """What was typed, where its form is not open any more."""


@router.get("/cases/{number}")
def show(visit: SignedIn, number: str, page: int = 1, done: str = "") -> Response:
    """Show a case as far as the person reads it."""
    return _whole(visit, case_id_of(number), page=page, done=done)


@router.get("/cases/{number}/{event}")
def show_form(visit: SignedIn, number: str, event: str) -> Response:
    """Show the form of one event alone."""
    return _alone(visit, case_id_of(number), event)


@router.post("/cases/{number}/{event}", dependencies=[Checked])
def give(visit: SignedIn, sent: Sent, number: str, event: str) -> Response:
    """Give the event, or say why not beside the form, with what was typed still in it."""
    case_id = case_id_of(number)
    form = form_of(visit.office, case_id, event, visit.person_id, visit.acting_for)
    typed: dict[str, Any] = {}
    try:
        seen = _revision(sent.get("revision"))
        typed = typed_in(visit.office, form.asks, sent)
        timely = form.is_open and seen == form.revision
        inputs = fill(visit.office, form.asks, typed, form.round_id, strict=timely)
        advance(
            visit.office,
            Advance(
                case_id, form.event, visit.person_id, inputs, seen, visit.acting_for,
                str(sent.get("key") or "") or None,
            ),
        )  # fmt: skip
    except TextError as error:
        return _refused(visit, form, typed, error, alone=sent.get("alone") == "yes")
    return _after(visit, case_id, form.event)


@router.post("/cases/{number}/clocks/{what}", dependencies=[Checked])
def hold(visit: SignedIn, sent: Sent, number: str, what: str) -> Response:
    """Stop the clocks of a case and of everything below it, or start them again.

    Raises:
        NotFound: there is no such form.
    """
    case_id, reason = case_id_of(number), str(sent.get("reason") or "")
    run = _CLOCKS.get(what)
    if run is None:
        raise NotFound(Text("没有这一页。", "There is no such page."))
    try:
        seen = _revision(sent.get("revision"))
        run(
            visit.office, case_id, visit.person_id, reason, acting_for=visit.acting_for,
            revision=seen,
        )  # fmt: skip
    except (NotFound, TextError) as error:
        if isinstance(error, NotFound):
            raise
        refused = Refusal(what, status_of(error)[0], error.reasons, {"reason": reason})
        return _whole(visit, case_id, refused=refused)
    return _after(visit, case_id, what)


def _revision(words: object) -> int:
    """Return the revision that a form was drawn for.

    Raises:
        InvalidInput: the form does not say.
    """
    try:
        return int(str(words))
    except ValueError as error:
        raise InvalidInput(
            Text("表单缺少版次，请刷新页面后重填。", "The form names no revision: reload the page.")
        ) from error


def _refused(
    visit: Visit, form: Form, typed: Mapping[str, Any], error: TextError, *, alone: bool
) -> Response:
    if isinstance(error, NotFound):
        raise error
    left = () if form.is_open else tuple(in_words(form.asks, typed))
    refused = Refusal(form.event, status_of(error)[0], error.reasons, typed, left)
    if alone:
        return _alone(visit, form.case_id, form.event, refused)
    return _whole(visit, form.case_id, refused=refused)


def _after(visit: Visit, case_id: int, done: str) -> Response:
    """Return to the case; to the desk, where the person does not see it any more."""
    try:
        explain(visit.office, case_id, visit.person_id, acting_for=visit.acting_for)
    except NotFound:
        return visit.go(visit.to("/desk"))
    return visit.go(visit.to(f"/cases/{case_number(case_id)}", done=done))


def _whole(
    visit: Visit, case_id: int, *, page: int = 1, done: str = "", refused: Refusal | None = None
) -> Response:
    who, acting_for = visit.person_id, visit.acting_for
    sheet = show_case(visit.office, case_id, who, acting_for)
    seen = explain(visit.office, case_id, who, acting_for=acting_for)
    forms = {one.event: _drawn(visit, sheet, one, refused) for one in seen.events if one.is_open}
    return visit.page(
        "case.html", status=refused.status if refused else 200, case=sheet, seen=seen, forms=forms,
        here=[one for one in seen.events if not one.is_open and not _is_elsewhere(one)],
        elsewhere=[one for one in seen.events if not one.is_open and _is_elsewhere(one)],
        account=account_of(visit, case_id, page), refused=refused, key=token_urlsafe(16),
        done=_done(seen, done), **sides_of(visit, sheet),
    )  # fmt: skip


def _is_elsewhere(event: EventView) -> bool:
    return any(why.rule == _ELSEWHERE for why in event.closed)


def _done(seen: Explanation, code: str) -> Text | None:
    """Return what has just been done, by the code in the address."""
    words = {"suspend": Text("暂停计时", "Stop the clocks"), "resume": Text("恢复计时", "Resume")}
    words.update((one.event, one.label) for one in seen.events)
    words["open"] = Text("新建", "Open")
    return words.get(code)


def _drawn(visit: Visit, sheet: CaseSheet, event: EventView, refused: Refusal | None) -> Drawn:
    typed = refused.typed if refused and refused.event == event.event else None
    row = sheet.row
    round_id = sheet.id if row["kind"] == "round" else row["round_id"]
    offered = near_cases(visit, event.asks, round_id, row["group_id"])
    return draw_form(visit, event.asks, round_id, typed, offered, event.event)


def _alone(visit: Visit, case_id: int, event: str, refused: Refusal | None = None) -> Response:
    """Show one form; who has not signed the pledges yet sees no more of the case than that."""
    form = form_of(visit.office, case_id, event, visit.person_id, visit.acting_for)
    view = None
    try:
        seen = explain(visit.office, case_id, visit.person_id, acting_for=visit.acting_for)
        view = next((one for one in seen.events if one.event == form.event), None)
    except NotFound:
        seen = None
    typed = refused.typed if refused else None
    offered = near_cases(visit, form.asks, form.round_id, None)
    drawn = draw_form(visit, form.asks, form.round_id, typed, offered)
    label = next(one.label for one in form.cycle.events if one.value == form.event)
    return visit.page(
        "case_form.html", status=refused.status if refused else 200, form=form, view=view,
        visible=seen is not None, label=label, state=form.cycle.state(form.state).label,
        number=case_number(case_id), drawn=drawn, refused=refused, key=token_urlsafe(16),
    )  # fmt: skip
