"""The list of rounds 轮次: those a person may see, by year, phase and state, and where each is."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter
from fastapi.responses import Response

from engine.rounds import ROWS, RoundFilter, list_rounds
from kernel.errors import InvalidInput
from kernel.words import Labelled, Text
from rules.access import may_fire
from states.definition import Phase
from states.round import ROUND, State
from web.visit import SignedIn

router = APIRouter()
_LAST = 100_000
"""No list is longer than so many pages."""
L = TypeVar("L", bound=Labelled)


@router.get("/rounds")
def rounds(
    visit: SignedIn, year: str = "", phase: str = "", state: str = "", page: int = 1
) -> Response:
    """Show one page of the rounds that who is signed in may see.

    Raises:
        InvalidInput: a filter in the address is none.
    """
    wanted = RoundFilter(_year(year), _one_of(State, state), _one_of(Phase, phase))
    page = min(max(page, 1), _LAST)
    found = list_rounds(
        visit.office, visit.person_id, wanted, acting_for=visit.acting_for, page=page
    )
    query = {"year": year, "phase": phase, "state": state, "for": visit.stood_in_for}
    return visit.page(
        "rounds.html", found=found, wanted=wanted, phases=tuple(Phase), states=tuple(State),
        page=page, pages=max(-(-found.total // ROWS), 1),
        query={name: value for name, value in query.items() if value},
        may_open=may_fire(visit.posts, ROUND.opened_by, before_pledges=False),
    )  # fmt: skip


def _year(words: str) -> int | None:
    if not words:
        return None
    if not words.isdecimal() or not 1949 <= int(words) <= 9998:  # noqa: PLR2004 - years a date may have
        raise InvalidInput(Text("年份应为四位数字。", "A year is a number of four digits."))
    return int(words)


def _one_of(kind: type[L], words: str) -> L | None:
    if not words:
        return None
    try:
        return kind(words)
    except ValueError:
        raise InvalidInput(
            Text("筛选条件不存在，请重新选择。", "There is no such filter: choose again.")
        ) from None
