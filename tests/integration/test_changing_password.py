"""Changing one's own password: who knows the old one does, and nobody else."""

from __future__ import annotations

import pytest

from engine.accounts.changing import change_password
from engine.accounts.signing import session_of, sign_in
from kernel.errors import InvalidInput, NotPermitted
from tests.support.accounts import PASSWORD, WRONG, refused, with_account
from tests.support.office import SmallOffice

NEW = "立秋 in August 1990"


def test_a_new_password_ends_every_other_session_and_is_on_the_record(desk: SmallOffice) -> None:
    before = with_account(desk, "staff")

    begun = change_password(desk.office, desk.who["staff"], PASSWORD, NEW)

    assert session_of(desk.office, before.token) is None
    assert session_of(desk.office, begun.token) is not None
    assert sign_in(desk.office, "staff", NEW).person_id == desk.who["staff"]
    assert refused(desk, "staff", PASSWORD)
    [register] = desk.rows("SELECT id FROM cases WHERE kind = 'register'")
    assert desk.entries(register["id"])[-1]["act"] == "password_set"


def test_a_wrong_old_password_counts_like_one_of_signing_in(desk: SmallOffice) -> None:
    with_account(desk, "staff")
    most = desk.office.policy.limit("sign_in_failures")

    for _ in range(most):
        with pytest.raises(NotPermitted):
            change_password(desk.office, desk.who["staff"], WRONG, NEW)

    with pytest.raises(NotPermitted) as no:
        change_password(desk.office, desk.who["staff"], PASSWORD, NEW)
    assert "try again after" in no.value.sentences("en")[0]


def test_a_weak_password_is_refused_before_the_old_one_is_looked_at(desk: SmallOffice) -> None:
    with_account(desk, "staff")

    with pytest.raises(InvalidInput):
        change_password(desk.office, desk.who["staff"], WRONG, "短")

    assert desk.rows("SELECT * FROM sign_in_failures") == []


def test_who_has_no_password_gets_none_this_way(desk: SmallOffice) -> None:
    with pytest.raises(NotPermitted):
        change_password(desk.office, desk.who["staff"], "", NEW)
