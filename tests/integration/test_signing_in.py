"""Signing in, waiting after wrong passwords, sessions that end: the same on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from engine import people
from engine.accounts.keeping import list_accounts
from engine.accounts.signing import (
    open_session,
    session_of,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from engine.accounts.tokens import create_token, token_of
from engine.directory import CLOCK
from engine.people_doors import deactivate, release
from engine.work import Work
from kernel.errors import NotFound, NotPermitted
from rules.posts import Post
from tests.support.accounts import PASSWORD, administrator, refused, with_account
from tests.support.office import SmallOffice

MINUTE = timedelta(minutes=1)


def later(desk: SmallOffice, span: timedelta) -> None:
    desk.clock.set(desk.clock.now() + span)


# ── code and password ──


def test_who_signs_in_is_known_by_the_token_until_they_sign_out(desk: SmallOffice) -> None:
    with_account(desk, "staff")

    signed = sign_in(desk.office, " staff ", PASSWORD)

    view = session_of(desk.office, signed.token)
    assert view is not None
    assert (view.person_id, view.code, view.language) == (desk.who["staff"], "staff", "zh")
    assert view.expires_at == signed.expires_at == desk.clock.now() + timedelta(hours=12)
    assert session_of(desk.office, signed.token + "x") is None
    sign_out(desk.office, signed.token)
    assert session_of(desk.office, signed.token) is None


def test_forms_of_two_sessions_carry_different_secrets_that_stay_the_same(
    desk: SmallOffice,
) -> None:
    first, second = with_account(desk, "staff"), sign_in(desk.office, "staff", PASSWORD)

    views = [session_of(desk.office, one.token) for one in (first, second, second)]

    secrets = [one.csrf for one in views if one is not None]
    assert secrets[0] != secrets[1] == secrets[2]
    assert not {first.token, second.token} & set(secrets)


def test_a_full_width_keyboard_types_the_same_password(desk: SmallOffice) -> None:
    with_account(desk, "staff", "ａｂｃ梅雨 in July")

    assert sign_in(desk.office, "staff", "abc梅雨 in July").person_id == desk.who["staff"]


def test_an_unknown_code_and_a_wrong_password_are_refused_in_the_same_words(
    desk: SmallOffice,
) -> None:
    with_account(desk, "staff")
    desk.again()

    told = [[refused(desk, code) for _ in range(6)] for code in ("staff", "clerk", "nobody")]

    assert told[0] == told[1] == told[2]  # somebody, somebody without an account, nobody


# ── waiting ──


def test_after_five_wrong_passwords_one_waits_and_each_further_one_doubles_it(
    desk: SmallOffice,
) -> None:
    with_account(desk, "staff")
    waits = []
    for number in range(1, 11):
        told = refused(desk, "staff")
        [counted] = desk.rows("SELECT wait_until FROM sign_in_failures")
        if number < 5:
            assert (len(told), counted["wait_until"]) == (1, None)
            continue
        assert len(told) == 2
        wait = counted["wait_until"] - desk.clock.now()
        waits.append(wait // MINUTE)
        later(desk, wait - timedelta(seconds=1))
        assert len(refused(desk, "staff", PASSWORD)) == 1
        later(desk, timedelta(seconds=1))

    assert waits == [1, 2, 4, 8, 15, 15]


def test_the_right_password_waits_too_and_then_takes_the_count_off(desk: SmallOffice) -> None:
    with_account(desk, "staff")
    for _ in range(5):
        refused(desk, "staff")

    [told] = refused(desk, "staff", PASSWORD)
    assert "2021-10-08 09:01:00" in told
    later(desk, MINUTE)
    sign_in(desk.office, "staff", PASSWORD)
    assert [len(refused(desk, "staff")) for _ in range(5)] == [1, 1, 1, 1, 2]


def test_mistakes_of_yesterday_are_forgotten(desk: SmallOffice) -> None:
    with_account(desk, "staff")
    for _ in range(4):
        refused(desk, "staff")

    later(desk, timedelta(hours=25))

    assert [len(refused(desk, "staff")) for _ in range(4)] == [1, 1, 1, 1]


def test_another_process_counts_on_and_lets_wait(desk: SmallOffice) -> None:
    with_account(desk, "staff")
    other = desk.again()

    told = [len(refused(one, "staff")) for one in (desk, other, desk, other, desk)]

    assert told == [1, 1, 1, 1, 2]
    [said] = refused(other, "staff", PASSWORD)
    assert "2021-10-08 09:01:00" in said


def test_guesses_at_the_same_moment_gain_nothing(desk: SmallOffice) -> None:
    with_account(desk, "staff")

    with ThreadPoolExecutor(8) as many:
        told = list(many.map(lambda _: refused(desk, "staff"), range(12)))

    tried = [one for one in told if "密码不正确" in one[0]]
    assert len(tried) == 5


# ── the end of sessions ──


def test_a_session_ends_when_it_is_idle_and_lives_while_it_is_used(desk: SmallOffice) -> None:
    used, idle = with_account(desk, "staff"), sign_in(desk.office, "staff", PASSWORD)
    for _ in range(3):
        later(desk, 29 * MINUTE)
        assert session_of(desk.office, used.token) is not None
    assert session_of(desk.office, idle.token) is None


def test_a_session_in_constant_use_ends_after_twelve_hours(desk: SmallOffice) -> None:
    used = with_account(desk, "staff")
    for _ in range(35):
        later(desk, 20 * MINUTE)
        assert session_of(desk.office, used.token) is not None
    later(desk, 20 * MINUTE)
    assert session_of(desk.office, used.token) is None


def test_looking_a_session_up_writes_at_most_once_a_minute(desk: SmallOffice) -> None:
    used = with_account(desk, "staff")
    began = desk.clock.now()

    def seen() -> object:
        later(desk, 40 * timedelta(seconds=1))
        session_of(desk.office, used.token)
        return desk.rows("SELECT seen_at FROM web_sessions")[0]["seen_at"]

    assert [seen(), seen()] == [began, began + timedelta(seconds=80)]


def test_who_is_signed_out_everywhere_is_so_in_every_process_and_on_record(
    desk: SmallOffice,
) -> None:
    tokens = [with_account(desk, "staff").token, sign_in(desk.office, "staff", PASSWORD).token]
    other = desk.again()

    with pytest.raises(NotPermitted):
        sign_out_everywhere(desk.office, desk.who["staff"], by=desk.who["clerk"])
    assert session_of(other.office, tokens[0]) is not None
    sign_out_everywhere(desk.office, desk.who["staff"], by=administrator(desk))

    assert [session_of(other.office, one) for one in tokens] == [None, None]
    [register] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    entry = desk.entries(register["id"])[-1]
    assert (entry["what"], entry["act"], entry["person"], entry["by"], entry["sessions"]) == (
        "account", "signed_out", desk.who["staff"], desk.who["stranger"], 2,
    )  # fmt: skip


def test_deactivating_ends_sessions_and_the_password_for_good(desk: SmallOffice) -> None:
    signed = with_account(desk, "clerk")

    deactivate(desk.office, desk.who["clerk"], desk.who["director"])

    assert session_of(desk.office, signed.token) is None
    assert len(refused(desk, "clerk", PASSWORD)) == 1
    with pytest.raises(NotFound):
        open_session(desk.office, desk.who["clerk"])
    with desk.office.database.writing() as tx:  # as an import does that takes somebody up again
        tx.write("UPDATE people SET active = :yes WHERE code = 'clerk'", yes=True)
        tx.write("UPDATE directory SET version = version + 1")
    assert session_of(desk.office, signed.token) is None
    assert len(refused(desk, "clerk", PASSWORD)) == 1
    with desk.office.database.writing() as tx:  # the record knows nothing of it
        tx.write("UPDATE people SET active = :no WHERE code = 'clerk'", no=False)


def test_who_is_not_active_has_no_session_and_no_token_whatever_the_tables_still_say(
    desk: SmallOffice,
) -> None:
    signed = with_account(desk, "clerk")
    token = create_token(desk.office, desk.who["clerk"], "统计", "api", ["read"], 30)
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.change(work, CLOCK, "people", desk.who["clerk"], {"active": False})  # only this
        work.finish()

    assert session_of(desk.office, signed.token) is None
    assert token_of(desk.office, token) is None
    assert len(refused(desk, "clerk", PASSWORD)) == 1


def test_the_release_of_the_last_post_ends_sessions_and_an_earlier_one_does_not(
    desk: SmallOffice,
) -> None:
    signed = with_account(desk, "clerk")
    desk.appoint("clerk", Post.SUPERVISOR, since=date(2021, 1, 1))

    release(desk.office, desk.who["clerk"], desk.who["director"], post="supervisor")
    assert session_of(desk.office, signed.token) is not None
    release(desk.office, desk.who["clerk"], desk.who["director"], post="office_staff")

    assert session_of(desk.office, signed.token) is None
    assert sign_in(desk.office, "clerk", PASSWORD).person_id == desk.who["clerk"]


def test_who_leaves_the_last_round_is_signed_out_as_the_secondment_ends(
    desk: SmallOffice,
) -> None:
    desk.to("mobilised")
    member, leader = with_account(desk, "member"), with_account(desk, "leader")
    desk.appoint("leader", Post.SUPERVISOR, since=date(2021, 1, 1))

    for name in ("member", "leader"):
        desk.give(desk.second(name), "remove", "director", reason="调整", removal_ground="other")

    assert session_of(desk.office, member.token) is None
    assert session_of(desk.office, leader.token) is not None


# ── what keepers see, and what nobody does ──


def test_keepers_see_who_has_an_account_who_is_signed_in_and_who_waits(desk: SmallOffice) -> None:
    with_account(desk, "staff")
    open_session(desk.office, desk.who["clerk"])
    for _ in range(5):
        refused(desk, "staff")

    lines = list_accounts(desk.office, administrator(desk))

    told = [(one.code, one.has_password, one.sessions, one.wait_until) for one in lines]
    assert told == [
        ("clerk", False, 1, None), ("staff", True, 1, desk.clock.now() + MINUTE),
    ]  # fmt: skip
    with pytest.raises(NotPermitted):
        list_accounts(desk.office, desk.who["director"])


def test_no_token_and_no_password_is_in_a_table_an_entry_or_a_shown_value(
    desk: SmallOffice,
) -> None:
    signed = with_account(desk, "staff")
    told = refused(desk, "staff", "canary-of-a-guess")
    refused(desk, "canary-typed-as-a-code")

    tables = [
        "accounts", "sign_in_failures", "web_sessions", "one_time_links", "entries", "people",
        "commands",
    ]  # fmt: skip
    stored = repr([desk.rows(f"SELECT * FROM {one}") for one in tables])  # noqa: S608
    shown = repr((signed, session_of(desk.office, signed.token), told, json.dumps(told)))
    for secret in (signed.token, PASSWORD, "canary-of-a-guess", "canary-typed-as-a-code"):
        assert secret not in stored
        assert secret not in shown
    assert "$argon2id$" in stored
