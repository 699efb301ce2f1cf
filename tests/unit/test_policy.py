"""The office's policy: what is shipped is whole, and a wrong file tells all its mistakes."""

from __future__ import annotations

import re
import shutil
from datetime import date, time, timedelta
from pathlib import Path

import apprise
import pytest

from config.policy import FILES, load_policy
from config.settings import SHIPPED_POLICY
from kernel.errors import DefinitionError
from rules.deadlines import Direction, Unit
from rules.ladder import Tone
from rules.posts import Post, Scope
from rules.routing import BodyKind, ClueKind
from rules.workdays import Roll
from states.catalogue import LIFE_CYCLES

SHIPPED = load_policy()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped policy that a test may spoil."""
    for name in FILES:
        shutil.copy(SHIPPED_POLICY / name, tmp_path / name)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    words = (folder / name).read_text(encoding="utf-8")
    assert old in words
    (folder / name).write_text(words.replace(old, new, 1), encoding="utf-8")


def add(folder: Path, name: str, words: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(words)


def mistakes(folder: Path) -> str:
    """Return what the office is told in English, one sentence a line."""
    with pytest.raises(DefinitionError) as caught:
        load_policy(folder)
    for chinese, english in zip(
        caught.value.sentences("zh"), caught.value.sentences("en"), strict=True
    ):
        assert re.search(r"[一-鿿]", chinese)
        assert not re.search(r"[一-鿿]", english)
        assert chinese.split("，")[0].split("：")[0] == re.split(r"[,:]", english)[0]
    return "\n".join(caught.value.sentences("en"))


# What is shipped


def test_the_limits_of_the_sources_are_shipped() -> None:
    def number(name: str, day: date) -> tuple[int, Unit, Direction]:
        rule = SHIPPED.deadline(name, day)
        return rule.amount, rule.unit, rule.direction

    today = date(2025, 1, 1)
    assert number("mid_term_dispatch", today) == (14, Unit.DAYS, Direction.BEFORE)
    assert number("unit_notice", today) == (10, Unit.DAYS, Direction.BEFORE)
    assert number("liaison_roster", today) == (2, Unit.DAYS, Direction.BEFORE)
    assert number("unit_report", today) == (3, Unit.DAYS, Direction.AFTER)
    assert number("group_report", today) == (20, Unit.DAYS, Direction.AFTER)
    assert number("secretary_hearing", today) == (1, Unit.MONTHS, Direction.AFTER)
    assert number("rectification_plan", today) == (1, Unit.MONTHS, Direction.AFTER)
    assert number("rectification_report", today) == (2, Unit.MONTHS, Direction.AFTER)
    assert number("rectification_concentrated", today) == (6, Unit.MONTHS, Direction.AFTER)
    assert number("clue_result", today) == (3, Unit.MONTHS, Direction.AFTER)
    assert number("clue_outer", today) == (12, Unit.MONTHS, Direction.AFTER)
    assert number("clue_reconciliation", today) == (1, Unit.MONTHS, Direction.AFTER)
    assert number("look_back", today) == (12, Unit.MONTHS, Direction.AFTER)
    assert SHIPPED.deadline("daily_report", today).hour == time(18)


def test_a_date_that_people_set_is_never_moved() -> None:
    for name in ("on_site_window", "assignment_window", "action_item", "extension_end"):
        rule = SHIPPED.deadline(name, date(2025, 1, 1))
        assert (rule.amount, rule.roll) == (0, Roll.NONE)


def test_every_deadline_of_every_life_cycle_is_shipped_with_a_ladder() -> None:
    for cycle in LIFE_CYCLES.values():
        for deadline in cycle.deadlines:
            for version in SHIPPED.deadlines[deadline.name]:
                assert version.ladder in SHIPPED.ladders


def test_the_standard_ladder_warns_in_three_colours_and_then_writes_five_letters() -> None:
    steps = SHIPPED.ladders["E-STD"].steps

    assert [step.offset for step in steps[:3]] == [-20, -10, 0]
    assert steps[0].to == ("owner",)
    assert steps[1].to == ("owner", "leader")
    assert set(steps[2].to) == {"owner", "head", "director"}
    assert [step.tone for step in steps[3:]] == [Tone.ESCALATION] * 5
    assert "lg_leader" in steps[-1].to


def test_the_ladder_of_the_office_goes_up_within_two_days() -> None:
    steps = SHIPPED.ladders["E-GRP"].steps

    assert [(step.offset, step.to[-1]) for step in steps] == [
        (-1, "owner"),
        (0, "group_leader"),
        (1, "director"),
        (2, "lg_leader"),
    ]


def test_every_post_but_the_clock_has_its_terms() -> None:
    assert set(SHIPPED.posts) == set(Post) - {Post.CLOCK}
    assert SHIPPED.posts[Post.GROUP_LEADER].scope is Scope.GROUP
    assert Post.OFFICE_STAFF in SHIPPED.also_holds[Post.DIRECTOR]
    assert SHIPPED.label(Post.DIRECTOR).zh == "巡察办主任"
    assert SHIPPED.label(Post.CLOCK) == Post.CLOCK.label


def test_every_kind_of_clue_has_a_route() -> None:
    routing = SHIPPED.routing

    assert set(routing.routes) == set(ClueKind)
    assert routing.allowed(ClueKind.DISCIPLINE, touches_leading_body=False) == (
        BodyKind.DISCIPLINE_COMMISSION,
    )
    assert routing.routes[ClueKind.NON_PERFORMANCE][0] is BodyKind.ORGANISATION_DEPARTMENT
    assert routing.routes[ClueKind.SYSTEMIC][0] is BodyKind.PARTY_COMMITTEE


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_every_shipped_service_is_known_to_apprise() -> None:
    known = {
        name
        for plugin in apprise.Apprise().details()["schemas"]
        for kind in ("protocols", "secure_protocols")
        for name in plugin[kind] or ()
    }

    assert set(SHIPPED.delivery.services) <= known


def test_only_a_service_that_knows_repeats_is_tried_again_in_the_dark() -> None:
    assert SHIPPED.delivery.may_repeat("mailto")
    assert not SHIPPED.delivery.may_repeat("dingtalk")
    assert not SHIPPED.delivery.may_repeat("pigeon")


def test_waits_double_up_to_the_longest_and_luck_halves_them_at_most() -> None:
    delivery = SHIPPED.delivery

    waits = [delivery.wait(made, 1) for made in range(1, 30)]

    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(seconds=delivery.cap_seconds)
    assert delivery.wait(1, 0) == timedelta(seconds=15)


# Versions


def test_the_digest_tells_settings_apart_but_not_their_order_or_comments(folder: Path) -> None:
    add(folder, "routing.toml", "\n# a comment\n")
    assert load_policy(folder).digest == SHIPPED.digest
    assert re.fullmatch(r"[0-9a-f]{16}", SHIPPED.digest)

    edit(folder, "deadlines.toml", "amount = 14", "amount = 15")
    assert load_policy(folder).digest != SHIPPED.digest


def test_a_new_version_of_a_limit_holds_from_its_day_on(folder: Path) -> None:
    version = """
        [[group_report]]
        label = { zh = "巡察报告报送", en = "Report of the group" }
        amount = 15
        unit = "workdays"
        ladder = "E-GRP"
        source = "office"
        row = "I01"
        effective_from = 2027-01-01
    """
    add(folder, "deadlines.toml", version)

    policy = load_policy(folder)

    assert policy.deadline("group_report", date(2026, 12, 31)).amount == 20
    assert policy.deadline("group_report", date(2027, 1, 1)).amount == 15


# The calendar


def test_a_year_typed_in_by_the_office_is_known(folder: Path) -> None:
    year = """
        [[year]]
        year = 2027
        source = "an announcement"
        rest = [2027-01-01, 2027-01-02]
        worked = [2027-02-20]
    """
    add(folder, "calendars.toml", year)

    office = load_policy(folder).calendar

    assert not office.is_workday(date(2027, 1, 1))
    assert office.is_workday(date(2027, 2, 20))
    assert office.known_until == date(2027, 12, 31)


def test_the_office_may_close_and_open_on_days_of_its_own(folder: Path) -> None:
    edit(folder, "calendars.toml", "rest = []", "rest = [2024-09-29]")
    edit(folder, "calendars.toml", "worked = []", "worked = [2024-10-01, 2024-10-05]")
    add(
        folder,
        "calendars.toml",
        '[[closure]]\nfirst = 2025-07-01\nlast = 2025-07-02\nreason = "moving"\n',
    )

    office = load_policy(folder).calendar

    assert not office.is_workday(date(2024, 9, 29))
    assert office.is_workday(date(2024, 10, 1))
    assert office.is_workday(date(2024, 10, 5))
    assert office.add_workdays(date(2025, 6, 30), 1) == date(2025, 7, 3)


def test_a_duty_phone_may_be_answered_in_two_windows(folder: Path) -> None:
    assert SHIPPED.duty_hours == ((time(9), time(18)),)

    edit(folder, "calendars.toml", 'to = "18:00"', 'to = "12:00"')
    add(folder, "calendars.toml", '[[duty_phone.window]]\nfrom = "14:30"\nto = "17:30"\n')

    assert load_policy(folder).duty_hours == ((time(9), time(12)), (time(14, 30), time(17, 30)))


# Mistakes


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    edit(folder, "deadlines.toml", 'unit = "months"', 'unit = "weeks"')
    edit(folder, "ladders.toml", 'to = ["owner"]', 'to = ["boss"]')
    edit(folder, "calendars.toml", "rest = []", 'rest = ["soon"]')
    edit(folder, "routing.toml", '["party_committee"]', '["parliament"]')
    edit(folder, "posts.toml", 'scope = "office"', 'scope = "galaxy"')
    edit(folder, "channels.toml", "attempts = 6", "attempts = 0")

    told = mistakes(folder)

    assert "deadlines.toml, secretary_hearing[1].unit" in told
    assert 'ladders.toml, E-STD.step[1].to[1]: "boss" is wrong: give one of owner, leader' in told
    assert "calendars.toml, days.rest[1]" in told
    assert "routing.toml, routes.systemic[1]" in told
    assert "posts.toml, secretary.scope" in told
    assert "channels.toml, retry.attempts" in told
    assert len(told.splitlines()) == 6


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("deadlines.toml", "amount = 10", "amout = 10", "[1].amount: is missing"),
        ("deadlines.toml", "amount = 10", "amout = 10", "amout: unknown key"),
        ("deadlines.toml", "amount = 10", 'amount = "ten"', '"ten" is wrong'),
        ("deadlines.toml", "amount = 10", "amount = true", "a whole number"),
        ("deadlines.toml", "amount = 10", "amount = 999999", "a whole number"),
        ("deadlines.toml", '"E-ROUND"', '"E-OTHER"', ".ladder"),
        ("deadlines.toml", 'roll = "backward"', 'roll = "sideways"', "forward, backward, none"),
        ("deadlines.toml", '"before"', '"around"', "after, before"),
        ("deadlines.toml", "= 2000-01-01", '= "2000-01-01"', "a date such as"),
        ("deadlines.toml", 'hour = "12:00"', 'hour = "25:00"', "an hour such as"),
        ("deadlines.toml", 'hour = "12:00"', "hour = 12:00:00", "an hour such as"),
        ("deadlines.toml", "effective_from = 2024-02-01", "effective_from = 2015-08-03",
         "rectification_concentrated[2].effective_from: another version holds"),
        ("deadlines.toml", "[[clue_result]]", "[[clue_outcome]]", "clue_result: Clue runs this"),
        ("deadlines.toml", "[[clue_usual]]", "[clue_usual]", "[[clue_usual]]"),
        ("deadlines.toml", "[[clue_usual]]", "[[Clue-Usual]]", "small letters"),
        ("deadlines.toml", 'en = "Mid-term dispatch meeting"', 'fr = "…"', "label.en: is missing"),
        ("ladders.toml", "offset = -10", "offset = -30", "must be more than -20"),
        ("ladders.toml", "offset = -10", "offset = -20", "must be more than -20"),
        ("ladders.toml", 'tone = "reminder"', 'tone = "overdue"', "only a reminder is true"),
        ("ladders.toml", "ack_days = 5", "ack_days = 5\nrepeat_days = 2", "keep repeat_days or"),
        ("ladders.toml", "repeat_days = 30", "ack_days = 30", "the last step"),
        ("ladders.toml", '["owner"]', "[]", "a list in brackets"),
        ("ladders.toml", '["owner"]', '["clock"]', '"clock" is wrong'),
        ("ladders.toml", '"days"', '"years"', "E-STD.unit"),
        ("calendars.toml", "version = ", "edition = ", "version: is missing"),
        ("calendars.toml", "rest = []", "rest = [2026-05-09]\nworked = [2026-05-09]\n[other]",
         "is both a rest day and a working day"),
        ("calendars.toml", 'to = "18:00"', 'to = "08:00"', "from is before to"),
        ("routing.toml", "systemic =", "systematic =", "routes.systemic: is missing"),
        ("routing.toml", "systemic =", "systematic =", "routes.systematic: unknown key"),
        ("routing.toml", '["party_committee"]', "[]", "a list in brackets"),
        ("posts.toml", "[director]", "[boss]", "director: is missing"),
        ("posts.toml", "[director]", "[boss]", "boss: unknown key"),
        ("posts.toml", '["office_staff"]', '["unit_head"]', "held in another scope"),
        ("posts.toml", '["office_staff"]', '["director"]', "a post holds itself"),
        ("posts.toml", '["office_staff"]', '["auditor"]', "separate from each other"),
        ("posts.toml", 'scope = "group"', 'scope = "office"', "behind the three pledges"),
        ("channels.toml", "cap_seconds = 3600", "cap_seconds = 3", "cannot be shorter"),
        ("channels.toml", "}, idempotent = true", '}, idempotent = "yes"', "true or false"),
        ("channels.toml", "mailto =", "Mail-To =", "small letters and digits"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_its_remedy(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    edit(folder, name, old, new)

    assert told in mistakes(folder)


@pytest.mark.parametrize(
    ("year", "told"),
    [
        ("year = 2029\nrest = []", "the holidays of 2027 are not there yet"),
        ("year = 2027\nrest = [2026-01-01]", "2026-01-01 is not in 2027"),
        ("year = 2027\nworked = [2027-02-19]", "2027-02-19 is no weekend day"),
        ("year = 2027\nrest = [2027-02-20]\nworked = [2027-02-20]", "both a rest day"),
    ],
)
def test_a_wrong_year_is_told(folder: Path, year: str, told: str) -> None:
    add(folder, "calendars.toml", f'\n[[year]]\nsource = "an announcement"\n{year}\n')

    assert told in mistakes(folder)


def test_a_closure_that_ends_before_it_begins_is_told(folder: Path) -> None:
    closure = '[[closure]]\nfirst = 2026-05-09\nlast = 2026-05-08\nreason = "moving"\n'
    add(folder, "calendars.toml", closure)

    assert "closure[1].last" in mistakes(folder)


def test_a_syntax_error_is_told_with_its_line_and_hides_no_other_file(folder: Path) -> None:
    lines = (folder / "ladders.toml").read_text(encoding="utf-8").count("\n")
    add(folder, "ladders.toml", "[E-NEW\n")
    edit(folder, "channels.toml", "attempts = 6", "attempts = 0")

    told = mistakes(folder).splitlines()

    assert len(told) == 2
    assert told[0].startswith(f"ladders.toml, line {lines + 1}, column")
    assert told[1].startswith("channels.toml, retry.attempts")


def test_a_file_that_stops_in_the_middle_is_told(folder: Path) -> None:
    add(folder, "posts.toml", 'x = """\nno end')

    assert "posts.toml" in mistakes(folder)


def test_a_missing_file_is_told_with_where_to_find_it(folder: Path) -> None:
    (folder / "posts.toml").unlink()

    assert "copy it there from the shipped config folder" in mistakes(folder)


def test_a_folder_in_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "posts.toml").unlink()
    (folder / "posts.toml").mkdir()

    assert "posts.toml: cannot be read" in mistakes(folder)


def test_a_file_in_another_encoding_is_told_and_a_byte_order_mark_forgiven(folder: Path) -> None:
    words = (folder / "posts.toml").read_text(encoding="utf-8")
    (folder / "posts.toml").write_text(words, encoding="utf-8-sig")
    assert load_policy(folder).digest == SHIPPED.digest

    (folder / "posts.toml").write_text(words, encoding="gb18030")
    assert "posts.toml: is not UTF-8" in mistakes(folder)
