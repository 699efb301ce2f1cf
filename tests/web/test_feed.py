"""The calendar feed: one's own deadlines, their moves, and nothing of what they are about."""

from __future__ import annotations

from datetime import date
from typing import Any

from icalendar import Calendar

from engine.accounts.tokens import create_token, list_tokens, revoke_token
from kernel.ids import case_number
from tests.support.browsing import Site
from tests.support.office import FED_BACK

_ALLOWED = {
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS",
    "TRANSP", "CLASS",
}  # fmt: skip


def _address(site: Site, name: str) -> str:
    token = create_token(site.desk.office, site.desk.who[name], "日历", "calendar", (), 30)
    return f"/feed/{token}.ics"


def _entries(site: Site, address: str) -> list[Any]:
    answer = site.nobody().client.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def _of(entries: list[Any], number: str) -> dict[date, Any]:
    """Return the entries about a case by their date."""
    return {one["DTSTART"].dt: one for one in entries if number in one["SUMMARY"]}


def _item(site: Site) -> tuple[int, str]:
    site.desk.to("rectifying")
    made = site.desk.item(to="in_progress")
    return made, case_number(made)


def test_every_deadline_is_an_all_day_entry_on_its_due_date(site: Site) -> None:
    item, number = _item(site)

    found = _of(_entries(site, _address(site, "head")), number)

    assert set(found) == {one["due_on"] for one in site.desk.timers(item).values()}
    for one in found.values():
        assert one["SUMMARY"] == f"{number} 到期"
        assert (one["DTEND"].dt - one["DTSTART"].dt).days == 1


def test_an_entry_tells_number_and_date_and_nothing_else(site: Site) -> None:
    _item(site)
    address = _address(site, "head")

    for one in _entries(site, address):
        assert set(one) <= _ALLOWED
    text = site.nobody().client.get(address).text
    assert "问题一" not in text
    assert "rectif" not in text


def test_a_date_that_moves_is_a_later_state_of_the_same_entry(site: Site) -> None:
    (item, _), address = _item(site), _address(site, "head")
    before = {str(one["UID"]): one for one in _entries(site, address)}

    asked = site.desk.open(
        "extension", "liaison", item, deadline="rectification_report", requested_on="2022-05-09",
        why="汛期", progress="已完成七成",
    )  # fmt: skip
    site.desk.give(asked, "check", "staff")
    site.desk.give(asked, "sign", "head")
    site.desk.give(asked, "approve", "chief", granted_on="2022-05-09")

    after = {str(one["UID"]): one for one in _entries(site, address)}
    [moved] = [uid for uid, one in after.items() if one["DTSTART"].dt == date(2022, 5, 9)]
    assert before[moved]["DTSTART"].dt == date(2022, 3, 28)
    assert after[moved]["SEQUENCE"] > before[moved]["SEQUENCE"]


def test_a_date_past_the_published_calendar_is_marked_as_provisional(site: Site) -> None:
    _, number = _item(site)
    with site.desk.office.database.writing() as tx:
        tx.write("UPDATE timers SET provisional = :yes", yes=True)

    found = _of(_entries(site, _address(site, "head")), number)

    assert {str(one["SUMMARY"]) for one in found.values()} == {f"{number} 到期（暂定）"}
    assert {str(one["STATUS"]) for one in found.values()} == {"TENTATIVE"}


def test_others_do_not_find_it_in_their_calendars(site: Site) -> None:
    _, number = _item(site)

    for name in ("contact", "stranger"):
        assert not _of(_entries(site, _address(site, name)), number)


def test_a_stand_in_has_the_deadlines_of_whom_they_stand_in_for(site: Site) -> None:
    _, number = _item(site)
    site.desk.stand_in("head", "deputy")

    assert _of(_entries(site, _address(site, "deputy")), number)


def test_a_revoked_feed_is_gone_and_so_is_one_of_another_kind(site: Site) -> None:
    site.desk.on(FED_BACK)
    who, address = site.desk.who["head"], _address(site, "head")
    [line] = list_tokens(site.desk.office, who)
    revoke_token(site.desk.office, who, line.token_hash)
    program = create_token(site.desk.office, who, "程序", "api", ("read",), 30)

    for path in (address, f"/feed/{program}.ics", "/feed/nothing.ics"):
        assert site.nobody().client.get(path).status_code == 404


def test_the_feed_speaks_the_language_of_its_person(site: Site) -> None:
    _, number = _item(site)
    site.as_("head").post("/me/language", language="en")

    found = _of(_entries(site, _address(site, "head")), number)
    assert {str(one["SUMMARY"]) for one in found.values()} == {f"{number} due"}
