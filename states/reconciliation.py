"""The life cycle of a reconciliation 对账: the receiver's ledger beside the office's (J07).

A routine opens one for each receiving body that holds clues; the comparison is computed.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import reconciling
from rules.posts import OFFICE, Post
from rules.reconciling import Found
from states.clue import Result
from states.definition import Deadline, LifeCycle, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, rows, text, yes_no


class State(Labelled):
    """Where a reconciliation is."""

    AWAITED = "awaited", "待报台账", "Ledger awaited"
    COMPARING = "comparing", "比对中", "Being compared"
    DIFFERENT = "different", "有差异", "Differences found"
    AGREED = "agreed", "账账相符", "Agreed"
    SETTLED = "settled", "差异已处理", "Differences settled"


class Event(Labelled):
    """What can happen to a reconciliation."""

    ENTER_LEDGER = "enter_ledger", "填报台账", "Enter the ledger"
    FIND_AGREED = "find_agreed", "比对一致", "Found in agreement"
    FIND_DIFFERENT = "find_different", "比对有差异", "Found different"
    SETTLE = "settle", "处理差异", "Settle the differences"


S, E, P = State, Event, Post
_LEDGER = rows(
    "ledger", "承办单位台账", "Ledger of the receiver",
    (
        text("number", "线索编号", "Number"),
        choice("result", "结果代码", "Result", Result, required=False),
        day("result_on", "办结日期", "Result date", required=False),
    ),
    required=False,
)  # fmt: skip
_DIFFERENCES = rows(
    "differences", "差异", "Differences",
    (
        text("number", "线索编号", "Number"),
        choice("found", "差异", "Difference", Found),
        text("ours", "巡察办", "The office", required=False),
        text("theirs", "承办单位", "The receiver", required=False),
    ),
)  # fmt: skip

RECONCILIATION: LifeCycle[State, Event] = LifeCycle(
    kind="reconciliation",
    version=1,
    label=Text("线索对账", "Reconciliation"),
    states=State,
    events=Event,
    initial=S.AWAITED,
    final=(S.AGREED, S.SETTLED),
    opened_by=OFFICE,
    details=(
        reference("body_id", FieldType.BODY, "承办单位", "Receiving body", stored=False),
        day("as_of", "对账日期", "As of", today=True),
    ),
    transitions=(
        Transition(
            (S.AWAITED, S.DIFFERENT),
            E.ENTER_LEDGER,
            S.COMPARING,
            (P.RECEIVER_CONTACT, P.RECEIVER_LEADER),
            guards=(reconciling.a_ledger_is_given,),
            asks=(
                _LEDGER,
                yes_no(
                    "confirmed", "与巡察办台账逐条核对一致", "Checked line by line",
                    required=False, stored=False,
                ),
            ),
            writes="receiver_ledger",
            effects=("compare_ledgers",),
        ),
        Transition((S.COMPARING,), E.FIND_AGREED, S.AGREED, (P.CLOCK,)),
        Transition(
            (S.COMPARING,), E.FIND_DIFFERENT, S.DIFFERENT, (P.CLOCK,), asks=(_DIFFERENCES,),
            writes="ledger_differences",
        ),
        Transition((S.DIFFERENT,), E.SETTLE, S.SETTLED, OFFICE, asks=(REASON,)),
    ),
    deadlines=(
        Deadline("ledger_entry", (S.AWAITED,), (P.RECEIVER_CONTACT,), (P.RECEIVER_LEADER,),
                 (P.LG_LEADER,)),
        Deadline("ledger_differences", (S.DIFFERENT,), (P.OFFICE_STAFF,), (P.DIRECTOR,),
                 (P.LG_LEADER,)),
    ),
)  # fmt: skip
