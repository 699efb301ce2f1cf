"""Guards of extensions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rules import extending as ask
from rules.facts import Facts
from rules.posts import Post
from rules.rule import Rule
from tests.support.facts import TODAY, No, Yes, actor, assert_no, assert_yes, facts, signed

PRESENT, REQUESTED = date(2022, 3, 28), date(2022, 4, 28)
ASKED: dict[str, Any] = {
    "present_on": PRESENT, "requested_on": REQUESTED, "asked_on": TODAY, "earlier_extensions": 0,
}  # fmt: skip
STEPS = (signed("extension_requested", 5, acting_for=6), signed("extension_checked", 7))


def extension(inputs: dict[str, Any] | None = None, **changes: Any) -> Facts:
    return facts(fields={**ASKED, **changes}, inputs=inputs or {})


def granted(day: date) -> Facts:
    return extension({"granted_on": day})


def decided_by(person_id: int, acting_for: int | None = None) -> Facts:
    return facts(actor(person_id, Post.LG_LEADER, acting_for=acting_for), signoffs=STEPS)


YES: list[Yes] = [
    (ask.the_asker_withdraws, facts(signoffs=(signed("extension_requested", 1),))),
    (ask.the_signer_did_not_check, facts(signoffs=(signed("extension_checked", 2),))),
    (ask.the_new_date_is_later, extension()),
    (ask.the_request_is_in_time, extension()),
    (ask.the_request_is_in_time, extension(asked_on=PRESENT)),
    (ask.the_request_is_in_time, extension({"late_consent": True}, asked_on=date(2022, 3, 29))),
    (ask.the_granted_date_fits, granted(REQUESTED)),
    (ask.the_granted_date_fits, granted(date(2022, 3, 29))),
    (ask.extensions_are_left, extension()),
    (ask.extensions_are_left, extension({"exception_reason": "洪灾"}, earlier_extensions=1)),
    (ask.the_decider_is_new, decided_by(8)),
]

NO: list[No] = [
    (ask.the_asker_withdraws, facts(signoffs=(signed("extension_requested", 2),)), ()),
    (ask.the_signer_did_not_check, facts(signoffs=(signed("extension_checked", 1),)), ()),
    (ask.the_new_date_is_later, extension(requested_on=PRESENT), ()),
    (ask.the_request_is_in_time, extension(asked_on=date(2022, 3, 29)), ()),
    (ask.the_request_is_in_time, extension({"late_consent": False}, asked_on=REQUESTED), ()),
    (ask.the_granted_date_fits, extension(), ()),
    (ask.the_granted_date_fits, granted(PRESENT), ()),
    (ask.the_granted_date_fits, granted(date(2022, 4, 29)), ()),
    (ask.extensions_are_left, extension(earlier_extensions=1), ()),
    *((ask.the_decider_is_new, decided_by(person), ()) for person in (5, 6, 7)),
    (ask.the_decider_is_new, decided_by(8, acting_for=6), ()),
    (ask.the_decider_is_new, decided_by(6, acting_for=8), ()),
]


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_guard_of_extensions_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
