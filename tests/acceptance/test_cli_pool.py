"""The pool and recusal in the terminal."""

from __future__ import annotations

from kernel.ids import case_number
from tests.support.office import SmallOffice
from tests.support.terminal import ask


def test_everybody_reads_their_own_record_and_nobody_else_s(small: SmallOffice) -> None:
    small.to("preparing")
    small.in_pool("member")

    own = ask(small.office, "people", "me", "--as", "member", "--json")
    shown = ask(small.office, "people", "me", "--as", "member")
    nothing = ask(small.office, "people", "me", "--as", "stranger", "--json")

    assert (own.code, shown.code) == (0, 0)
    assert own.document["pool"]["skills"] == "审计、财务"
    assert len(own.document["secondments"]) == 1
    assert nothing.document["secondments"] == []


def test_people_are_drawn_and_the_draw_is_checked_later(small: SmallOffice) -> None:
    small.to("draft")
    for name in ("stranger", "deputy"):
        small.in_pool(name)
    number = case_number(small.round_id)

    drawn = ask(small.office, "people", "draw", number, "--seed", "2021042", "--count", "1",
                "--as", "staff", "--json")  # fmt: skip
    checked = ask(small.office, "people", "draw", number, "--as", "director", "--json")
    closed = ask(small.office, "people", "draw", number, "--as", "head")

    assert (drawn.code, checked.document) == (0, drawn.document)
    assert checked.document["draws"][0]["holds"] is True
    assert closed.code == 1


def test_a_relation_is_declared_in_person_and_read_by_the_office_alone(small: SmallOffice) -> None:
    small.to("draft")

    told = ask(small.office, "people", "relate", "stranger", "native", "--unit", "u1",
               "--as", "stranger")  # fmt: skip
    read = ask(small.office, "people", "relations", "stranger", "--as", "staff", "--json")
    sealed = ask(small.office, "people", "relations", "stranger", "--as", "chief")
    wrong = ask(small.office, "people", "relate", "stranger", "dream", "--as", "stranger")

    assert (told.code, sealed.code, wrong.code) == (0, 1, 2)
    assert [one["unit"] for one in read.document["relations"]] == ["单位01"]


def test_the_structure_and_the_feed_are_shown_to_the_office(small: SmallOffice) -> None:
    small.to("draft")
    small.in_pool("stranger")

    pool = ask(small.office, "people", "structure", "--as", "director", "--json")
    shown = ask(small.office, "people", "structure", "--as", "director")
    of_round = ask(small.office, "people", "structure", "--round", case_number(small.round_id),
                   "--as", "director", "--json")  # fmt: skip
    feed = ask(small.office, "people", "feed", "--as", "director", "--json")

    assert (pool.document["people"], of_round.document["people"], shown.code) == (1, 2, 0)
    assert of_round.document["below_quota"] is True
    assert {one["code"] for one in feed.document["people"]} == {"leader", "member"}
