"""The drawings say what the tables say, always in the same way, and the pages are fresh."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from kernel.words import Language
from states.catalogue import LIFE_CYCLES, NEWEST, AnyLifeCycle
from states.diagram import arrows, kept_events, mermaid
from states.layout import Layout, width_of
from states.picture import svg
from states.round import ROUND
from tests.support.repository import ROOT

PAGES = ROOT / "docs/diagrams"
SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("cycle", LIFE_CYCLES.values(), ids=lambda cycle: cycle.kind)
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


@pytest.mark.parametrize("kind", NEWEST)
def test_the_page_of_a_life_cycle_is_fresh(kind: str) -> None:
    page = PAGES / f"{kind}.mmd"

    written = page.read_text(encoding="utf-8") if page.exists() else ""

    assert written == mermaid(NEWEST[kind]), f"run: xuncheng diagram {kind} --out {page.name}"


def test_no_page_is_left_of_a_life_cycle_that_is_gone() -> None:
    assert {page.stem for page in PAGES.glob("*.mmd")} == set(NEWEST)


@EVERY
def test_every_transition_of_the_table_is_an_arrow_or_a_note(cycle: AnyLifeCycle) -> None:
    drawn = mermaid(cycle)

    for (source, _), line in cycle.table.items():
        label = line.event.label.zh
        if line.target is None:
            note = drawn.partition(f"note right of {source}\n")[2].partition("end note")[0]
            assert label in note.split()
        else:
            assert f"{source} --> {line.target.value} : {label}\n" in drawn


@EVERY
def test_nothing_is_drawn_that_is_not_in_the_table(cycle: AnyLifeCycle) -> None:
    moves = sum(line.target is not None for line in cycle.table.values())

    drawn = re.findall(r"^ +(\w+) --> (\w+) : ", mermaid(cycle), re.MULTILINE)

    assert len(drawn) == moves


@EVERY
@BOTH
def test_a_picture_is_sound_xml_and_names_every_state_and_event(
    cycle: AnyLifeCycle, language: Language
) -> None:
    picture = svg(cycle, language)

    words = " ".join(text.text or "" for text in ET.fromstring(picture).iter(f"{SVG}text"))  # noqa: S314 - our own
    labels = [state.label for state in cycle.states] + [event.label for event in cycle.events]
    assert [label for label in labels if label.say(language) not in words] == []


@EVERY
def test_the_same_table_gives_the_same_picture(cycle: AnyLifeCycle) -> None:
    assert svg(cycle) == svg(cycle)
    assert mermaid(cycle) == mermaid(cycle)


@EVERY
@BOTH
def test_boxes_do_not_overlap_and_lanes_stay_on_the_page(
    cycle: AnyLifeCycle, language: Language
) -> None:
    at = Layout(cycle, language)

    for upper, lower in pairwise(at.boxes):
        assert upper.top + upper.height < lower.top
    for side, lanes in at.lanes.items():
        for number, arrow in enumerate(lanes):
            assert 0 < at.x_of(side, number) < at.width
            for source in arrow.sources:
                box = at.boxes[at.index[source]]
                assert box.top < box.port(side, number) < box.top + box.height


@EVERY
def test_two_lanes_in_one_column_never_touch(cycle: AnyLifeCycle) -> None:
    at = Layout(cycle, "zh")

    for side, lanes in at.lanes.items():
        spans: dict[int, list[tuple[int, int]]] = {}
        for number, arrow in enumerate(lanes):
            ends = [at.boxes[at.index[one]].port(side, number) for one in arrow.sources]
            ends.append(at.boxes[at.index[arrow.target]].entry)
            spans.setdefault(at.x_of(side, number), []).append((min(ends), max(ends)))
        for many in spans.values():
            ordered = sorted(many)
            assert all(a[1] < b[0] for a, b in pairwise(ordered))


@EVERY
@BOTH
def test_words_fit_into_their_boxes(cycle: AnyLifeCycle, language: Language) -> None:
    at = Layout(cycle, language)

    for box in at.boxes:
        assert width_of(box.label, 14) < at.box
        assert all(width_of(line) < at.box for line in box.kept)


def test_only_what_the_clock_gives_is_dashed() -> None:
    cycle = NEWEST["extension"]

    dashed = {arrow.event.zh for arrow in arrows(cycle) if arrow.is_of_clock}

    assert dashed == {"生效", "到期"}


def test_an_event_that_keeps_the_state_is_no_arrow() -> None:
    cycle = NEWEST["round"]

    assert "授权巡察组" in {event.zh for event in kept_events(cycle, "preparing")}
    assert "签订三项承诺" not in {arrow.event.zh for arrow in arrows(cycle)}


def test_the_state_of_a_case_is_lit_and_the_states_it_passed_say_when() -> None:
    picture = svg(
        ROUND, "zh", here="preparing", passed={"draft": "10月8日", "preparing": "10月9日"}
    )

    words = [one.text for one in ET.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314 - our own
    assert words.count("10月8日") == 1
    assert words.count("当前 10月9日") == 1
    assert picture.count('stroke="#8f1d1d"') == 1
    assert "style" not in picture
