"""Drawings: sound, escaped, and they show where something slips."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

from web.svg.bars import Bar, Part, bars
from web.svg.gantt import Due, Line, gantt
from web.svg.line import Curve, lines

SVG = "{http://www.w3.org/2000/svg}"
PLANNED = (date(2021, 11, 8), date(2021, 12, 20))


def looks(drawing: str) -> list[str]:
    """Return the classes of the boxes and marks of a drawing."""
    tree = ET.fromstring(drawing)  # noqa: S314 - our own
    return [one.get("class", "") for one in tree.iter() if one.tag in {f"{SVG}rect", f"{SVG}path"}]


def test_what_goes_past_its_plan_and_its_extension_is_drawn_apart() -> None:
    late = Line("单位01", PLANNED, date(2021, 12, 27), PLANNED[0])

    in_time = gantt([late], date(2021, 12, 27), "zh", "进驻")
    slipping = gantt([late], date(2021, 12, 28), "zh", "进驻")

    assert "extended" in looks(in_time)
    assert "slip" not in looks(in_time)
    assert "slip" in looks(slipping)


def test_what_has_not_begun_and_should_have_ended_slips_as_well() -> None:
    line = Line("汇报", PLANNED)

    assert line.slip(date(2022, 1, 4)) == (date(2021, 12, 20), date(2022, 1, 4))


def test_an_extended_deadline_stands_at_both_days() -> None:
    due = Due("驻点时间结束", date(2021, 12, 27), date(2021, 12, 20))

    drawn = looks(gantt([Line("单位01", PLANNED, dues=(due,))], date(2021, 12, 1), "zh", "进驻"))

    assert [one for one in drawn if one.startswith("due")] == ["due was", "due"]


def test_a_drawing_escapes_what_it_is_given_and_needs_no_style() -> None:
    drawing = gantt([Line("<b>&", PLANNED)], date(2021, 12, 1), "en", "Stays & more")

    words = [one.text for one in ET.fromstring(drawing).iter(f"{SVG}text")]  # noqa: S314 - our own
    assert "<b>&" in words
    assert "today" in words
    assert "style" not in drawing


def test_the_parts_of_a_bar_are_as_wide_as_their_counts() -> None:
    bar = Bar("学校", (Part("已巡", 30, "done"), Part("未安排", 10, "left")))

    boxes = ET.fromstring(bars([bar], "覆盖")).iter(f"{SVG}rect")  # noqa: S314 - our own

    wide = {one.get("class"): float(one.get("width", "0")) for one in boxes}
    assert wide["done"] == 3 * wide["left"]


def test_a_line_ends_where_there_is_no_number_yet() -> None:
    curve = Curve("完成%", "fact", (10.0, 25.0, None))

    drawing = lines(["2021", "2022", "2023"], [curve], "进度", "%")

    spots = [one for one in looks(drawing) if one.startswith("spot")]
    assert len(spots) == 2
    assert "完成% 25" in drawing


def test_nothing_is_drawn_of_nothing() -> None:
    assert gantt([Line("空")], date(2022, 1, 1), "zh", "空") == ""
    assert bars([], "空") == ""
    assert lines([], [], "空") == ""
