"""People in the terminal: posts, releases, stand-ins and channels; seals and unclear notices."""

from __future__ import annotations

from io import StringIO

import pytest

from engine.deliver import deliver
from kernel.ids import case_number
from notifications.outcome import Delivery, Outcome
from notifications.senders import RecordingSender
from tests.support.office import SmallOffice
from tests.support.terminal import ask

CANARY = "canary0token"


def test_a_person_joins_a_group_is_released_and_deactivated(small: SmallOffice) -> None:
    small.to("preparing")
    number = case_number(small.round_id)

    joined = ask(small.office, "people", "post", "stranger", "group_member", "--round", number,
                 "--group", "g1", "--as", "staff", "--json")  # fmt: skip
    small.pledge("stranger")
    seen = ask(small.office, "case", "show", number, "--as", "stranger")
    released = ask(small.office, "people", "release", "stranger", "--as", "staff", "--json")
    unseen = ask(small.office, "case", "show", number, "--as", "stranger")
    ended = ask(small.office, "people", "deactivate", "stranger", "--as", "staff")
    unknown = ask(small.office, "inbox", "stranger")

    assert (joined.code, seen.code, released.code, unseen.code) == (0, 0, 0, 1)
    assert released.document == {"person": "stranger", "posts": 1, "stand_ins": 0}
    assert (ended.code, unknown.code) == (0, 1)


def test_what_is_wrong_with_a_post_is_told_at_once(small: SmallOffice) -> None:
    dates = ask(small.office, "people", "post", "stranger", "director", "--from", "soon", "--to",
                "later", "--as", "staff", "--json")  # fmt: skip
    place = ask(small.office, "people", "post", "stranger", "主任", "--as", "staff", "--json")
    nobody = ask(small.office, "people", "post", "stranger", "director", "--as", "head", "--json")

    assert (dates.code, len(dates.document["reasons"])) == (2, 2)
    assert (place.code, place.document["error"]) == (2, "invalid_input")
    assert nobody.code == 1


def test_a_stand_in_is_registered_refused_and_ended(small: SmallOffice) -> None:
    days = ("--from", "2021-10-01", "--to", "2021-10-31", "--reason", "出差")

    refused = ask(small.office, "people", "stand-in", "chief", "head", *days, "--as", "director")
    leaders = ask(small.office, "people", "stand-in", "chief", "deputy", *days, "--as", "staff")
    done = ask(small.office, "people", "stand-in", "chief", "deputy", *days, "--as", "director")
    ended = ask(small.office, "people", "end-stand-in", "chief", "deputy", "--as", "chief")
    again = ask(small.office, "people", "end-stand-in", "chief", "deputy", "--as", "chief")

    assert [one.code for one in (refused, leaders, done, ended, again)] == [1, 1, 0, 0, 2]
    assert "被巡察单位" in refused.err
    assert "巡察办主任" in leaders.err


def test_channels_are_added_listed_and_dropped_and_no_address_is_shown(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"json://127.0.0.1:9/{CANARY}"
    monkeypatch.setattr("cli.people_changes.sys.stdin", StringIO(f"{url}/stdin\n"))

    added = ask(small.office, "people", "channel", "clerk", "add", url, "--as", "staff")
    wrong = ask(small.office, "people", "channel", "clerk", "add", f"dream://{CANARY}", "--as",
                "staff")  # fmt: skip
    dropped = ask(small.office, "people", "channel", "clerk", "drop", "1", "--as", "staff")
    zero = ask(small.office, "people", "channel", "clerk", "drop", "0", "--as", "staff")
    left = ask(small.office, "people", "channel", "clerk", "list", "--as", "clerk", "--json")

    assert [one.code for one in (added, wrong, dropped, zero, left)] == [0, 2, 0, 2, 0]
    assert left.document == {"person": "clerk", "channels": []}
    assert CANARY not in "".join(one.out + one.err for one in (added, wrong, dropped, left))


def test_an_unclear_notice_is_settled_by_the_office_or_its_recipient(small: SmallOffice) -> None:
    small.to("draft")
    url = "json://127.0.0.1:9/a"
    assert ask(small.office, "people", "channel", "director", "add", url, "--as", "staff").code == 0
    small.office.sender = RecordingSender({url: [Delivery(Outcome.UNKNOWN, "timeout")] * 99})
    key = owe_to(small, "director")
    while (next_try_at := deliver(small.office).next_try_at) is not None:
        small.clock.set(next_try_at)

    neither = ask(small.office, "notices", "settle", key, "--as", "director")
    stranger = ask(small.office, "notices", "settle", key, "--arrived", "--as", "leader")
    settled = ask(small.office, "notices", "settle", key, "--arrived", "--as", "clerk", "--json")
    again = ask(small.office, "notices", "settle", key, "--lost", "--as", "director")

    assert [one.code for one in (neither, stranger, settled, again)] == [2, 1, 0, 1]
    assert settled.document == {"key": key, "arrived": True, "deliveries": 1}


def owe_to(small: SmallOffice, name: str) -> str:
    """Owe somebody a notice through their first channel and return its key."""
    with small.office.database.writing() as tx:
        tx.write(
            "INSERT INTO notices (key, case_id, seq, notice, person_id, tone, wants_receipt,"
            " created_at) VALUES ('n1', :case, 1, 'report_submitted', :person, '', FALSE, :now)",
            case=small.round_id, person=small.who[name], now=small.office.now(),
        )  # fmt: skip
        tx.write(
            "INSERT INTO deliveries (notice_key, channel_id, status, attempts, pace,"
            " next_try_at, reason) SELECT 'n1', id, 'owed', 0, 'new', :now, '' FROM channels"
            " WHERE person_id = :person",
            person=small.who[name], now=small.office.now(),
        )  # fmt: skip
    return "n1"


def test_an_office_on_cron_seals_its_record(small: SmallOffice) -> None:
    first = ask(small.office, "seal", "--json")
    again = ask(small.office, "seal", "--json")

    assert (first.code, first.document["seal"]) == (0, 1)
    assert first.document["entries"] > 0
    assert again.document == {"entries": 0}
    assert "没有新的留痕" in ask(small.office, "seal").out
