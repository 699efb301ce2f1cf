"""The life cycle of a letter, call or visit 信访件, from receipt to conclusion (domain §4.7).

Who complains is no field of it: the identity is sealed apart (`engine/complainants.py`).
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import petitions, sending_on
from rules.petitions import Channel, Matter, Tier
from rules.posts import OFFICE, Post
from states.citations import case_of
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, text, yes_no


class State(Labelled):
    """Where a letter is."""

    RECEIVED = "received", "已收到", "Received"
    REGISTERED = "registered", "已登记", "Registered"
    SCREENED = "screened", "已甄别", "Screened"
    ACCEPTED = "accepted", "已受理", "Accepted"
    OUT_OF_SCOPE = "out_of_scope", "不属受理范围", "Out of scope"
    DUPLICATE = "duplicate", "重复件", "Duplicate"
    ANONYMOUS_VERIFY = "anonymous_verify", "匿名待核", "Anonymous, to be checked"
    ASSIGNED = "assigned", "已交办", "Assigned"
    LOOKED_INTO = "looked_into", "已了解", "Looked into"
    WORKING_PAPER = "working_paper", "已转底稿", "Became a working paper"
    CLUE = "clue", "已转线索", "Became a clue"
    NO_FINDING = "no_finding", "未发现问题", "No finding"
    TRANSFER_SHEET = "transfer_sheet", "已转出", "Transferred"
    ACKNOWLEDGED = "acknowledged", "对方已签收", "Acknowledged by the receiver"
    CONCLUDED = "concluded", "已办结", "Concluded"


class Event(Labelled):
    """What can happen to a letter."""

    REGISTER = "register", "登记编号", "Register"
    NAME_INVOLVED = "name_involved", "补登被反映人和有关人员", "Name who is involved"
    NAME_READERS = "name_readers", "指定可阅知身份的人", "Name who may read the identity"
    SCREEN = "screen", "甄别", "Screen"
    ACCEPT = "accept", "受理", "Accept"
    FIND_OUT_OF_SCOPE = "find_out_of_scope", "认定不属受理范围", "Find out of scope"
    MARK_DUPLICATE = "mark_duplicate", "认定重复", "Mark as a duplicate"
    CHECK_ANONYMOUS = "check_anonymous", "匿名件先核", "Check as anonymous"
    TELL_ACCEPTANCE = "tell_acceptance", "告知实名举报人已受理", "Tell the complainant"
    ASSIGN = "assign", "交办", "Assign"
    LOOK_INTO = "look_into", "了解核实", "Look into"
    MAKE_PAPER = "make_paper", "转为底稿", "Make it a working paper"
    MAKE_CLUE = "make_clue", "转为线索", "Make it a clue"
    FIND_NOTHING = "find_nothing", "未发现问题", "Find nothing"
    CONCLUDE = "conclude", "办结", "Conclude"
    TRANSFER = "transfer", "转有关单位", "Transfer"
    HAND_ON = "hand_on", "移交有关单位继续办理", "Hand on"
    ACKNOWLEDGE = "acknowledge", "签收转办", "Acknowledge"
    SEND_BACK = "send_back", "退回转办", "Send back"


# fmt: off
S, E, P = State, Event, Post
_GROUP = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_HANDS = (*_GROUP, *OFFICE)
_LEADS = (P.GROUP_LEADER, P.GROUP_DEPUTY)
_RECEIVER = (P.RECEIVER_CONTACT, P.RECEIVER_LEADER)
_WORKED_ON = (S.ACCEPTED, S.ANONYMOUS_VERIFY, S.ASSIGNED, S.LOOKED_INTO)
_ENDS = (S.WORKING_PAPER, S.CLUE, S.NO_FINDING)
_OPEN = (S.REGISTERED, S.SCREENED, S.OUT_OF_SCOPE, *_WORKED_ON)
_FREE = petitions.nobody_judges_themselves
_AWAY = (_FREE, sending_on.it_never_goes_to_the_unit_complained_of,
         sending_on.it_never_goes_to_a_person_complained_of, sending_on.a_mass_incident_is_reported)


_INVOLVED = (
    reference("complained_of", FieldType.PEOPLE, "被反映人（系统内人员）", "Complained of",
              required=False, stored=False),
    reference("related", FieldType.PEOPLE, "与被反映人有关的人员", "Related to them",
              required=False, stored=False),
)
_NAMES_INVOLVED = (Signs(petitions.COMPLAINED_OF, "complained_of"),
                   Signs(petitions.RELATED, "related"))
_REGISTERED = (
    text("letter_number", "登记编号", "Register number"),
    text("gist", "反映内容摘要", "Gist"),
    yes_no("named", "是否实名", "Named complainant"),
    *_INVOLVED,
)
_SCREENED = (
    choice("tier", "反映对象", "About whom", Tier),
    choice("matter", "反映事项", "About what", Matter),
    yes_no("mass_incident", "有无群体性事件苗头", "Sign of a mass incident"),
)
_BODY = reference("body_id", FieldType.BODY, "接收单位", "Receiving body", stored=False)


_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.RECEIVED,), E.REGISTER, S.REGISTERED, _HANDS, asks=_REGISTERED,
               signs=_NAMES_INVOLVED, effects=("note_named",)),
    Transition(_OPEN, E.NAME_INVOLVED, None, _HANDS, guards=(_FREE,), asks=_INVOLVED,
               signs=_NAMES_INVOLVED),
    Transition((*_OPEN, *_ENDS), E.NAME_READERS, None, (*_LEADS, P.DIRECTOR), guards=(_FREE,),
               asks=(reference("readers", FieldType.PEOPLE, "可阅知身份的人", "Readers",
                               stored=False), REASON),
               signs=(Signs(petitions.READER, "readers"),)),
    Transition((S.REGISTERED,), E.SCREEN, S.SCREENED, _HANDS, asks=_SCREENED,
               guards=(_FREE, petitions.the_identity_is_sealed),
               signs=(Signs("letter_screened"),)),
    Transition((S.SCREENED,), E.ACCEPT, S.ACCEPTED, _LEADS,
               guards=(_FREE, petitions.it_is_in_scope, petitions.it_is_in_time,
                       petitions.the_complainant_is_named)),
    Transition((S.SCREENED,), E.CHECK_ANONYMOUS, S.ANONYMOUS_VERIFY, _LEADS,
               guards=(_FREE, petitions.it_is_in_scope, petitions.it_is_in_time,
                       petitions.the_complainant_is_anonymous)),
    Transition((S.SCREENED,), E.FIND_OUT_OF_SCOPE, S.OUT_OF_SCOPE, _LEADS,
               guards=(_FREE, petitions.it_is_not_for_the_group)),
    Transition((S.SCREENED,), E.MARK_DUPLICATE, S.DUPLICATE, _LEADS,
               guards=(_FREE,),
               asks=(case_of("first_letter_id", "首件编号", "The first letter", "letter"),)),
    Transition((S.ACCEPTED, S.ASSIGNED, S.LOOKED_INTO), E.TELL_ACCEPTANCE, None, _GROUP,
               guards=(_FREE, petitions.the_complainant_is_named),
               asks=(day("acceptance_told_on", "告知日期", "Told on", today=True),)),
    Transition((S.ACCEPTED, S.ANONYMOUS_VERIFY), E.ASSIGN, S.ASSIGNED, _LEADS,
               guards=(_FREE, petitions.the_handlers_are_fit),
               asks=(reference("handlers", FieldType.PEOPLE, "办理人", "Handlers", stored=False),),
               signs=(Signs(petitions.HANDLER, "handlers"),)),
    Transition((S.ASSIGNED,), E.LOOK_INTO, S.LOOKED_INTO, _GROUP,
               guards=(_FREE, petitions.the_actor_handles_it),
               asks=(text("found", "了解情况", "What was found"),),
               signs=(Signs(petitions.LOOKED_INTO),)),
    Transition((S.LOOKED_INTO,), E.MAKE_PAPER, S.WORKING_PAPER, _LEADS,
               guards=(_FREE,),
               asks=(case_of("paper_id", "底稿编号", "Working paper", "working_paper"),)),
    Transition((S.LOOKED_INTO,), E.MAKE_CLUE, S.CLUE, _LEADS,
               guards=(_FREE,), asks=(case_of("clue_id", "线索编号", "Clue", "clue"),)),
    Transition((S.LOOKED_INTO, S.ANONYMOUS_VERIFY), E.FIND_NOTHING, S.NO_FINDING, _LEADS,
               guards=(_FREE,), asks=(REASON,)),
    Transition(_ENDS, E.CONCLUDE, S.CONCLUDED, _LEADS,
               guards=(_FREE, petitions.the_closer_did_not_look_into_it,
                       sending_on.a_mass_incident_is_reported),
               asks=(text("outcome", "办结意见", "Outcome"),)),
    Transition((S.OUT_OF_SCOPE,), E.TRANSFER, S.TRANSFER_SHEET, _LEADS, guards=_AWAY,
               asks=(_BODY, text("transfer_note", "转办意见", "Note for the receiver")),
               signs=(Signs("letter_transferred"),), effects=("address_to_body",)),
    Transition((S.SCREENED, *_WORKED_ON), E.HAND_ON, S.TRANSFER_SHEET, _LEADS, guards=_AWAY,
               asks=(_BODY, text("transfer_note", "移交说明", "Note for the receiver"), REASON),
               signs=(Signs("letter_transferred"),), effects=("address_to_body",)),
    Transition((S.TRANSFER_SHEET,), E.ACKNOWLEDGE, S.ACKNOWLEDGED, _RECEIVER, guards=(_FREE,),
               asks=(text("receipt_number", "对方登记号", "The receiver's number",
                          required=False),),
               signs=(Signs("transfer_acknowledged"),)),
    Transition((S.TRANSFER_SHEET,), E.SEND_BACK, S.OUT_OF_SCOPE, _RECEIVER, guards=(_FREE,),
               asks=(REASON,)),
)

_GROUP_DUTY = ((P.GROUP_MEMBER, P.GROUP_LIAISON), (P.GROUP_LEADER,), (P.DIRECTOR,))
_RECEIVER_DUTY = ((P.RECEIVER_CONTACT,), (P.RECEIVER_LEADER,), (P.DIRECTOR,))

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("letter_screening", (S.RECEIVED, S.REGISTERED, S.SCREENED), *_GROUP_DUTY,
             anchor="came_on"),
    Deadline("letter_transfer", (S.OUT_OF_SCOPE,), *_GROUP_DUTY),
    Deadline("letter_looking", (S.ASSIGNED, S.LOOKED_INTO), *_GROUP_DUTY),
    Deadline("complaint_acceptance", (S.ACCEPTED, S.ASSIGNED, S.LOOKED_INTO), *_GROUP_DUTY,
             anchor="named_on", met_by="acceptance_told_on"),
    Deadline("petition_acceptance", (S.TRANSFER_SHEET,), *_RECEIVER_DUTY),
)
# fmt: on

LETTER: LifeCycle[State, Event] = LifeCycle(
    kind="letter",
    version=1,
    label=Text("信访件", "Letter, call or visit"),
    states=State,
    events=Event,
    initial=S.RECEIVED,
    final=(S.DUPLICATE, S.ACKNOWLEDGED, S.CONCLUDED),
    opened_by=_HANDS,
    parent=("assignment", "round"),
    opened_in=(
        "mobilised",
        "entered",
        "on_site",
        "wrapping",
        "left",
        "mid_term_dispatch",
        "final_fieldwork",
        "reporting",
    ),
    opens_if=(petitions.the_postmark_fits, petitions.the_letter_has_its_group),
    details=(
        choice("channel", "来件渠道", "Channel", Channel),
        day("came_on", "收到日期", "Came on", today=True),
        day("postmark_on", "邮戳日期", "Postmark", required=False),
        reference("group_id", FieldType.GROUP, "交办巡察组", "Group", required=False, stored=False),
        reference("unit_id", FieldType.UNIT, "涉及单位", "Unit", required=False, stored=False),
    ),
    kept=("named_on", "sealed_on"),
    transitions=_LINES,
    deadlines=_DEADLINES,
    reads_logged=True,
    withheld_from=(petitions.COMPLAINED_OF, petitions.RELATED),
)
