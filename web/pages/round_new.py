"""The form of a new round: its name, focus and window, its groups and the units they inspect.

What may stand in it and every check are those of a file for `xuncheng round open`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from engine.scenario.loading import round_of_form
from engine.scenario.registering import open_round
from kernel.errors import NotPermitted
from kernel.words import Text
from rules.access import may_fire
from states.assignment import Mode
from states.round import ROUND
from web.csrf import Checked
from web.trying import tried
from web.visit import NOT_FOR_YOU, Filled, SignedIn, Visit

router = APIRouter()
_GROUP = ("code", "name", "leader", "deputy", "liaison", "members")
_UNIT = ("code", "name", "type", "parent", "group", "mode", "head", "liaison")
_PLAIN = ("name", "on_site_start", "on_site_end", "focus", "plan_line", "mode")
_LEAST_ROWS = {"groups": 3, "units": 6}
_MOST_ROWS = 2_000
_SEVERAL = re.compile(r"[\s,，、;；]+")
_MOST_OFFERED = 300
"""How many codes of people or units a field offers; more would only slow the page down."""

Rows = list[dict[str, str]]


@router.get("/rounds/new")
def ask(visit: SignedIn) -> Response:
    """Show the empty form to those who may open a round.

    Raises:
        NotPermitted: opening a round is not for this person.
    """
    if not may_fire(visit.posts, ROUND.opened_by, before_pledges=False):
        raise NotPermitted(NOT_FOR_YOU)
    return _shown(visit, {})


@router.post("/rounds/new", dependencies=[Checked])
def open_it(visit: SignedIn, form: Filled) -> Response:
    """Open the round with everything below it, or say every mistake and keep what was typed."""
    made: list[str] = []

    def act() -> None:
        plan = round_of_form(_content(form))
        made.append(open_round(visit.office, plan, visit.person_id, visit.acting_for).number)

    return tried(
        act,
        lambda: visit.go(f"/rounds/{made[0]}"),
        lambda status, reasons: _shown(visit, form, status=status, reasons=reasons),
    )


def _shown(
    visit: Visit, form: Mapping[str, str], *, status: int = 200, reasons: tuple[Text, ...] = ()
) -> Response:
    rows = {
        "groups": _padded(_rows(form, "groups", _GROUP), "groups"),
        "units": _padded(_rows(form, "units", _UNIT), "units"),
    }
    people = [(one.code, one.name) for one in visit.directory.people.values()]
    units = [(one.code, one.name) for one in visit.directory.units.values()]
    return visit.page(
        "round_new.html", status=status, reasons=reasons, typed=form, rows=rows, modes=tuple(Mode),
        people=people[:_MOST_OFFERED], units=units[:_MOST_OFFERED],
    )  # fmt: skip


def _rows(form: Mapping[str, str], part: str, names: tuple[str, ...]) -> Rows:
    """Return the rows of a part of the form as typed, without empty ones."""
    found: Rows = []
    at = 0
    while f"{part}.{at}.code" in form and at < _MOST_ROWS:
        row = {name: form.get(f"{part}.{at}.{name}", "").strip() for name in names}
        if any(value for name, value in row.items() if name != "mode"):
            found.append(row)
        at += 1
    return found


def _padded(rows: Rows, part: str) -> Rows:
    return rows + [{} for _ in range(max(_LEAST_ROWS[part] - len(rows), 1))]


def _content(form: Mapping[str, str]) -> dict[str, Any]:
    """Return the form as a file would have it: what is empty is left out."""
    content: dict[str, Any] = {name: form[name].strip() for name in _PLAIN if form.get(name)}
    content["groups"] = [
        {**_filled(row), "members": [one for one in _SEVERAL.split(row["members"]) if one]}
        for row in _rows(form, "groups", _GROUP)
    ]
    content["units"] = [_filled(row) for row in _rows(form, "units", _UNIT)]
    return content


def _filled(row: Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}
