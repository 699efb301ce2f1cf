"""The life cycle of a secondment 抽调: one person in one group of a round (domain §4.10).

It is the truth about who is ready and who has access: an appointment to a group opens it, the
pledges wake the post, and whatever ends it ends the post. The pool is in `states/inspector.py`.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import seconding
from rules.posts import OFFICE, Post
from states.definition import ACTOR, Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, day, reference, text, yes_no


class State(Labelled):
    """Where a secondment is."""

    SELECTED = "selected", "已选派", "Selected"
    RECUSAL_CHECKED = "recusal_checked", "已过回避审查", "Cleared of conflicts"
    PLEDGED = "pledged", "已签承诺", "Pledged"
    TRAINED = "trained", "已培训", "Trained"
    SECONDED = "seconded", "已抽调到组", "Seconded"
    ON_SITE = "on_site", "在组工作", "On site"
    APPRAISING = "appraising", "工作鉴定", "Being appraised"
    RELEASED = "released", "已离岗", "Released"
    RECUSED = "recused", "已回避", "Recused"
    REMOVED = "removed", "已调出", "Removed"
    REMOVAL_TOLD = "removal_told", "调出已通报", "Removed, and told"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class Event(Labelled):
    """What can happen to a secondment."""

    ANSWER_RECUSAL = "answer_recusal", "回避申报", "Answer on recusal"
    CLEAR_RECUSAL = "clear_recusal", "完成回避审查", "Clear of conflicts"
    SIGN_PLEDGES = "sign_pledges", "签订三项承诺", "Sign the three pledges"
    RECORD_TRAINING = "record_training", "登记集中培训", "Record the training"
    AUTHORISE = "authorise", "授权任职", "Authorise"
    SECOND = "second", "抽调到组", "Second"
    ENTER = "enter", "随组进驻", "Enter with the group"
    RAISE_CONFLICT = "raise_conflict", "提出回避问题", "Raise a conflict"
    SETTLE_CONFLICT = "settle_conflict", "回避问题已处理", "Settle a conflict"
    RECUSE = "recuse", "回避", "Recuse"
    REMOVE = "remove", "调出巡察组", "Remove from the group"
    RECORD_TOLD = "record_told", "登记通报情况", "Record who was told"
    REMIND = "remind", "谈话提醒", "Give a reminding talk"
    START_APPRAISAL = "start_appraisal", "启动工作鉴定", "Start the appraisal"
    RELEASE = "release", "离岗", "Release"
    CANCEL = "cancel", "取消", "Cancel"


class Ground(Labelled):
    """Why somebody is removed in the middle of a round (L07, L09)."""

    LEAK = "leak", "跑风漏气", "Leaked what is secret"
    DISCIPLINE = "discipline", "违反纪律", "Broke discipline"
    INACTIVE = "inactive", "工作不积极", "Not active"
    DISOBEDIENT = "disobedient", "不服从安排", "Did not obey"
    LATE = "late", "不按时到岗", "Not there on time"
    OTHER = "other", "其他", "Another"


S, E, P = State, Event, Post

LIVE = (
    S.SELECTED, S.RECUSAL_CHECKED, S.PLEDGED, S.TRAINED, S.SECONDED, S.ON_SITE, S.APPRAISING,
)  # fmt: skip
"""States in which the person belongs to the group."""

# fmt: off
_SECONDED = (P.GROUP_LEADER, P.GROUP_DEPUTY, P.GROUP_MEMBER, P.GROUP_LIAISON)
_GROUP = reference("group_id", FieldType.GROUP, "巡察组", "Group", stored=False)
_PERSON = reference("person_id", FieldType.PERSON, "人员", "Person")
_ENTERS = day("enters_on", "进驻日期", "First day on site", required=False)
_ANSWERED = day("answered_on", "申报日期", "Answered on", today=True)
_NOTHING = yes_no("nothing_to_declare", "无须回避情形", "Nothing to declare", stored=False)
_TRAINED = day("trained_on", "培训日期", "Trained on", today=True)
_LEAVES = day("leaves_on", "离岗日期", "Leaves on", required=False)
_GROUND = choice("removal_ground", "调出原因", "Ground of removal", Ground)
_EXCLUDES = yes_no("excluded", "同时调出人才库", "Excluded from the pool too", stored=False,
                   required=False)
_CONFLICT = text("conflict", "回避问题", "Conflict")
_TALK = (
    day("talked_on", "谈话日期", "Talked on", today=True, stored=False),
    text("matter", "提醒事项", "Matter", stored=False),
)
_TOLD = (
    day("home_told_on", "通报所在单位日期", "Home unit told on"),
    day("organisation_told_on", "通报组织部门日期", "Organisation department told on"),
)
_PLEDGES = (
    yes_no("pledge_secrecy", "保密承诺", "Pledge of secrecy", stored=False),
    yes_no("pledge_recusal", "回避承诺", "Pledge of recusal", stored=False),
    yes_no("pledge_discipline", "纪律承诺", "Pledge of discipline", stored=False),
)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.SELECTED,), E.ANSWER_RECUSAL, None, (*_SECONDED, *OFFICE), before_pledges=True,
               guards=(seconding.the_answer_is_ones_own,), asks=(_ANSWERED, _NOTHING)),
    Transition((S.SELECTED,), E.CLEAR_RECUSAL, S.RECUSAL_CHECKED, OFFICE,
               guards=(seconding.recusal_is_answered, seconding.nobody_clears_themselves,
                       seconding.no_conflict_stands),
               signs=(Signs("recusal_cleared"),)),
    Transition((S.RECUSAL_CHECKED,), E.SIGN_PLEDGES, S.PLEDGED, _SECONDED, before_pledges=True,
               guards=(seconding.pledges_are_signed_in_person,
                       seconding.all_three_pledges_are_given), asks=_PLEDGES,
               signs=tuple(Signs(topic, ACTOR) for topic in seconding.PLEDGES),
               effects=("wake_posts",)),
    Transition((S.PLEDGED,), E.RECORD_TRAINING, S.TRAINED, OFFICE, asks=(_TRAINED,),
               signs=(Signs("trained"),), effects=("follow_the_round",)),
    Transition(LIVE, E.AUTHORISE, None, (P.CLOCK,), effects=("note_authorisation",)),
    Transition((S.TRAINED,), E.SECOND, S.SECONDED, (P.CLOCK,)),
    Transition((S.SECONDED,), E.ENTER, S.ON_SITE, (P.CLOCK,)),
    Transition(LIVE, E.RAISE_CONFLICT, None, (*OFFICE, P.CLOCK), asks=(_CONFLICT,)),
    Transition(LIVE, E.SETTLE_CONFLICT, None, (P.LG_LEADER,),
               guards=(seconding.a_conflict_stands, seconding.nobody_settles_their_own),
               asks=(REASON,), signs=(Signs("conflict_settled"),), effects=("clear_conflict",)),
    Transition(LIVE, E.RECUSE, S.RECUSED, OFFICE, asks=(REASON,), effects=("end_posts",)),
    Transition(LIVE, E.REMOVE, S.REMOVED, (P.LG_LEADER, P.DIRECTOR, P.CLOCK),
               asks=(_GROUND, REASON, _EXCLUDES), effects=("end_posts", "exclude_from_pool")),
    Transition((S.REMOVED,), E.RECORD_TOLD, S.REMOVAL_TOLD, OFFICE, asks=_TOLD),
    Transition((S.PLEDGED, S.TRAINED, S.SECONDED, S.ON_SITE), E.REMIND, None,
               (P.GROUP_LEADER, P.DIRECTOR, P.LG_LEADER), asks=_TALK, writes="reminding_talks",
               guards=(seconding.nobody_reminds_themselves,)),
    Transition((S.SECONDED, S.ON_SITE), E.START_APPRAISAL, S.APPRAISING, OFFICE, asks=(_LEAVES,),
               effects=("open_appraisal",)),
    Transition((S.APPRAISING,), E.RELEASE, S.RELEASED, OFFICE,
               guards=(seconding.the_appraisal_is_signed,), effects=("end_posts",)),
    Transition(LIVE, E.CANCEL, S.CANCELLED, (P.CLOCK,), asks=(REASON,), effects=("end_posts",)),
)

_DEADLINES: tuple[Deadline[State, Event], ...] = (
    Deadline("recusal_answer", (S.SELECTED,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,),
             anchor="enters_on", met_by="answered_on"),
    Deadline("appraisal", (S.APPRAISING,), (P.GROUP_LEADER,), (P.DIRECTOR,), (P.LG_LEADER,),
             anchor="leaves_on"),
    Deadline("removal_told", (S.REMOVED,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,)),
)
# fmt: on

SECONDMENT: LifeCycle[State, Event] = LifeCycle(
    kind="secondment",
    version=1,
    label=Text("抽调", "Secondment"),
    states=State,
    events=Event,
    initial=S.SELECTED,
    final=(S.RELEASED, S.RECUSED, S.REMOVAL_TOLD, S.CANCELLED),
    opened_by=(P.CLOCK,),
    parent=("round",),
    details=(_GROUP, _PERSON, _ENTERS),
    kept=("authorised_on",),
    transitions=_LINES,
    deadlines=_DEADLINES,
)
