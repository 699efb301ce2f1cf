"""The yearly review of files: due, on hold, told once, destroyed by two people only."""

from __future__ import annotations

from datetime import date

from engine.retention import files_due
from engine.routines.retention_review import retention_review
from rules.posts import Post
from tests.support.closing import archived
from tests.support.office import SmallOffice

OVER = date(2032, 1, 28)
"""The day after the years of a short file are over."""


def listed(desk: SmallOffice, who: str, day: date = OVER) -> list[tuple[str, date | None, str]]:
    """Return what somebody finds in the list: title, since when on hold, state."""
    found = files_due(desk.office, day, desk.who[who])
    return [(one.title, one.held_since, one.state) for one in found]


def test_what_is_due_is_moved_what_is_on_hold_stays_and_the_office_is_told_once(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    free, held = (archived(desk, title, retention="short") for title in ("甲", "乙"))
    archived(desk, "丙", retention="long")
    desk.give(held, "hold", "chief", reason="诉讼")
    desk.on(OVER)

    figures = retention_review.run(desk.office, OVER)
    again = retention_review.run(desk.office, OVER)

    assert [desk.state(one) for one in (free, held)] == ["due_for_review", "in_archive"]
    assert figures == {"due": 2, "held": 1, "moved": 1, "told": 3}
    assert again == {"due": 2, "held": 1, "moved": 0, "told": 0}
    told = desk.rows("SELECT person_id FROM notices WHERE notice = 'files_due'")
    assert {one["person_id"] for one in told} == {
        desk.who[name] for name in ("director", "staff", "clerk")
    }


def test_a_review_destroys_nothing_and_another_year_tells_anew(desk: SmallOffice) -> None:
    desk.to("rectifying")
    file = archived(desk, "甲", retention="short")
    desk.on(OVER)
    retention_review.run(desk.office, OVER)
    later = date(2033, 1, 4)
    desk.on(later)

    figures = retention_review.run(desk.office, later)

    assert desk.state(file) == "due_for_review"
    assert figures == {"due": 1, "held": 0, "moved": 0, "told": 3}


def test_with_nothing_due_nobody_is_told(desk: SmallOffice) -> None:
    desk.to("rectifying")
    archived(desk, "甲", retention="permanent", document="decision")
    desk.on(OVER)

    assert retention_review.run(desk.office, OVER) == {"due": 0, "held": 0, "moved": 0, "told": 0}
    assert desk.rows("SELECT key FROM notices WHERE notice = 'files_due'") == []


def test_a_file_on_hold_does_not_fall_due_by_the_clock_and_does_once_released(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    file = archived(desk, "甲", retention="short")
    desk.give(file, "hold", "chief", reason="诉讼")
    assert desk.timers(file) == {}
    desk.on(OVER)
    desk.sweep()
    assert desk.state(file) == "in_archive"

    desk.give(file, "release_hold", "chief", reason="诉讼已结")
    desk.sweep()

    assert desk.state(file) == "due_for_review"


def test_the_list_shows_the_office_what_is_due_and_others_nothing(desk: SmallOffice) -> None:
    desk.to("rectifying")
    archived(desk, "甲", retention="short")
    held = archived(desk, "乙", retention="short")
    desk.give(held, "hold", "chief", reason="诉讼")
    desk.appoint("stranger", Post.AUDITOR, since=date(2021, 1, 1))

    assert listed(desk, "staff", date(2032, 1, 26)) == []
    assert listed(desk, "staff") == [
        ("甲", None, "in_archive"),
        ("乙", date(2022, 1, 27), "in_archive"),
    ]
    assert listed(desk, "stranger") == listed(desk, "head") == listed(desk, "leader") == []
