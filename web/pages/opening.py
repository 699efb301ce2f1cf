"""Opening a case 新建: below another one, or by itself where its kind hangs below none.

An extension is opened below the case whose deadline it is about; `?deadline=` says which.
"""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.commands import Open
from engine.filling import fill
from engine.forms import kind_named, round_of
from engine.openable import openable
from engine.opening import open_case
from engine.queries import show_case
from kernel.errors import NotFound, NotPermitted, TextError
from kernel.ids import case_id_of, case_number
from kernel.words import Text
from states.catalogue import AnyLifeCycle
from web.case_parts import near_cases
from web.csrf import Checked, Sent
from web.errors import status_of
from web.forms import Option, draw_form
from web.typed import typed_in
from web.visit import SignedIn, Visit

router = APIRouter()
_DEADLINE = "deadline"
_CLOSED = Text(
    "这类事项现在不能由您在这里新建：岗位不对，或上级事项的状态不允许。",
    "This kind of case is not yours to open here now: by your post, or by where the case above is.",
)


@router.get("/cases/new")
def list_kinds(visit: SignedIn) -> Response:
    """Show which kinds of case the person may open by themselves."""
    kinds = openable(visit.office, visit.person_id, acting_for=visit.acting_for)
    return visit.page("opening_kinds.html", kinds=kinds)


@router.get("/cases/new/{kind}")
def ask_new(visit: SignedIn, kind: str) -> Response:
    """Show the form of a case that hangs below none."""
    return _form(visit, kind_named(kind), None)


@router.post("/cases/new/{kind}", dependencies=[Checked])
def open_new(visit: SignedIn, sent: Sent, kind: str) -> Response:
    """Open a case that hangs below none."""
    return _open(visit, sent, kind_named(kind), None)


@router.get("/cases/{number}/open/{kind}")
def ask_below(visit: SignedIn, number: str, kind: str, deadline: str = "") -> Response:
    """Show the form of a case below another one."""
    return _form(visit, kind_named(kind), case_id_of(number), {_DEADLINE: deadline})


@router.post("/cases/{number}/open/{kind}", dependencies=[Checked])
def open_below(visit: SignedIn, sent: Sent, number: str, kind: str) -> Response:
    """Open a case below another one."""
    return _open(visit, sent, kind_named(kind), case_id_of(number))


def _open(visit: Visit, sent: Sent, cycle: AnyLifeCycle, parent: int | None) -> Response:
    typed: dict[str, Any] = {}
    try:
        typed = typed_in(visit.office, cycle.details, sent)
        details = fill(visit.office, cycle.details, typed, _round(visit, parent))
        made = open_case(
            visit.office,
            Open(
                cycle.kind, visit.person_id, details, parent, visit.acting_for,
                str(sent.get("key") or "") or None,
            ),
        )  # fmt: skip
    except TextError as error:
        if isinstance(error, NotFound):
            raise
        return _form(visit, cycle, parent, typed, error)
    return visit.go(visit.to(f"/cases/{made.number}", done="open"))


def _round(visit: Visit, parent: int | None) -> int | None:
    """Return the round in which a case is opened, where the person sees the case above.

    Raises:
        NotFound: there is no such case above, or the person may not know of it.
    """
    if parent is None:
        return None
    show_case(visit.office, parent, visit.person_id, visit.acting_for)
    return round_of(visit.office, parent)


def _form(
    visit: Visit,
    cycle: AnyLifeCycle,
    parent: int | None,
    typed: Mapping[str, Any] | None = None,
    error: TextError | None = None,
) -> Response:
    round_id = _round(visit, parent)
    may = openable(visit.office, visit.person_id, parent_id=parent, acting_for=visit.acting_for)
    offered: dict[str, tuple[Option, ...]] = {}
    above = None
    if parent is not None:
        above = show_case(visit.office, parent, visit.person_id, visit.acting_for)
        offered = near_cases(visit, cycle.details, round_id, above.row["group_id"])
        running = tuple((one.deadline, visit.say(one.label)) for one in above.deadlines)
        if any(one.name == _DEADLINE for one in cycle.details):
            offered[_DEADLINE] = running
    if error is None and all(one.kind != cycle.kind for one in may):
        raise NotPermitted(_CLOSED)
    return visit.page(
        "opening.html", status=status_of(error)[0] if error else 200, cycle=cycle, above=above,
        number=case_number(parent) if parent is not None else "",
        drawn=draw_form(visit, cycle.details, round_id, typed, offered),
        reasons=error.reasons if error else (), key=token_urlsafe(16),
    )  # fmt: skip
