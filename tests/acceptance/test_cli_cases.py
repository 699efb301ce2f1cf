"""Cases in the terminal: moved, opened, suspended, extended, many at once."""

from __future__ import annotations

from kernel.ids import case_number
from rules.draw import drawn
from tests.support.office import SmallOffice
from tests.support.terminal import ask


def test_an_event_moves_a_case_and_tells_where_it_is(small: SmallOffice) -> None:
    small.to("draft")
    number = case_number(small.round_id)

    answer = ask(small.office, "case", "advance", number, "approve_plan", "--as", "chief", "--json")

    assert answer.code == 0
    assert (answer.document["number"], answer.document["state"]) == (number, "plan_approved")
    assert answer.document["revision"] == 2


def test_an_event_may_be_called_by_its_name(small: SmallOffice) -> None:
    small.to("draft")

    answer = ask(
        small.office,
        "case",
        "advance",
        case_number(small.round_id),
        "领导小组审定方案",
        "--as",
        "chief",
    )

    assert (answer.code, small.state(small.round_id)) == (0, "plan_approved")
    assert "方案已审" in answer.out


def test_a_refusal_ends_with_1_and_every_reason_and_is_recorded(small: SmallOffice) -> None:
    small.to("preparing")

    answer = ask(small.office, "case", "advance", case_number(small.round_id), "mobilise",
                 "--as", "director", "--lang", "en")  # fmt: skip

    assert answer.code == 1
    assert len(answer.err.splitlines()) > 2
    assert small.entries(small.round_id)[-1]["what"] == "refusal"


def test_a_stale_revision_ends_with_3(small: SmallOffice) -> None:
    small.to("preparing")

    answer = ask(small.office, "case", "advance", case_number(small.round_id), "cancel",
                 "--as", "chief", "--set", "reason=x", "--revision", 1, "--json")  # fmt: skip

    assert (answer.code, answer.document["error"]) == (3, "conflict")
    assert small.state(small.round_id) == "preparing"


def test_every_missing_and_wrong_field_is_told_at_once(small: SmallOffice) -> None:
    small.to("on_site")
    small.give(small.round_id, "convene_dispatch", "chief")

    answer = ask(small.office, "case", "advance", case_number(small.round_id), "hear_group",
                 "--as", "staff", "--set", "group=g9", "--set", "dream=1", "--set",
                 "problems_found=many", "--json")  # fmt: skip

    told = " ".join(reason["en"] for reason in answer.document["reasons"])
    assert answer.code == 2
    assert all(name in told for name in ("g9", "dream", "problems_found", "progress"))


def test_people_groups_and_units_are_given_by_code(small: SmallOffice) -> None:
    small.to("preparing")
    number = case_number(small.round_id)

    group = ask(small.office, "case", "advance", number, "authorise_group", "--as", "secretary",
                "--set", "group=g1")  # fmt: skip
    team = [small.who["leader"], small.who["member"]]
    first = drawn("7", team, 1)[0]
    chosen = next(name for name in ("leader", "member") if small.who[name] == first)
    people = ask(small.office, "case", "advance", number, "draw_people", "--as", "staff",
                 "--set", "seed=7", "--set", "draw_count=1", "--set", "candidates=leader,member",
                 "--set", f"drawn={chosen}")  # fmt: skip

    assert (group.code, people.code) == (0, 0)
    assert small.entries(small.round_id)[-1]["inputs"]["candidates"] == team


def test_the_same_key_twice_is_the_same_result(small: SmallOffice) -> None:
    small.to("preparing")
    words = ("case", "advance", case_number(small.round_id), "authorise_group", "--as",
             "secretary", "--set", "group=g1", "--key", "k1", "--json")  # fmt: skip

    first, second = ask(small.office, *words), ask(small.office, *words)

    assert (first.code, second.code) == (0, 0)
    assert first.document == second.document


def test_the_same_key_gives_its_result_when_the_case_has_moved_on(small: SmallOffice) -> None:
    small.to("draft")
    words = ("case", "advance", case_number(small.round_id), "approve_plan", "--as", "chief",
             "--key", "k2", "--json")  # fmt: skip

    first, second = ask(small.office, *words), ask(small.office, *words)

    assert (first.code, second.code) == (0, 0)
    assert first.document == second.document


def test_a_seconded_member_signs_the_pledges_without_seeing_the_round_before(
    small: SmallOffice,
) -> None:
    small.to("preparing")
    small.clear("leader")
    number, own = case_number(small.round_id), case_number(small.second("leader"))
    signs = [word for name in ("secrecy", "recusal", "discipline")
             for word in ("--set", f"pledge_{name}=是")]  # fmt: skip

    unseen = ask(small.office, "case", "show", number, "--as", "leader")
    signed = ask(small.office, "case", "advance", own, "sign_pledges", "--as", "leader", *signs)
    seen = ask(small.office, "case", "show", number, "--as", "leader")

    assert (unseen.code, signed.code, seen.code) == (1, 0, 0)


def test_a_stand_in_acts_for_a_person(small: SmallOffice) -> None:
    small.to("draft")
    number = case_number(small.round_id)
    appointed = ask(small.office, "people", "stand-in", "chief", "deputy", "--from", "2021-10-01",
                    "--to", "2021-10-31", "--reason", "出差", "--as", "chief")  # fmt: skip

    alone = ask(small.office, "case", "advance", number, "approve_plan", "--as", "deputy")
    acting = ask(small.office, "case", "advance", number, "approve_plan", "--as", "deputy", "--for",
                 "chief")  # fmt: skip

    assert (appointed.code, alone.code, acting.code) == (0, 1, 0)


def test_many_cases_are_moved_at_once_with_a_result_for_each(small: SmallOffice) -> None:
    small.to("draft")
    second = small.open(
        "assignment", "staff", small.round_id, group_id=small.group, unit_id=small.unit,
        mode="routine", on_site_start="2021-11-08", on_site_end="2021-12-20",
    )  # fmt: skip
    small._preparing()
    small._mobilised()
    small.give(second, "start_gathering", "member")

    answer = ask(small.office, "case", "bulk", "start_gathering", "--kind", "assignment", "--as",
                 "member", "--json")  # fmt: skip

    results = {one["case"]: one["error"] for one in answer.document["results"]}
    assert answer.code == 1
    assert results == {small.assignment: None, second: "refused"}
    assert (answer.document["done"], answer.document["of"]) == (1, 2)


def test_a_case_is_opened_shown_listed_and_its_history_told(small: SmallOffice) -> None:
    small.to("mobilised")
    under = case_number(small.assignment)

    listed = ask(small.office, "case", "list", "--as", "staff", "--kind", "assignment", "--json")
    shown = ask(small.office, "case", "show", under, "--as", "staff", "--json")
    told = ask(small.office, "case", "history", under, "--as", "staff", "--json")

    assert [one["number"] for one in listed.document["cases"]] == [under]
    assert shown.document["details"]["mode"] == "routine"
    assert (shown.document["unit"], shown.document["group"]) == ("u1", "g1")
    assert [one["what"] for one in told.document["entries"]] == ["open"]
    for words in (("list",), ("show", under), ("history", under)):
        assert "巡察" in ask(small.office, "case", *words, "--as", "staff").out


def test_an_extension_is_asked_for_and_a_wrong_deadline_is_told(small: SmallOffice) -> None:
    small.to("on_site")
    number = case_number(small.assignment)
    rest = ("2022-01-05", "--reason", "工作量大", "--progress", "过半", "--as", "leader", "--json")
    running = ask(small.office, "case", "show", number, "--as", "leader", "--json").document
    name = running["deadlines"][0]["deadline"]

    asked = ask(small.office, "extend", number, name, *rest)
    wrong = ask(small.office, "extend", number, "dream", *rest)

    assert (asked.code, asked.document["state"]) == (0, "requested")
    assert wrong.code == 2


def test_a_case_is_suspended_with_those_below_and_resumed(small: SmallOffice) -> None:
    small.to("on_site")
    number = case_number(small.round_id)

    stopped = ask(small.office, "case", "suspend", number, "--reason", "疫情", "--as", "chief",
                  "--json")  # fmt: skip
    shown = ask(small.office, "round", "show", number, "--as", "staff")
    again = ask(
        small.office, "case", "resume", number, "--reason", "恢复", "--as", "chief", "--json"
    )

    assert (stopped.code, stopped.document["cases"]) == (0, 4)
    assert "已暂停" in shown.out
    assert (again.code, again.document["cases"]) == (0, 4)


def test_a_field_may_be_called_by_its_label(small: SmallOffice) -> None:
    small.to("preparing")
    number = case_number(small.round_id)
    words = ("case", "advance", number, "authorise_group", "--as", "secretary")

    twice = ask(small.office, *words, "--set", "巡察组=g1", "--set", "group=g1")
    unknown = ask(small.office, *words, "--set", "巡察组=g9")
    once = ask(small.office, *words, "--set", "巡察组=g1")

    assert (twice.code, unknown.code, once.code) == (2, 2, 0)
    assert "没有代码为“g9”的巡察组" in unknown.err


def test_one_unknown_number_of_many_has_its_own_result(small: SmallOffice) -> None:
    small.to("draft")
    words = ("case", "bulk", "approve_plan", "ZZZZZZ", case_number(small.round_id), "--as", "chief")

    answer = ask(small.office, *words)

    assert (answer.code, small.state(small.round_id)) == (1, "plan_approved")
    assert "不是事项编号" in answer.out
    assert "方案已审" in answer.out
    assert "plan_approved" not in answer.out


def test_a_history_is_told_in_words_only(small: SmallOffice) -> None:
    small.to("rectifying")

    told = "".join(
        ask(small.office, "case", "history", case_number(one), "--as", "staff").out
        for one in (small.round_id, small.assignment)
    )

    assert "通知：" in told
    assert "停止计时：" in told
    assert "第一组" in told
    raws = ("True", "parent_id", "rev：", "late_s", "armed", "[0]", "group_report")
    assert not [raw for raw in raws if raw in told]


def test_a_wrong_deadline_is_answered_with_those_that_run(small: SmallOffice) -> None:
    small.to("on_site")
    number = case_number(small.assignment)
    rest = ("2022-1-5", "--reason", "工作量大", "--progress", "过半", "--as", "leader")

    wrong = ask(small.office, "extend", number, "dream", *rest)
    right = ask(small.office, "extend", number, "驻点结束", *rest)

    assert (wrong.code, right.code) == (2, 0)
    assert "驻点结束（assignment_window）" in wrong.err
    assert "feedback" not in wrong.err
