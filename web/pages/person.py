"""One person: posts given and taken, stand-ins, channels, the account; each change is a form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from engine import people_doors
from engine.accounts.keeping import AccountLine, list_accounts
from engine.accounts.links import issue_link
from engine.people_list import PersonLine, list_people
from engine.people_placing import Appointment
from engine.registrar import Substitution, register_stand_in
from kernel.errors import InvalidInput, NotFound
from kernel.ids import case_id_of
from kernel.words import Text
from rules.audience import Audience
from rules.posts import Post
from web.csrf import Checked
from web.trying import tried
from web.visit import AccountKeeper, Register, Visit

router = APIRouter()
Words = Annotated[str, Form()]
_BAD_DATE = Text("日期应写成 2026-03-02 的样子。", "Write dates as 2026-03-02.")


@router.get("/people/{code}")
def person(visit: Register, code: str) -> Response:
    """Show one person.

    Raises:
        NotFound: nobody active has that code.
    """
    return _shown(visit, code)


@router.post("/people/{code}/posts", dependencies=[Checked])
def appoint(
    visit: Register, code: str, post: Words = "", place: Words = "", round_: Words = "",
    group: Words = "", since: Words = "", until: Words = "",
) -> Response:  # fmt: skip
    """Give a post."""

    def act() -> None:
        wanted = Appointment(
            _id(visit, code), post, place.strip(), case_id_of(round_) if round_ else None,
            group.strip(), _day(since), _day(until),
        )  # fmt: skip
        people_doors.appoint(visit.office, wanted, visit.person_id, visit.acting_for)

    return _tried(visit, code, act)


@router.post("/people/{code}/release", dependencies=[Checked])
def release(visit: Register, code: str, post: Words = "") -> Response:
    """Take one post, or all of them, at once."""
    return _tried(
        visit, code,
        lambda: people_doors.release(
            visit.office, _id(visit, code), visit.person_id, visit.acting_for, post=post
        ),
    )  # fmt: skip


@router.post("/people/{code}/deactivate", dependencies=[Checked])
def deactivate(visit: Register, code: str) -> Response:
    """End everything the person may do; what they did stays."""
    return tried(
        lambda: people_doors.deactivate(
            visit.office, _id(visit, code), visit.person_id, visit.acting_for
        ),
        lambda: visit.go("/people"),
        lambda status, reasons: _shown(visit, code, status, reasons),
    )


@router.post("/people/{code}/stand-ins", dependencies=[Checked])
def stand_in(
    visit: Register, code: str, who: Words = "", since: Words = "", until: Words = "",
    reason: Words = "", round_: Words = "",
) -> Response:  # fmt: skip
    """Have somebody act for the person for a time."""

    def act() -> None:
        first, last = _day(since), _day(until)
        if first is None or last is None or not reason.strip():
            raise InvalidInput(
                Text("请填写起止日期和理由。", "Both dates and a reason are asked for.")
            )
        wanted = Substitution(
            _id(visit, code), _id(visit, who.strip()), first, last, reason.strip(),
            case_id_of(round_) if round_ else None,
        )  # fmt: skip
        register_stand_in(visit.office, wanted, visit.person_id, visit.acting_for)

    return _tried(visit, code, act)


@router.post("/people/{code}/stand-ins/end", dependencies=[Checked])
def end_stand_in(visit: Register, code: str, who: Words = "") -> Response:
    """Have somebody act for the person no more."""
    return _tried(
        visit, code,
        lambda: people_doors.end_stand_in(
            visit.office, _id(visit, code), _id(visit, who), visit.person_id, visit.acting_for
        ),
    )  # fmt: skip


@router.post("/people/{code}/channels", dependencies=[Checked])
def add_channel(visit: Register, code: str, url: Words = "") -> Response:
    """Add a way to reach the person; the address is sealed and never shown again."""

    def act() -> None:
        if not url.strip():
            raise InvalidInput(Text("缺少渠道地址。", "The address of the channel is missing."))
        people_doors.add_channel(
            visit.office, _id(visit, code), url.strip(), visit.person_id, visit.acting_for
        )

    return _tried(visit, code, act)


@router.post("/people/{code}/channels/drop", dependencies=[Checked])
def drop_channel(visit: Register, code: str, position: Annotated[int, Form(ge=0)]) -> Response:
    """Reach the person no longer through one channel."""
    return _tried(
        visit, code,
        lambda: people_doors.drop_channel(
            visit.office, _id(visit, code), position, visit.person_id, visit.acting_for
        ),
    )  # fmt: skip


@router.post("/people/{code}/link", dependencies=[Checked])
def give_link(visit: AccountKeeper, code: str) -> Response:
    """Show a one-time link with which the person sets a password; it is shown this once."""
    token = issue_link(visit.office, _id(visit, code), visit.person_id)
    site = visit.office.base_url or str(visit.request.base_url).rstrip("/")
    return _shown(visit, code, link=f"{site}/link/{token}")


def _tried(visit: Visit, code: str, act: Callable[[], object]) -> Response:
    return tried(
        act,
        lambda: visit.go(f"/people/{code}"),
        lambda status, reasons: _shown(visit, code, status, reasons),
    )


def _shown(
    visit: Visit, code: str, status: int = 200, reasons: tuple[Text, ...] = (), link: str = ""
) -> Response:
    person = next((one for one in list_people(visit.office) if one.code == code), None)
    if person is None:
        raise NotFound(Text("没有此人，或此人已停用。", "There is nobody like that."))
    labels = {one.value: visit.office.policy.label(one) for one in Post if one is not Post.CLOCK}
    return visit.page(
        "person.html", status=status, person=person, posts=labels, reasons=reasons, link=link,
        account=_account(visit, person), places=_places(visit),
    )  # fmt: skip


def _account(visit: Visit, person: PersonLine) -> AccountLine | None:
    """Return the account of somebody, for those who keep accounts."""
    if not visit.may_enter(Audience.ACCOUNT_KEEPERS):
        return None
    found = list_accounts(visit.office, visit.person_id)
    return next((one for one in found if one.code == person.code), None)


def _places(visit: Visit) -> list[tuple[str, str]]:
    """Return (code, name) of every unit and body a post may be held at."""
    many = (*visit.directory.units.values(), *visit.directory.bodies.values())
    return sorted({(one.code, one.name) for one in many})


def _id(visit: Visit, code: str) -> int:
    return visit.directory.person(code).id


def _day(typed: str) -> date | None:
    """Return a day that was typed, or None where nothing was."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise InvalidInput(_BAD_DATE) from None
