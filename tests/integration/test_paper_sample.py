"""The sample of papers at the end of a round: drawn by a recorded seed, scored, followed up."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from engine.paper_sample import draw, seed_of
from engine.routines.catalogue import ROUTINES
from kernel.clock import office_day
from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.papers import gather, paper


@pytest.fixture
def filed(desk: SmallOffice) -> list[int]:
    """Twelve papers are filed and the round is being evaluated."""
    gather(desk)
    made = [paper(desk, "office_filed") for _ in range(12)]
    desk.to("rectifying", after="on_site")
    desk.give(desk.round_id, "start_evaluation", "staff")
    return made


def sample(desk: SmallOffice) -> dict[str, Any]:
    """Run the routine and return what the entry of the draw tells."""
    ROUTINES["paper_sampling"].run(desk.office, office_day(desk.office.now()))
    entries = desk.rows(
        "SELECT body FROM entries WHERE case_id = :id ORDER BY seq DESC LIMIT 1", id=desk.round_id
    )
    told: dict[str, Any] = json.loads(entries[0]["body"])
    return told


def drawn(desk: SmallOffice) -> list[int]:
    rows = desk.rows(
        "SELECT case_id FROM working_paper_details WHERE drawn_on IS NOT NULL ORDER BY case_id"
    )
    return [row["case_id"] for row in rows]


def test_anybody_can_repeat_the_draw_from_the_entry(desk: SmallOffice, filed: list[int]) -> None:
    told = sample(desk)

    inputs = told["inputs"]
    today = office_day(desk.office.now())
    assert inputs["head"] == told["prev"]
    assert inputs["seed"] == seed_of(desk.round_id, today, bytes.fromhex(inputs["head"]))
    assert (inputs["share"], inputs["drawn_from"]) == (10, 12)
    again = draw(inputs["seed"], filed, inputs["share"])
    assert [row["paper"] for row in inputs["drawn_papers"]] == [case_number(one) for one in again]
    assert drawn(desk) == list(again)


def test_a_round_is_drawn_once(desk: SmallOffice, filed: list[int]) -> None:
    sample(desk)
    before = drawn(desk)

    assert ROUTINES["paper_sampling"].run(desk.office, office_day(desk.office.now())) == {
        "rounds": 0, "drawn": 0,
    }  # fmt: skip
    assert drawn(desk) == before
    assert len(before) == 2 < len(filed)


def test_only_drawn_papers_are_scored_and_none_of_them_is_closed_unscored(
    desk: SmallOffice, filed: list[int]
) -> None:
    sample(desk)
    picked = drawn(desk)
    other = next(one for one in filed if one not in picked)
    scores: dict[str, Any] = {"score_procedure": 90, "score_content": 85, "score_quality": 60}

    assert desk.no(other, "sample", "staff", **scores) == (
        "The paper was not drawn: it is not scored.",
    )
    assert desk.no(picked[0], "close", "staff") == ("The paper was drawn: score it first.",)
    desk.give(picked[0], "sample", "staff", **scores)
    assert desk.give(picked[0], "close", "staff").state == "closed"


def test_a_failed_sample_climbs_to_the_leading_group_and_ends_with_its_remedy(
    desk: SmallOffice, filed: list[int]
) -> None:
    sample(desk)
    picked = drawn(desk)[0]
    assert picked in filed
    scores: dict[str, Any] = {"score_procedure": 90, "score_content": 59, "score_quality": 80}
    desk.give(picked, "sample", "staff", **scores)
    desk.clock.set(desk.office.now() + timedelta(days=1))
    desk.sweep()

    told = desk.rows(
        "SELECT p.name FROM notices n JOIN people p ON p.id = n.person_id"
        " WHERE n.case_id = :id AND n.deadline = 'failed_sample' ORDER BY p.name", id=picked,
    )  # fmt: skip
    assert [row["name"] for row in told] == ["chief", "director", "leader"]
    assert "what was done" in desk.no(picked, "close", "staff")[0]
    assert desk.give(picked, "close", "staff", remedy="重新核实补证").state == "closed"
