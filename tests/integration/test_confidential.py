"""Who complains stays sealed, and every reading of a sensitive case is on its chain."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.books import read_book
from engine.complainants import ReadIdentity, SealIdentity, read_identity, seal_identity
from engine.explain import explain
from engine.export import write_record
from engine.inbox import inbox
from engine.queries import history, list_cases, show_case
from kernel.errors import InvalidInput, NotFound, NotPermitted, OfficeError, Refused
from tests.support.canaries import everything
from tests.support.office import SmallOffice

CANARY = "金丝雀甲乙丙"
REGISTERED: dict[str, Any] = {"letter_number": "信1", "gist": "反映收费问题", "named": True}


@pytest.fixture
def sealed(desk: SmallOffice) -> int:
    """Return a named letter whose complainant is sealed; the leader may read who it is."""
    desk.to("on_site")
    made = desk.open("letter", "member", desk.assignment, channel="call")
    desk.give(made, "register", "member", **REGISTERED)
    seal_identity(desk.office, SealIdentity(made, desk.who["member"], CANARY))
    desk.give(made, "name_readers", "leader", readers=[desk.who["leader"]], reason="需要回访")
    return made


def test_only_who_is_named_reads_who_complains_and_each_reading_is_an_entry(
    desk: SmallOffice, sealed: int
) -> None:
    said = read_identity(desk.office, ReadIdentity(sealed, desk.who["leader"], "回访核实"))

    assert said == CANARY
    entry = desk.entries(sealed)[-1]
    assert (entry["what"], entry["act"], entry["by"]) == ("identity", "read", desk.who["leader"])
    for name in ("member", "chief", "director", "secretary"):
        with pytest.raises(NotPermitted):
            read_identity(desk.office, ReadIdentity(sealed, desk.who[name], "好奇"))
        assert desk.entries(sealed)[-1]["what"] == "refusal"
    for name in ("head", "contact", "stranger"):
        with pytest.raises(NotFound):
            read_identity(desk.office, ReadIdentity(sealed, desk.who[name], "好奇"))
    with pytest.raises(InvalidInput):
        read_identity(desk.office, ReadIdentity(sealed, desk.who["leader"], " "))


def test_who_complains_is_in_no_table_list_entry_export_log_or_error(
    desk: SmallOffice, sealed: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office = desk.office
    words: list[object] = []
    with pytest.raises(OfficeError) as again:
        seal_identity(office, SealIdentity(desk.assignment, desk.who["member"], CANARY))
    words += [str(again.value), repr(SealIdentity(1, 1, CANARY))]
    read_identity(office, ReadIdentity(sealed, desk.who["leader"], "回访核实"))
    for person in desk.who.values():
        words += [list_cases(office, person), inbox(office, person)]
        try:
            words += [
                show_case(office, sealed, person).row, history(office, sealed, person),
                explain(office, sealed, person),
            ]  # fmt: skip
        except NotFound:
            continue
    write_record(office.database, tmp_path / "chains.jsonl", {})
    kept = "".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in tmp_path.rglob("*")
        if path.is_file()
    )

    assert CANARY not in everything(desk)
    assert CANARY not in kept
    assert CANARY not in caplog.text + "".join(map(str, words))
    assert json.dumps(CANARY)[1:-1] not in everything(desk) + kept


def test_an_identity_is_sealed_for_one_letter_and_opens_for_no_other(
    desk: SmallOffice, sealed: int
) -> None:
    other = desk.open("letter", "member", desk.assignment, channel="call")
    desk.give(other, "register", "member", **REGISTERED)
    seal_identity(desk.office, SealIdentity(other, desk.who["member"], "另一人"))
    desk.give(other, "name_readers", "leader", readers=[desk.who["leader"]], reason="需要回访")
    with desk.office.database.writing() as tx:
        tx.write(
            "UPDATE complainants SET sealed ="
            " (SELECT sealed FROM complainants c WHERE c.case_id = :one) WHERE case_id = :other",
            one=sealed, other=other,
        )  # fmt: skip
        tx.finish([], proofs=0)

    with pytest.raises(Refused):
        read_identity(desk.office, ReadIdentity(other, desk.who["leader"], "回访"))


def test_a_correction_is_possible_until_the_letter_is_screened(
    desk: SmallOffice, sealed: int
) -> None:
    seal_identity(desk.office, SealIdentity(sealed, desk.who["member"], "更正后"))
    desk.give(
        sealed, "screen", "member", tier="leadership", matter="integrity", mass_incident=False
    )

    with pytest.raises(Refused):
        seal_identity(desk.office, SealIdentity(sealed, desk.who["member"], "再改"))
    said = read_identity(desk.office, ReadIdentity(sealed, desk.who["leader"], "核对"))
    assert said == "更正后"


def test_reading_a_clue_leaves_an_entry_once_a_day_for_each_reader(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()
    before = desk.case(clue)

    for name in ("leader", "leader", "chief"):
        show_case(desk.office, clue, desk.who[name])
        history(desk.office, clue, desk.who[name])
    list_cases(desk.office, desk.who["director"])
    inbox(desk.office, desk.who["director"])
    explain(desk.office, clue, desk.who["staff"])
    after = desk.case(clue)
    desk.on(date(2021, 11, 9))
    show_case(desk.office, clue, desk.who["leader"])

    reads = [one for one in desk.entries(clue) if one["what"] == "read"]
    assert [(one["by"], one["day"]) for one in reads] == [
        (desk.who["leader"], "2021-11-08"),
        (desk.who["chief"], "2021-11-08"),
        (desk.who["staff"], "2021-11-08"),
        (desk.who["leader"], "2021-11-09"),
    ]
    assert after["revision"] == before["revision"]
    assert after["seq"] == before["seq"] + 3


def test_reading_the_interviews_of_an_assignment_leaves_an_entry(desk: SmallOffice) -> None:
    desk.to("on_site")

    def readers() -> list[int]:
        entries = desk.entries(desk.assignment)
        return [one["by"] for one in entries if one["what"] == "read"]

    read_book(desk.office, desk.assignment, "boxes", desk.who["chief"])
    show_case(desk.office, desk.assignment, desk.who["chief"])
    assert readers() == []

    for name in ("leader", "leader", "chief"):
        read_book(desk.office, desk.assignment, "activities", desk.who[name])

    assert readers() == [desk.who[name] for name in ("leader", "chief")]


def test_who_may_not_see_a_clue_leaves_no_reading(desk: SmallOffice) -> None:
    desk.to("on_site")
    clue = desk.clue()

    for name in ("head", "stranger", "contact"):
        with pytest.raises(NotFound):
            show_case(desk.office, clue, desk.who[name])

    assert all(one["what"] != "read" for one in desk.entries(clue))


def test_the_chain_of_what_is_read_by_everybody_does_not_swell(desk: SmallOffice) -> None:
    desk.to("on_site")

    show_case(desk.office, desk.assignment, desk.who["leader"])
    read_book(desk.office, desk.assignment, "channel_checks", desk.who["leader"])

    assert all(one["what"] != "read" for one in desk.entries(desk.assignment))
