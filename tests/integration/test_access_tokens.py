"""Tokens of programs and calendars, saved views: whose they are, what they open, when they end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.accounts.signing import session_of
from engine.accounts.tokens import (
    TokenKind,
    TokenScope,
    create_token,
    list_tokens,
    revoke_token,
    token_of,
)
from engine.accounts.views import add_view, choose_language, drop_view, list_views
from engine.people_doors import deactivate, release
from kernel.errors import InvalidInput, NotFound
from tests.support.accounts import with_account
from tests.support.office import SmallOffice

CANARY = "canary of a label"


def test_a_token_says_whose_it_is_and_what_it_may_do(desk: SmallOffice) -> None:
    token = create_token(desk.office, desk.who["staff"], "统计", "api", ["read", "act"], 30)

    found = token_of(desk.again().office, token)

    assert found is not None
    assert (found.code, found.kind) == ("staff", TokenKind.API)
    assert found.scopes == {TokenScope.READ, TokenScope.ACT}
    assert token_of(desk.office, token + "x") is None


def test_a_calendar_has_its_feed_and_no_scope(desk: SmallOffice) -> None:
    token = create_token(desk.office, desk.who["staff"], "手机", "calendar", (), 365)
    found = token_of(desk.office, token)
    assert found is not None
    assert (found.kind, found.scopes) == (TokenKind.CALENDAR, frozenset())

    with pytest.raises(InvalidInput, match="feed only"):
        create_token(desk.office, desk.who["staff"], "手机", "calendar", ["read"], 30)


def test_every_mistake_in_a_token_is_told_at_once(desk: SmallOffice) -> None:
    with pytest.raises(InvalidInput) as wrong:
        create_token(desk.office, desk.who["staff"], " ", "dream", ["everything"], 366)

    assert len(wrong.value.reasons) == 4
    with pytest.raises(InvalidInput, match="scope"):
        create_token(desk.office, desk.who["staff"], "统计", "api", (), 30)


def test_a_token_ends_on_its_day_and_when_its_person_revokes_it(desk: SmallOffice) -> None:
    staff, clerk = desk.who["staff"], desk.who["clerk"]
    kept = create_token(desk.office, staff, "一", "api", ["read"], 30)
    revoked = create_token(desk.office, staff, "二", "api", ["read"], 30)
    hashes = {one.label: one.token_hash for one in list_tokens(desk.office, staff)}

    with pytest.raises(NotFound):
        revoke_token(desk.office, clerk, hashes["二"])
    assert token_of(desk.office, revoked) is not None
    revoke_token(desk.office, staff, hashes["二"])

    assert token_of(desk.office, revoked) is None
    assert token_of(desk.office, kept) is not None
    for unknown in (hashes["二"], "no hash"):
        with pytest.raises(NotFound):
            revoke_token(desk.office, staff, unknown)
    desk.clock.set(desk.clock.now() + timedelta(days=30))
    assert token_of(desk.office, kept) is None


def test_tokens_end_with_the_last_post_and_with_the_person(desk: SmallOffice) -> None:
    tokens = {
        name: create_token(desk.office, desk.who[name], "统计", "api", ["read"], 30)
        for name in ("clerk", "vice", "staff")
    }

    release(desk.office, desk.who["clerk"], desk.who["director"])
    deactivate(desk.office, desk.who["vice"], desk.who["director"])

    alive = [name for name, token in tokens.items() if token_of(desk.office, token)]
    assert alive == ["staff"]
    with pytest.raises(NotFound):
        create_token(desk.office, desk.who["vice"], "统计", "api", ["read"], 30)


def test_the_record_tells_of_a_token_without_the_token_or_its_label(desk: SmallOffice) -> None:
    staff = desk.who["staff"]
    token = create_token(desk.office, staff, CANARY, "api", ["read", "export"], 30)
    [line] = list_tokens(desk.office, staff)
    revoke_token(desk.office, staff, line.token_hash)

    [register] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    told = [one for one in desk.entries(register["id"]) if one["what"] == "account"]
    assert [(one["act"], one["by"], one["person"]) for one in told] == [
        ("token_created", staff, staff), ("token_revoked", staff, staff),
    ]  # fmt: skip
    assert told[0]["scopes"] == ["export", "read"]
    for secret in (CANARY, token):
        assert secret not in str(told)
    assert token not in str(desk.rows("SELECT * FROM access_tokens"))


def test_the_last_use_of_a_token_is_kept_to_the_minute(desk: SmallOffice) -> None:
    staff = desk.who["staff"]
    token = create_token(desk.office, staff, "统计", "api", ["read"], 30)
    began, used = desk.clock.now(), []
    for _ in range(3):
        token_of(desk.office, token)
        used.append(list_tokens(desk.office, staff)[0].used_at)
        desk.clock.set(desk.clock.now() + timedelta(seconds=40))

    assert used[:2] == [began, began]
    assert used[2] == began + timedelta(seconds=80)


# ── what people set up for themselves ──


def test_a_view_is_kept_for_one_person_and_page_and_replaced_under_its_name(
    desk: SmallOffice,
) -> None:
    staff, clerk = desk.who["staff"], desk.who["clerk"]
    add_view(desk.office, staff, "desk", "超期", "late=1")
    made = add_view(desk.office, staff, "desk", "超期", "late=1&kind=clue")
    add_view(desk.office, staff, "ledgers", "我的", "mine=1")

    [view] = list_views(desk.office, staff, "desk")
    assert (view.id, view.query) == (made, "late=1&kind=clue")
    assert list_views(desk.office, clerk, "desk") == []
    with pytest.raises(NotFound):
        drop_view(desk.office, clerk, made)
    drop_view(desk.office, staff, made)
    assert list_views(desk.office, staff, "desk") == []


def test_a_view_without_a_name_or_with_too_long_a_filter_is_refused(desk: SmallOffice) -> None:
    with pytest.raises(InvalidInput) as wrong:
        add_view(desk.office, desk.who["staff"], "desk", " ", "x" * 2001)

    assert len(wrong.value.reasons) == 2


def test_a_person_chooses_the_language_of_their_pages(desk: SmallOffice) -> None:
    signed = with_account(desk, "staff")

    choose_language(desk.office, desk.who["staff"], "en")

    view = session_of(desk.office, signed.token)
    assert view is not None
    assert view.language == "en"
