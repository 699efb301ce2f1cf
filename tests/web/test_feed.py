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


def _entries(site: Site, address: str) -> dict[str, Any]:
    answer = site.nobody().client.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def _item(site: Site) -> str:
    site.desk.to("rectifying")
    return case_number(site.desk.item())


def test_a_deadline_is_an_all_day_entry_on_its_due_date(site: Site) -> None:
    number = _item(site)

    entry = _entries(site, _address(site, "head"))[f"{number} 到期"]

    [timer] = site.desk.timers(
        site.desk.children(site.desk.assignment, "rectification")[0]
    ).values()
    assert entry["DTSTART"].dt == timer["due_on"]
    assert (entry["DTEND"].dt - entry["DTSTART"].dt).days == 1


def test_an_entry_tells_number_and_date_and_nothing_else(site: Site) -> None:
    _item(site)
    address = _address(site, "head")

    for one in _entries(site, address).values():
        assert set(one) <= _ALLOWED
    text = site.nobody().client.get(address).text
    assert "问题一" not in text
    assert "rectif" not in text


def test_a_date_that_moves_is_a_later_state_of_the_same_entry(site: Site) -> None:
    number, address = _item(site), _address(site, "head")
    before = _entries(site, address)[f"{number} 到期"]
    item = site.desk.children(site.desk.assignment, "rectification")[0]
    [name] = site.desk.timers(item)

    asked = site.desk.open(
        "extension", "head", item, deadline=name, requested_on="2022-06-30", why="工作量大",
        progress="过半",
    )  # fmt: skip
    site.desk.give(asked, "check", "staff")
    site.desk.give(asked, "sign", "director")
    site.desk.give(asked, "grant", "chief", granted_on="2022-06-30")

    after = _entries(site, address)[f"{number} 到期"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt == date(2022, 6, 30)


def test_a_date_past_the_published_calendar_is_marked_as_provisional(site: Site) -> None:
    number = _item(site)
    with site.desk.office.database.writing() as tx:
        tx.write("UPDATE timers SET provisional = :yes", yes=True)

    entry = _entries(site, _address(site, "head"))[f"{number} 到期（暂定）"]

    assert entry["STATUS"] == "TENTATIVE"


def test_others_do_not_find_it_in_their_calendars(site: Site) -> None:
    number = _item(site)

    for name in ("contact", "stranger"):
        assert not [one for one in _entries(site, _address(site, name)) if number in one]


def test_a_stand_in_has_the_deadlines_of_whom_they_stand_in_for(site: Site) -> None:
    number = _item(site)
    site.desk.stand_in("head", "deputy")

    assert f"{number} 到期" in _entries(site, _address(site, "deputy"))


def test_a_revoked_feed_is_gone_and_so_is_one_of_another_kind(site: Site) -> None:
    site.desk.on(FED_BACK)
    who, address = site.desk.who["head"], _address(site, "head")
    [line] = list_tokens(site.desk.office, who)
    revoke_token(site.desk.office, who, line.token_hash)
    program = create_token(site.desk.office, who, "程序", "api", ("read",), 30)

    for path in (address, f"/feed/{program}.ics", "/feed/nothing.ics"):
        assert site.nobody().client.get(path).status_code == 404


def test_the_feed_speaks_the_language_of_its_person(site: Site) -> None:
    number = _item(site)
    site.as_("head").post("/me/language", language="en")

    assert f"{number} due" in _entries(site, _address(site, "head"))
