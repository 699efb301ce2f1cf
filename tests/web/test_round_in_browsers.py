"""A whole round at the browsers of its people: from mobilisation to feedback, form by form."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kernel.ids import case_number
from states.round import ROUND
from tests.support.at_the_forms import AtTheForms
from tests.support.office import FED_BACK
from tests.support.people_at_browsers import PATIENCE, Machines

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def test_a_round_goes_from_mobilisation_to_feedback_at_the_browsers_of_its_people(
    machines: Machines,
) -> None:
    desk = AtTheForms.of(machines)
    desk.to("feedback")
    desk.on(FED_BACK)
    watched = machines.of("clerk")
    watched.goto(f"/rounds/{case_number(desk.round_id)}")
    watched.evaluate("window.mark = 'the same page'")

    desk.to("rectifying", after="feedback")

    assert desk.state(desk.round_id) == "rectifying"
    assert desk.state(desk.assignment) == "rectifying"
    label = ROUND.state(desk.state(desk.round_id)).label.zh
    expect(watched.locator("main")).to_contain_text(label, timeout=PATIENCE)
    assert watched.evaluate("window.mark") == "the same page"
    at_work = {row["person_id"] for row in desk.rows("SELECT DISTINCT person_id FROM web_sessions")}
    assert len(at_work) > 9
