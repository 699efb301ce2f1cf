"""The guard that answers a row of the catalogue stands on the event that the row is about.

That it says yes and no rightly is tried in the tests of its subject; here, that it is asked at all.
A further row is one line of `ROWS`.
"""

from __future__ import annotations

import pytest

from states.catalogue import NEWEST

OPEN = "open"
ROWS = (
    ("§4.2", "assignment", "enter", "the_unit_had_its_notice"),
    ("A08", "round", "authorise", "units_are_listed"),
    ("B03", "round", "mobilise", "every_group_has_every_skill"),
    ("B05", "round", "mobilise", "old_hands_lead_the_new"),
    ("B06", "inspector", "vet", "age_is_within_the_limit"),
    ("B10", "round", "mobilise", "every_group_has_a_leader"),
    ("B11", "round", "mobilise", "every_member_is_trained"),
    ("D05", "assignment", "enter", "liaison_roster_is_received"),
    ("D10", "assignment", "enter", "the_notice_is_posted"),
    ("E05", "assignment", "record_activity", "the_source_stays_protected"),
    ("E07", "assignment", "record_activity", "two_inspectors_were_present"),
    ("E08", "assignment", "record_activity", "the_unit_has_invited"),
    ("E10", "assignment", "record_activity", "two_inspectors_were_present"),
    ("E13", "assignment", "record_activity", "the_other_method_is_approved"),
    ("E16", "assistance_request", "send", "the_department_fits_the_topic"),
    ("E18", "assignment", "add_evidence", "two_people_took_it"),
    ("E18", "working_paper", "add_evidence", "the_hash_is_whole"),
    ("E27", "incident", OPEN, "the_unit_reports_public_opinion_only"),
    ("E29", "assignment", "draft_report", "portraits_rest_on_several_sources"),
    ("F04", "assignment", "record_activity", "the_letter_is_taken_up"),
    ("G07", "working_paper", "confirm_facts", "a_rule_is_cited"),
    ("H01", "round", "close_dispatch", "every_group_is_heard"),
    ("J01", "clue", "decide_route", "route_follows_the_rule"),
    ("J05", "clue", "sign_by_group", "the_signer_is_new"),
    ("J05", "clue", "sign_by_office", "the_signer_is_new"),
    ("J05", "clue", "sign_by_receiver", "the_signer_is_of_this_side"),
    ("J16", "clue", "decide_route", "an_important_clue_has_an_opinion"),
)
"""Row, kind of case, event, guard."""


@pytest.mark.parametrize(("row", "kind", "event", "guard"), ROWS)
def test_the_guard_of_a_row_is_asked_by_its_event(
    row: str, kind: str, event: str, guard: str
) -> None:
    cycle = NEWEST[kind]
    asked = (
        [cycle.opens_if]
        if event == OPEN
        else [line.guards for line in cycle.transitions if line.event.value == event]
    )

    assert asked, row
    assert all(guard in {one.name for one in guards} for guards in asked), row
