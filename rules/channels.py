"""Guards of the channels for the public: duty phone and boxes. Rows D08, D09, F05.

A further channel is a book of the assignment and its rule here.
"""

from __future__ import annotations

from kernel.words import Text
from rules.facts import Facts, Need
from rules.pairs import is_pair
from rules.posts import Post
from rules.rule import rule

_GROUP = (Post.GROUP_LEADER, Post.GROUP_LIAISON)


@rule(
    "开启意见箱须由本组两名不同人员共同进行，请填写另一名在场的本组人员。",
    "A box is opened by two different people of the group: name the other one.",
    row="D09",
    needs=(Need.ROSTER,),
    cured_by=_GROUP,
    form=True,
)
def two_people_open_the_box(facts: Facts) -> bool:
    """Whoever opens a box has a second person of the group beside them."""
    return is_pair(facts)


@rule(
    "登记簿上没有这个意见箱；已登记的有：{missing}。",
    "The register has no such box; there are: {missing}.",
    row="D09",
    needs=(Need.LINES,),
    cured_by=_GROUP,
    form=True,
)
def the_box_is_registered(facts: Facts) -> bool | tuple[Text, ...]:
    """Only a box that was put up and registered is opened."""
    boxes = [line.values["box"] for line in facts.lines.get("boxes", ())]
    if facts.inputs.get("box") in boxes:
        return True
    return tuple(Text(box, box) for box in boxes) or (Text("（无）", "none"),)


@rule(
    "值班安排只能排在驻点期间内的日期：{missing}。",
    "Duty is planned for days of the stay only: {missing}.",
    row="D08",
    form=True,
)
def duty_lies_within_the_stay(facts: Facts) -> tuple[str, ...]:
    """Nobody is on duty before the group comes or after it leaves."""
    first, last = facts.fields["on_site_start"], facts.fields["on_site_end"]
    duties = facts.inputs.get("duties") or ()
    days = [row[name] for row in duties for name in ("day", "until") if name in row]
    return tuple(dict.fromkeys(day.isoformat() for day in days if not first <= day <= last))


@rule(
    "值班安排的人员须为本组人员。",
    "Only people of the group are on duty.",
    row="D08",
    needs=(Need.ROSTER,),
    cured_by=_GROUP,
    form=True,
)
def the_group_is_on_duty(facts: Facts) -> bool:
    """The phone is answered by people of the group."""
    ours = {
        member.person_id
        for member in facts.roster.members
        if member.group_id == facts.scope.group_id
    }
    return all(row["person"] in ours for row in facts.inputs.get("duties") or ())


@rule(
    "请写明值班日期，或填“整个驻点期间”。",
    "Give the day of duty, or say that it is for the whole stay.",
    row="D08",
    form=True,
)
def duty_has_its_day(facts: Facts) -> bool:
    """A line of the roster is for a day, for some days, or for the whole stay."""
    return all("day" in row or row.get("whole_stay") for row in facts.inputs.get("duties") or ())
