"""What links rounds: actions carried on (M05), the next round deployed as one is heard (I05)."""

from __future__ import annotations

from datetime import date

from engine import people
from engine.overview import RoundOverview, round_overview
from engine.round_links import MOST_LINKED, CarriedAction, Links
from engine.work import Work
from kernel.ids import case_number
from rules.posts import Post
from states.improvement import State
from tests.support.office import WINDOW, SmallOffice
from tests.support.planned import LINES, annual_plan, term
from tests.support.terminal import ask

ACTIONS = [
    {"action": "统一底稿格式", "owner_post": "巡察办主任", "due_on": "2022-09-01"},
    {"action": "提前备案", "owner_post": "联络员", "due_on": "2022-06-01"},
]


def learned(desk: SmallOffice) -> list[int]:
    """Hold the retrospective of the round and return its actions, the first due first."""
    made = desk.open("retrospective", "staff", desk.round_id)
    desk.give(made, "hold_meeting", "staff", minutes="底稿质量不一", actions=ACTIONS)
    return desk.children(made, "improvement")[::-1]


def seen(desk: SmallOffice, number: int, who: str = "staff") -> RoundOverview:
    return round_overview(desk.office, number, desk.who[who])


def another(desk: SmallOffice, plan_line: str = "") -> int:
    return desk.open(
        "round", "staff", name="第三轮", focus="三个聚焦", plan_line=plan_line, **WINDOW
    )


def test_the_next_round_lists_the_actions_carried_on_with_state_and_date(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    early, late = learned(desk)
    following = another(desk)

    first, second = seen(desk, following).links.carried

    assert first == CarriedAction(
        case_number(early), "提前备案", "联络员", date(2022, 6, 1), "carried",
        State.CARRIED.label, "第二轮",
    )  # fmt: skip
    assert (second.number, second.due_on) == (case_number(late), date(2022, 9, 1))
    assert seen(desk, desk.round_id).links.carried == ()


def test_an_action_that_is_done_stays_listed_under_the_round_in_which_it_was_done(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    early, late = learned(desk)
    desk.give(early, "finish", "staff", outcome="已办理")
    desk.on(date(2022, 3, 1))
    following = another(desk)
    desk.on(date(2022, 4, 1))
    desk.give(late, "finish", "staff", outcome="已印发")

    [one] = seen(desk, following).links.carried

    assert (one.number, one.state_label.zh) == (case_number(late), "已落实")


def test_of_many_actions_the_first_due_are_listed_and_all_that_the_reader_sees_are_counted(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    made = desk.open("retrospective", "staff", desk.round_id)
    many = [
        {"action": f"措施{n}", "owner_post": "联络员", "due_on": f"2022-06-{1 + n % 30:02}"}
        for n in range(MOST_LINKED + 2)
    ]
    desk.give(made, "hold_meeting", "staff", minutes="底稿质量不一", actions=many)
    following = another(desk)

    links = seen(desk, following).links

    assert links.carried_total == MOST_LINKED + 2
    dates = [one.due_on for one in links.carried]
    assert (len(dates), dates) == (MOST_LINKED, sorted(dates))
    told = ask(desk.office, "round", "show", case_number(following), "--as", "staff")
    assert f"共 {MOST_LINKED + 2} 项" in told.out


def test_a_round_heard_names_the_next_one_and_that_one_says_where_it_comes_from(
    desk: SmallOffice,
) -> None:
    annual_plan(desk, term(desk), [*LINES, {**LINES[0], "line": "2", "units": ""}])
    desk.to("draft")
    desk.give(desk.round_id, "revise", "staff", plan_line="2021/1")
    desk.to("rectifying", after="draft")

    for wrong in ("2021/1", "2021/9"):
        [no] = desk.no(desk.round_id, "deploy_next", "committee", next_plan_line=wrong)
        assert "a plan in force, other than this round's own: 2021/2." in no
    desk.give(desk.round_id, "deploy_next", "committee", next_plan_line="2021/2")
    assert seen(desk, desk.round_id).links.after == ()
    following = another(desk, plan_line="2021/2")

    before, after = seen(desk, following).links.before, seen(desk, desk.round_id).links.after
    assert [one.number for one in before] == [case_number(desk.round_id)]
    assert [one.number for one in after] == [case_number(following)]
    assert seen(desk, desk.round_id).links.next_plan_line == "2021/2"


def test_an_office_without_a_plan_names_its_next_round_in_its_own_words(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")

    desk.give(desk.round_id, "deploy_next", "secretary", next_plan_line="第三轮")

    assert desk.details(desk.round_id)["next_plan_line"] == "第三轮"


def test_links_lead_nobody_to_rounds_that_are_not_theirs(desk: SmallOffice) -> None:
    desk.to("rectifying")
    learned(desk)
    desk.give(desk.round_id, "deploy_next", "secretary", next_plan_line="第三轮")
    another(desk, plan_line="第三轮")
    desk.appoint("stranger", Post.LG_MEMBER, since=date(2021, 1, 1))

    assert seen(desk, desk.round_id, "leader").links == Links()
    assert len(seen(desk, desk.round_id, "stranger").links.after) == 1


def test_who_stands_in_for_one_round_is_neither_told_nor_counted_actions_of_earlier_ones(
    desk: SmallOffice,
) -> None:
    desk.to("rectifying")
    learned(desk)
    following = another(desk)
    deputy, director = desk.who["deputy"], desk.who["director"]
    with desk.office.database.writing() as tx:
        work = Work(desk.office, tx, desk.office.now())
        people.add_stand_in(
            work, director, deputy, valid_from=date(2021, 1, 1), valid_to=date(2022, 12, 31),
            reason="出差", round_id=following,
        )  # fmt: skip
        work.finish()

    lent = round_overview(desk.office, following, deputy, acting_for=director).links

    assert lent == Links()
    assert seen(desk, following, "director").links.carried_total == len(ACTIONS)
