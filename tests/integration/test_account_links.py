"""One-time links: the first account, passwords, one use, voiding, and what a password must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from engine.accounts.links import (
    first_link,
    issue_link,
    link_address,
    link_of,
    redeem_first,
    redeem_link,
)
from engine.accounts.signing import SignedIn, open_session, session_of, sign_in
from engine.audit import verify
from engine.office import Office
from engine.people_doors import appoint, deactivate
from engine.people_placing import Appointment
from kernel.clock import ManualClock
from kernel.errors import InvalidInput, NotFound, NotPermitted
from rules.posts import CaseScope, Post
from tests.support.accounts import PASSWORD, administrator, refused, with_account
from tests.support.acting import reopen
from tests.support.fresh import make_tables
from tests.support.office import PLANNING, SINCE, SmallOffice


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """Return an office in which nobody is registered yet."""
    office = reopen(database_url, tmp_path, PLANNING, durable=False)
    make_tables(office.database)
    yield office
    assert verify(office.database, office.policy).faults == ()
    office.database.close()


def entries(desk: SmallOffice) -> list[dict[str, Any]]:
    [row] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    return [one for one in desk.entries(row["id"]) if one["what"] == "account"]


def later(office: Office, **span: float) -> None:
    assert isinstance(office.clock, ManualClock)
    office.clock.set(office.now() + timedelta(**span))


# ── the first account ──


def test_the_first_link_makes_the_administrator_who_lets_the_others_in(empty: Office) -> None:
    token = first_link(empty)
    assert token is not None

    signed = redeem_first(empty, token, "admin1", "管理员一", PASSWORD)

    view = session_of(empty, signed.token)
    assert view is not None
    assert (view.code, view.name) == ("admin1", "管理员一")
    with empty.database.reading() as tx:
        directory = empty.directory(tx)
    admins = directory.holders((Post.SYSTEM_ADMIN,), CaseScope(), SINCE.replace(year=2022))
    assert admins == (signed.person_id,)
    assert sign_in(empty, "admin1", PASSWORD).person_id == signed.person_id


def test_once_there_is_an_account_no_first_link_is_given_or_taken(empty: Office) -> None:
    one, other = first_link(empty), first_link(empty)
    assert one
    assert other

    assert link_of(empty, one) is not None
    redeem_first(empty, other, "admin1", "管理员一", PASSWORD)

    assert first_link(empty) is None
    assert link_of(empty, one) is None
    for token in (one, other):
        with pytest.raises(NotFound):
            redeem_first(empty, token, "admin2", "管理员二", PASSWORD)
        with pytest.raises(NotFound):
            redeem_link(empty, token, PASSWORD)


def test_who_signed_in_through_a_provider_closes_the_first_link_too(desk: SmallOffice) -> None:
    token = first_link(desk.office)
    assert token is not None

    open_session(desk.office, desk.who["staff"])

    assert first_link(desk.office) is None
    with pytest.raises(NotFound):
        redeem_first(desk.office, token, "admin1", "管理员一", PASSWORD)


def test_the_code_of_somebody_else_does_not_become_administrator(desk: SmallOffice) -> None:
    token = first_link(desk.office)
    assert token is not None

    with pytest.raises(InvalidInput, match="no system administrator"):
        redeem_first(desk.office, token, "leader", "组长一", PASSWORD)
    administrator(desk)
    signed = redeem_first(desk.office, token, "stranger", "管理员一", PASSWORD)

    assert signed.person_id == desk.who["stranger"]


def test_every_mistake_in_the_first_account_is_told_and_the_link_is_still_good(
    empty: Office,
) -> None:
    token = first_link(empty)
    assert token is not None

    with pytest.raises(InvalidInput) as wrong:
        redeem_first(empty, token, " ", "", "1234567")
    assert len(wrong.value.reasons) == 3

    redeem_first(empty, token, "admin1", "管理员一", PASSWORD)


# ── links for the others ──


def test_only_administrators_issue_links_and_a_refused_attempt_is_on_record(
    desk: SmallOffice,
) -> None:
    security = desk.who["deputy"]
    desk.appoint("deputy", Post.SECURITY_ADMIN, since=SINCE)

    for name in ("staff", "director", "leader", "secretary", "clerk"):
        with pytest.raises(NotPermitted):
            issue_link(desk.office, desk.who["clerk"], desk.who[name])
    issue_link(desk.office, desk.who["clerk"], security)

    [register] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    last = desk.entries(register["id"])[-6:]
    assert [one["what"] for one in last] == [*["refusal"] * 5, "account"]
    told = {name: last[-1][name] for name in ("act", "by", "person", "purpose")}
    assert told == {
        "act": "link_issued", "by": security, "person": desk.who["clerk"], "purpose": "password",
    }  # fmt: skip


def test_a_link_is_good_once(desk: SmallOffice) -> None:
    token = issue_link(desk.office, desk.who["clerk"], administrator(desk))
    seen = link_of(desk.office, token)
    assert seen is not None
    assert (seen.code, seen.name) == ("clerk", "clerk")

    redeem_link(desk.office, token, PASSWORD)

    assert link_of(desk.office, token) is None
    with pytest.raises(NotFound):
        redeem_link(desk.office, token, PASSWORD + "!")
    assert sign_in(desk.office, "clerk", PASSWORD).person_id == desk.who["clerk"]
    assert [one["act"] for one in entries(desk)] == ["link_issued", "password_set"]


def test_a_link_dies_after_two_days_by_a_newer_one_and_with_its_person(
    desk: SmallOffice,
) -> None:
    admin, clerk = administrator(desk), desk.who["clerk"]
    old = issue_link(desk.office, clerk, admin)
    newer = issue_link(desk.office, clerk, admin)
    assert link_of(desk.office, old) is None
    assert link_of(desk.office, newer) is not None
    later(desk.office, hours=48)
    assert link_of(desk.office, newer) is None
    last = issue_link(desk.office, clerk, admin)

    deactivate(desk.office, clerk, desk.who["director"])

    assert link_of(desk.office, last) is None
    for token in (old, newer, last, "invented"):
        with pytest.raises(NotFound):
            redeem_link(desk.office, token, PASSWORD)


def test_a_new_password_ends_every_session_that_was_open_and_lets_nobody_wait(
    desk: SmallOffice,
) -> None:
    before = with_account(desk, "clerk")
    for _ in range(5):
        refused(desk, "clerk")

    after = with_account(desk, "clerk", "another 梅雨 1988")

    assert session_of(desk.office, before.token) is None
    assert session_of(desk.office, after.token) is not None
    sign_in(desk.office, "clerk", "another 梅雨 1988")
    assert len(refused(desk, "clerk", PASSWORD)) == 1


def test_a_link_used_in_one_process_is_used_in_every_other(desk: SmallOffice) -> None:
    token = issue_link(desk.office, desk.who["clerk"], administrator(desk))
    other = desk.again()

    signed = redeem_link(other.office, token, PASSWORD)

    assert session_of(desk.office, signed.token) is not None
    with pytest.raises(NotFound):
        redeem_link(desk.office, token, PASSWORD)


def at_once(*redeem: Callable[[], SignedIn]) -> list[SignedIn]:
    """Redeem at the same moment and return who was let in; the others hear that it is too late."""

    def try_it(one: Callable[[], SignedIn]) -> SignedIn | None:
        try:
            return one()
        except NotFound:
            return None

    with ThreadPoolExecutor(len(redeem)) as many:
        return [one for one in many.map(try_it, redeem) if one is not None]


def test_a_link_used_twice_at_the_same_moment_is_used_once(desk: SmallOffice) -> None:
    token = issue_link(desk.office, desk.who["clerk"], administrator(desk))
    passwords = [f"梅雨 in July {year}" for year in range(1987, 1991)]

    let_in = at_once(*(partial(redeem_link, desk.office, token, one) for one in passwords))

    assert len(let_in) == 1
    assert len(desk.rows("SELECT person_id FROM web_sessions")) == 1


def test_two_first_links_used_at_the_same_moment_make_one_administrator(empty: Office) -> None:
    tokens = [first_link(empty) for _ in range(4)]

    let_in = at_once(
        *(
            partial(redeem_first, empty, token or "", f"admin{number}", "管理员", PASSWORD)
            for number, token in enumerate(tokens)
        )
    )

    assert len(let_in) == 1
    with empty.database.reading() as tx:
        assert len(tx.rows("SELECT id FROM people")) == 1


@pytest.mark.parametrize(
    ("password", "mistakes"),
    [("short", 1), ("clerk", 2), ("CLERK", 2), ("Password123", 1), ("ｐassword123", 1),
     ("888888888888", 1), ("x" * 257, 2), ("梅雨 1987 夏", 1), ("梅雨 1987 夏天", 0)],
)  # fmt: skip
def test_a_password_is_refused_with_every_mistake_and_never_repeated(
    desk: SmallOffice, password: str, mistakes: int
) -> None:
    token = issue_link(desk.office, desk.who["clerk"], administrator(desk))
    if not mistakes:
        redeem_link(desk.office, token, password)
        return
    with pytest.raises(InvalidInput) as wrong:
        redeem_link(desk.office, token, password)
    assert len(wrong.value.reasons) == mistakes
    assert password not in str(wrong.value)
    assert link_of(desk.office, token) is not None


def test_a_link_is_opened_at_the_address_of_the_office(desk: SmallOffice) -> None:
    assert link_address(desk.office, "token") == "http://127.0.0.1:8080/link/token"
    desk.office.base_url = "https://desk.example"
    assert link_address(desk.office, "token") == "https://desk.example/link/token"


def test_who_keeps_the_register_may_appoint_but_issues_no_links(desk: SmallOffice) -> None:
    appoint(desk.office, Appointment(desk.who["deputy"], "system_admin"), desk.who["staff"])

    with pytest.raises(NotPermitted):
        issue_link(desk.office, desk.who["deputy"], desk.who["staff"])
    assert issue_link(desk.office, desk.who["staff"], desk.who["deputy"])
