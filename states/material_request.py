"""The life cycle of a material request 调阅, from the signed list to its return (domain §4.6).

Its books: `items` the list, `supplies` what was handed in, `copies_made` the copy log.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import grading, materials
from rules.posts import Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.grades import GRADED
from states.inputs import REASON, choice, day, number, reference, rows, text, yes_no


class State(Labelled):
    """Where a material request is."""

    ISSUED = "issued", "已下达", "Issued"
    ACKNOWLEDGED = "acknowledged", "单位已签收", "Acknowledged"
    PARTLY_SUPPLIED = "partly_supplied", "部分提供", "Partly supplied"
    SUPPLIED = "supplied", "已提供", "Supplied"
    CHECKED = "checked", "已查阅", "Checked"
    RETURNED = "returned", "已归还", "Returned"
    CLOSED = "closed", "已办结", "Closed"
    REFUSED_RECORDED = "refused_recorded", "拒绝提供（已记录）", "Refusal recorded"
    SUPERSEDED = "superseded", "已由新清单替代", "Superseded"


class Event(Labelled):
    """What can happen to a material request."""

    ACKNOWLEDGE = "acknowledge", "签收", "Acknowledge"
    SUPPLY_PART = "supply_part", "提供一部分", "Supply a part"
    SUPPLY = "supply", "提供齐全", "Supply everything"
    SEND_BACK = "send_back", "退回补充", "Send back"
    RECORD_COPIES = "record_copies", "登记复制", "Record copies"
    CHECK = "check", "查阅", "Check"
    FIND_FALSE = "find_false", "发现虚假材料", "Find it false"
    HAND_BACK = "hand_back", "归还原件", "Hand the originals back"
    CLOSE = "close", "办结", "Close"
    FALL_OVERDUE = "fall_overdue", "逾期未提供", "Fall overdue"
    RECORD_OBSTRUCTION = "record_obstruction", "记录妨碍", "Record an obstruction"
    RECORD_REFUSAL = "record_refusal", "记录拒绝提供", "Record a refusal"
    SUPERSEDE = "supersede", "另发清单替代", "Supersede"


class Form(Labelled):
    """Whether the original is wanted or a copy is enough."""

    ORIGINAL = "original", "原件", "Original"
    COPY = "copy", "复印件", "Copy"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_UNIT = (P.UNIT_LIAISON, P.UNIT_HEAD)
_WAITING = (S.ISSUED, S.ACKNOWLEDGED, S.PARTLY_SUPPLIED)
_WITH_US = (S.PARTLY_SUPPLIED, S.SUPPLIED, S.CHECKED)

ITEMS = rows("items", "调阅清单", "List of materials", columns=(
    text("what", "材料名称", "Material"),
    day("period_from", "材料起始日期", "Period from"),
    day("period_to", "材料截止日期", "Period to"),
    number("copies", "份数", "Copies"),
    *GRADED,
    choice("form", "原件或复印件", "Original or copy", Form),
))
_SUPPLIES = rows("supplies", "移交清单", "What is handed in", columns=(
    number("item", "清单序号", "Number on the list"),
    number("copies", "份数", "Copies"),
))
_COPIES = rows("copies_made", "复制登记", "Copies made", columns=(
    number("item", "清单序号", "Number on the list"),
    number("copies", "复制份数", "Copies"),
    text("purpose", "用途", "Purpose"),
))
_TRUTHFUL = yes_no("truthful", "主要负责人承诺材料真实、完整", "The head declares them true",
                   stored=False)
_SECOND = reference("second_person", FieldType.PERSON, "另一名在场人员", "Second person",
                    stored=False)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.ISSUED,), E.ACKNOWLEDGE, S.ACKNOWLEDGED, _UNIT),
    Transition(_WAITING, E.SUPPLY_PART, S.PARTLY_SUPPLIED, (*_UNIT, *_GROUP),
               guards=(materials.truth_is_declared, materials.only_listed_items_are_named),
               asks=(_SUPPLIES, _TRUTHFUL), writes="supplies"),
    Transition(_WAITING, E.SUPPLY, S.SUPPLIED, (*_UNIT, *_GROUP),
               guards=(materials.truth_is_declared, materials.only_listed_items_are_named,
                       materials.everything_is_handed_in),
               asks=(_SUPPLIES, _TRUTHFUL,
                     day("supplied_on", "提供日期", "Supplied on", today=True)),
               writes="supplies"),
    Transition((S.SUPPLIED,), E.SEND_BACK, S.PARTLY_SUPPLIED, _GROUP, asks=(REASON,),
               effects=("wait_anew",)),
    Transition(_WITH_US, E.RECORD_COPIES, None, _GROUP,
               guards=(materials.only_listed_items_are_named,), asks=(_COPIES,),
               writes="copies_made"),
    Transition((S.SUPPLIED,), E.CHECK, S.CHECKED, _GROUP, effects=("log_materials",)),
    Transition(_WITH_US, E.FIND_FALSE, None, _LEADS,
               asks=(text("finding", "虚假情况（如倒签日期）", "What is false", stored=False),),
               effects=("report_false_material",)),
    Transition((S.CHECKED,), E.HAND_BACK, S.RETURNED, _GROUP,
               guards=(materials.two_people_return_it,),
               asks=(_SECOND, day("returned_on", "归还日期", "Returned on", today=True))),
    Transition((S.CHECKED, S.RETURNED), E.CLOSE, S.CLOSED, (*_GROUP, *_UNIT),
               guards=(materials.no_original_is_kept,)),
    Transition(_WAITING, E.FALL_OVERDUE, None, (P.CLOCK,),
               asks=(day("overdue_on", "逾期日期", "Overdue on", today=True),),
               effects=("note_lateness",)),
    Transition(_WAITING, E.RECORD_OBSTRUCTION, None, (P.CLOCK,),
               effects=("report_obstruction",)),
    Transition(_WAITING, E.RECORD_REFUSAL, S.REFUSED_RECORDED, _LEADS, asks=(REASON,),
               effects=("report_obstruction",)),
    Transition(_WAITING, E.SUPERSEDE, S.SUPERSEDED, _LEADS, asks=(REASON,)),
)

_GROUP_DUTY = ((P.GROUP_MEMBER, P.GROUP_LIAISON), (P.GROUP_LEADER,), (P.DIRECTOR,))
_UNIT_DUTY = ((P.UNIT_LIAISON,), (P.UNIT_HEAD,), (P.DIRECTOR,))

MATERIAL_REQUEST: LifeCycle[State, Event] = LifeCycle(
    kind="material_request",
    version=1,
    label=Text("调阅", "Material request"),
    states=State,
    events=Event,
    initial=S.ISSUED,
    final=(S.CLOSED, S.REFUSED_RECORDED, S.SUPERSEDED),
    opened_by=_LEADS,
    opens_if=(materials.the_list_is_within_the_look_back, materials.each_period_is_in_order,
              materials.copies_are_counted, *grading.MAY_BE_HERE),
    opening_signs=(Signs("material_list"),),
    opening_writes="items",
    parent=("assignment",),
    opened_in=("noticed", "entered", "on_site", "wrapping"),
    details=(
        ITEMS,
        text("exception_reason", "超出回溯期限的理由", "Reason to go further back", required=False),
    ),
    kept=("first_overdue_on", "times_overdue"),
    transitions=_LINES,
    deadlines=(
        Deadline("material_request", _WAITING, *_UNIT_DUTY, fires=E.FALL_OVERDUE),
        Deadline("material_obstruction", _WAITING, *_GROUP_DUTY, anchor="overdue_on",
                 fires=E.RECORD_OBSTRUCTION),
        Deadline("material_return", (S.CHECKED,), *_GROUP_DUTY),
    ),
)
# fmt: on
