"""The life cycle of the clearing at the end of a round 清退: what was issued is counted back.

Devices, paper, data on stand-alone machines, private copies; each line by two people (§7 row 11).
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import archiving
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, Field, choice, number, reference, rows, text


class State(Labelled):
    """Where a clearing is."""

    OPENED = "opened", "清退中", "Being cleared"
    SETTLED = "settled", "已清退", "Settled"


class Event(Labelled):
    """What can happen to a clearing."""

    ISSUE = "issue", "登记发出", "List what was issued"
    COUNT_BACK = "count_back", "登记收回、销毁", "Count back"
    CORRECT = "correct", "更正数目", "Correct a number"
    SETTLE = "settle", "清退办结", "Settle"


# fmt: off
S, E, P = State, Event, Post
_COUNTED_BY = reference("counted_by", FieldType.PEOPLE, "经办人（两人）", "By two people",
                        stored=False)
_ITEM = text("item", "名称或编号", "Item")
_ISSUED: tuple[Field, ...] = (
    _ITEM, choice("category", "类别", "Category", archiving.Cleared),
    number("count", "发出数", "Issued"), _COUNTED_BY,
)
_BACK: tuple[Field, ...] = (
    _ITEM, number("given_back", "收回数", "Counted back"),
    number("destroyed", "销毁数", "Destroyed"), _COUNTED_BY,
)
_BY = (*OFFICE, P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_LIAISON)
_TWO = archiving.two_people_counted_each_line

CLEARING: LifeCycle[State, Event] = LifeCycle(
    kind="clearing",
    version=1,
    label=Text("轮次结束清退", "Clearing"),
    states=State,
    events=Event,
    initial=S.OPENED,
    final=(S.SETTLED,),
    opened_by=OFFICE,
    parent=("round",),
    transitions=(
        Transition((S.OPENED,), E.ISSUE, None, _BY, guards=(_TWO,),
                   asks=(rows("issued", "发出清单", "Issued", _ISSUED),), writes=archiving.ISSUED),
        Transition((S.OPENED,), E.COUNT_BACK, None, _BY, guards=(_TWO,),
                   asks=(rows("returned", "收回、销毁清单", "Counted back", _BACK),),
                   writes=archiving.RETURNED),
        Transition((S.OPENED,), E.CORRECT, None, (P.DIRECTOR,), guards=(_TWO,),
                   asks=(rows("issued", "更正发出数（补登）", "More that was issued", _ISSUED),
                         REASON), writes=archiving.ISSUED),
        Transition((S.OPENED,), E.SETTLE, S.SETTLED, OFFICE,
                   guards=(archiving.what_was_issued_is_listed, archiving.every_line_is_settled),
                   signs=(Signs("cleared"),)),
    ),
    deadlines=(
        Deadline("clearing", (S.OPENED,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,)),
    ),
)
# fmt: on
