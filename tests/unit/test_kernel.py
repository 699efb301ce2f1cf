"""What everyone speaks: canonical JSON, the clock, case numbers, words and errors."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import errors
from kernel.canonical import GENESIS, canonical, digest, moment_text
from kernel.clock import ManualClock, SystemClock, office_day, office_moment
from kernel.ids import case_id_of, case_number
from kernel.words import Labelled, Text

CASE_IDS = st.integers(0, 2**25 - 1)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Colour(Labelled):
    RED = "red", "红", "Red"


def test_the_order_of_the_facts_does_not_change_their_canonical_form() -> None:
    assert canonical({"b": 1, "a": {"d": 2, "c": 3}}) == canonical({"a": {"c": 3, "d": 2}, "b": 1})


def test_every_kind_of_value_has_one_canonical_form() -> None:
    moment = datetime(2022, 1, 27, 9, tzinfo=timezone(timedelta(hours=8)))

    told = canonical(
        {"at": moment, "on": date(2022, 3, 27), "hash": b"\x01\xff", "of": {3, 1}, "name": "轮次"}
    )

    assert told == (
        '{"at":"2022-01-27T01:00:00.000000Z","hash":"01ff","name":"轮次","of":[1,3],'
        '"on":"2022-03-27"}'
    )


@pytest.mark.parametrize("value", [object(), 1j])
def test_what_has_no_canonical_form_is_not_guessed(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"value": value})


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_written_with_all_its_digits_so_that_texts_sort_like_moments(
    moment: datetime,
) -> None:
    text = moment_text(moment)

    assert len(text) == len("2022-01-27T01:00:00.000000Z")
    assert datetime.fromisoformat(text) == moment


def test_a_hash_is_of_the_words_in_utf_8() -> None:
    assert digest("轮次").hex().startswith("4890584bb57540f5")
    assert len(GENESIS) == len(digest(""))


@given(CASE_IDS)
def test_a_number_leads_back_to_its_case(case_id: int) -> None:
    number = case_number(case_id)

    assert case_id_of(number) == case_id
    assert case_id_of(f" {number[:3].lower()}-{number[3:]} ") == case_id


@given(CASE_IDS, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_noticed(case_id: int, place: int, typed: str) -> None:
    number = case_number(case_id)
    mistyped = number[:place] + typed + number[place + 1 :]

    if mistyped != number:
        with pytest.raises(errors.NotFound):
            case_id_of(mistyped)


@given(CASE_IDS, st.integers(0, 4))
def test_two_swapped_neighbours_are_noticed(case_id: int, place: int) -> None:
    number = case_number(case_id)
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]

    if swapped != number:
        with pytest.raises(errors.NotFound):
            case_id_of(swapped)


@pytest.mark.parametrize("typed", ["", "7F3K", "7F3KQ2X", "UUUUUU", "轮次", "7F3K Q"])
def test_what_is_no_number_is_answered_in_both_languages(typed: str) -> None:
    with pytest.raises(errors.NotFound) as caught:
        case_id_of(typed)

    [zh], [en] = caught.value.sentences("zh"), caught.value.sentences("en")
    assert "不是事项编号" in zh
    assert "no case number" in en


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    with_a_one = next(case_number(n) for n in range(1000) if "1" in case_number(n))

    assert case_id_of(with_a_one.replace("1", "I")) == case_id_of(with_a_one)


def test_neighbouring_cases_have_numbers_that_tell_nothing_of_it() -> None:
    numbers = [case_number(n) for n in range(1, 200)]

    assert len(set(numbers)) == len(numbers)
    assert numbers != sorted(numbers)
    assert case_number(2)[:3] != case_number(1)[:3]


def test_the_day_of_the_office_is_the_day_in_china() -> None:
    late = datetime(2022, 1, 26, 16, 30, tzinfo=UTC)

    assert office_day(late) == date(2022, 1, 27)
    assert office_moment(date(2022, 1, 27), time(0, 30)) == late


def test_a_manual_clock_stands_still_and_may_even_go_back() -> None:
    clock = ManualClock(office_moment(date(2022, 1, 27), time(9)))
    assert clock.now() == clock.now()

    clock.set(office_moment(date(2021, 1, 1), time(9)))

    assert clock.now() == datetime(2021, 1, 1, 1, tzinfo=UTC)


def test_the_clock_of_the_machine_tells_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta()


def test_words_are_said_in_the_language_that_is_asked_for() -> None:
    text = Text("{who}的事项", "The case of {who}")

    assert text.say("zh", who="组长一") == "组长一的事项"
    assert text.say("en", who="组长一") == "The case of 组长一"
    assert Text("100%{x}", "").say("zh") == "100%{x}"


def test_a_stored_value_carries_its_labels() -> None:
    assert Colour("red") is Colour.RED
    assert str(Colour.RED) == "red"
    assert Colour.RED.label == Text("红", "Red")


def test_an_error_carries_every_reason_in_both_languages() -> None:
    error = errors.Refused(Text("甲", "A"), Text("乙", "B"))

    assert error.sentences("zh") == ("甲", "乙")
    assert error.sentences("en") == ("A", "B")
    assert str(error) == "A; B"
    assert error.reasons == (Text("甲", "A"), Text("乙", "B"))


def test_an_error_without_words_of_its_own_still_says_something() -> None:
    assert errors.OfficeError("offline").sentences("zh") == ("offline",)


def test_errors_are_arranged_by_what_the_caller_should_do() -> None:
    told = {errors.DefinitionError, errors.InvalidInput, errors.Refused, errors.NotFound}

    assert all(issubclass(one, errors.OfficeError) for one in told)
    assert issubclass(errors.NotPermitted, errors.Refused)
    assert not issubclass(errors.Conflict, errors.Refused)
