"""The gaps 查漏补缺 of an assignment two weeks before its end, and their guards. Row H16.

The routine `gap_lists` computes them from what is recorded; a further thing to look for is a
function here that `gaps_of` calls.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kernel.words import Labelled, Text
from rules.facts import Facts, Line, Need
from rules.posts import Post
from rules.progress import Done
from rules.rule import rule


class GapKind(Labelled):
    """What is not there yet."""

    METHOD = "method", "方式未达最少次数", "Method below its least number"
    MATERIALS = "materials", "调阅未办结", "Material requests open"
    INTERVIEWS = "interviews", "计划谈话未完成", "Planned interviews not held"
    PAPERS = "papers", "底稿未审签", "Papers not signed"
    CHECKLIST = "checklist", "清单未核完", "Checklist not marked"
    DAILY_REPORTS = "daily_reports", "日报缺报", "Daily reports missing"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is not there yet: which kind, and how much of it."""

    kind: GapKind
    what: Text


Lines = Iterable[Mapping[str, Any]]


def gaps_of(
    done: Done, planned: Lines, activities: Lines, tiers: Mapping[str, Text], missing_reports: int
) -> tuple[Gap, ...]:
    """Return what is missing at a unit.

    Args:
        done: What is recorded, with the least that policy demands.
        planned: The lines of the plan of interviews.
        activities: The lines of the activity log.
        tiers: The name of each tier of people who are interviewed.
        missing_reports: How many daily reports of the group were never handed in.

    Example:
        >>> found = gaps_of(Done(requests=3, requests_settled=1), (), (), {}, 0)
        >>> [(one.kind.value, one.what.zh) for one in found]
        [('materials', '2 件')]
    """
    found = [
        Gap(GapKind.METHOD, Text(f"{name.zh} {used}/{least}", f"{name.en} {used}/{least}"))
        for name, (used, least) in done.used.items()
        if used < least
    ]
    found += _tiers_left(planned, activities, tiers)
    for kind, left in (
        (GapKind.MATERIALS, done.requests - done.requests_settled),
        (GapKind.PAPERS, done.papers - done.papers_signed),
        (GapKind.CHECKLIST, done.items - done.items_marked),
        (GapKind.DAILY_REPORTS, missing_reports),
    ):
        if left > 0:
            found.append(Gap(kind, Text(f"{left} 件", f"{left}")))
    return tuple(found)


def _tiers_left(planned: Lines, activities: Lines, tiers: Mapping[str, Text]) -> list[Gap]:
    wanted = Counter(str(line["tier"]) for line in planned)
    held = Counter(str(line.get("tier")) for line in activities if line["method"] == "interview")
    return [
        Gap(
            GapKind.INTERVIEWS,
            Text(
                f"{name.zh} {held[tier]}/{wanted[tier]}", f"{name.en} {held[tier]}/{wanted[tier]}"
            ),
        )
        for tier, name in tiers.items()
        if held[tier] < wanted[tier]
    ]


def open_gaps(lines: Mapping[str, Sequence[Line]]) -> dict[int, Mapping[str, Any]]:
    """Return the number and the line of each gap that is neither settled nor accepted.

    Args:
        lines: Book → its lines, of an assignment.
    """
    listed = {n: line.values for n, line in enumerate(lines.get("gaps", ()), 1)}
    for line in lines.get("gap_decisions", ()):
        which = line.values.get("gap")
        for number in list(listed) if which is None else (which,):
            listed.pop(number, None)
    return listed


@rule(
    "查漏补缺清单还有未完成项：{missing}。请补完后登记，或由领导小组组长同意保留。",
    "The gap list has open lines: {missing}. Settle them, or the leading group's leader accepts.",
    row="H16",
    needs=(Need.LINES,),
    cured_by=(Post.GROUP_LEADER, Post.GROUP_DEPUTY, Post.LG_LEADER),
)
def gaps_are_closed(facts: Facts) -> tuple[Text, ...]:
    """Each line of the gap list is settled, or accepted with a reason; without a list, none is."""
    return tuple(
        Text(
            f"第 {number} 项（{GapKind(line['gap_kind']).label.zh}）",
            f"line {number} ({GapKind(line['gap_kind']).label.en})",
        )
        for number, line in open_gaps(facts.lines).items()
    )


@rule(
    "清单上没有这一项，或这一项已经办结，请核对序号。",
    "No such line is open on the list: check the number.",
    row="H16",
    needs=(Need.LINES,),
    form=True,
)
def the_gap_is_open(facts: Facts) -> bool:
    """What is settled or accepted stands on the list; without a number it is the whole list."""
    which = facts.inputs.get("gap")
    still = open_gaps(facts.lines)
    return bool(still) if which is None else which in still
