"""The gaps of an assignment: what is looked for, and when a list is closed."""

from __future__ import annotations

from typing import Any

import pytest

from kernel.words import Text
from rules import gaps as ask
from rules.facts import Facts
from rules.gaps import GapKind, gaps_of
from rules.progress import Done
from rules.rule import Rule
from tests.support.facts import No, Yes, assert_no, assert_yes, facts
from tests.support.right import book

TWO = book(
    {"gap_kind": "method", "what": "走访 0/1"}, {"gap_kind": "daily_reports", "what": "1 件"}
)


def listed(*decisions: dict[str, Any], **inputs: Any) -> Facts:
    return facts(lines={"gaps": TWO, "gap_decisions": book(*decisions)}, inputs=inputs)


def line(number: int, kind: GapKind) -> Text:
    return Text(f"第 {number} 项（{kind.label.zh}）", f"line {number} ({kind.label.en})")


YES: list[Yes] = [
    (ask.gaps_are_closed, facts()),
    (ask.gaps_are_closed, listed({"how": "已补"})),
    (ask.gaps_are_closed, listed({"gap": 1, "how": "已补"}, {"gap": 2, "reason": "同意"})),
    (ask.the_gap_is_open, listed(how="已补")),
    (ask.the_gap_is_open, listed({"gap": 1, "how": "已补"}, gap=2)),
]
NO: list[No] = [
    (
        ask.gaps_are_closed, listed(),
        (line(1, GapKind.METHOD), line(2, GapKind.DAILY_REPORTS)),
    ),
    (
        ask.gaps_are_closed, listed({"gap": 1, "how": "已补"}),
        (line(2, GapKind.DAILY_REPORTS),),
    ),
    (ask.the_gap_is_open, listed({"gap": 1, "how": "已补"}, gap=1), ()),
    (ask.the_gap_is_open, listed(gap=3), ()),
    (ask.the_gap_is_open, facts(inputs={"how": "已补"}), ()),
]  # fmt: skip


@pytest.mark.parametrize("case", YES, ids=lambda case: case[0].name)
def test_the_guard_is_content(case: Yes) -> None:
    assert_yes(case)


@pytest.mark.parametrize("case", NO, ids=lambda case: case[0].name)
def test_the_guard_refuses_and_says_what_is_missing(case: No) -> None:
    assert_no(case)


def test_every_kind_of_gap_is_found_with_its_figures() -> None:
    done = Done(
        {Text("走访", "Visits"): (0, 1), Text("谈话", "Interviews"): (5, 5)},
        papers=4, papers_signed=1, requests=3, requests_settled=1, items=9, items_marked=8,
    )  # fmt: skip
    planned = [{"tier": "public"}, {"tier": "public"}, {"tier": "head"}]
    held = [{"method": "interview", "tier": "public"}, {"method": "hearing", "tier": "head"}]
    tiers = {"head": Text("主要负责人", "Head"), "public": Text("群众", "Public")}

    found = gaps_of(done, planned, held, tiers, 2)

    assert [(one.kind, one.what.zh) for one in found] == [
        (GapKind.METHOD, "走访 0/1"), (GapKind.INTERVIEWS, "主要负责人 0/1"),
        (GapKind.INTERVIEWS, "群众 1/2"), (GapKind.MATERIALS, "2 件"), (GapKind.PAPERS, "3 件"),
        (GapKind.CHECKLIST, "1 件"), (GapKind.DAILY_REPORTS, "2 件"),
    ]  # fmt: skip


def test_nothing_missing_is_no_gap() -> None:
    assert gaps_of(Done(), (), (), {}, 0) == ()


def test_every_guard_of_the_gaps_is_tested() -> None:
    rules = {one for one in vars(ask).values() if isinstance(one, Rule)}

    assert {case[0] for case in YES} == {case[0] for case in NO} == rules
