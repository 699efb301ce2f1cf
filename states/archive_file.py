"""The life cycle of a file 案卷: filed, checked, kept, reviewed, destroyed by two (§7 row 12).

How long which class is kept is in `config/limits.toml`; the longest of its documents counts.
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import archiving, grading
from rules.posts import OFFICE, Post
from states.definition import Deadline, LifeCycle, Signs, Transition
from states.grades import GRADED
from states.inputs import REASON, choice, day, number, rows, text


class State(Labelled):
    """Where a file is."""

    OPENED = "opened", "立卷中", "Being made"
    FILED = "filed", "已立卷待检查", "Filed"
    IN_ARCHIVE = "in_archive", "已归档", "In the archive"
    DUE_FOR_REVIEW = "due_for_review", "保管期满待鉴定", "Due for review"
    TO_BE_DESTROYED = "to_be_destroyed", "已批准销毁", "To be destroyed"
    DESTROYED = "destroyed", "已销毁", "Destroyed"


class Event(Labelled):
    """What can happen to a file."""

    LIST_DOCUMENTS = "list_documents", "登记卷内文件", "List documents"
    FILE = "file", "立卷", "File"
    RETURN_FILE = "return_file", "退回补正", "Return the file"
    TAKE_IN = "take_in", "检查归档", "Check and take in"
    FALL_DUE = "fall_due", "保管期满", "Fall due for review"
    HOLD = "hold", "冻结保留", "Hold"
    RELEASE_HOLD = "release_hold", "解除冻结", "Release the hold"
    KEEP_LONGER = "keep_longer", "延长保管", "Keep longer"
    APPROVE_DESTRUCTION = "approve_destruction", "批准销毁", "Approve the destruction"
    SIGN_DESTRUCTION = "sign_destruction", "监销签字", "Sign the destruction"
    DESTROY = "destroy", "登记销毁", "Register the destruction"


# fmt: off
S, E, P = State, Event, Post
_DOCUMENTS = rows("documents", "卷内文件", "Documents", (
    text("title", "题名", "Title"),
    choice("document", "文件种类", "Kind", archiving.Document),
    number("copies", "份数", "Copies"),
    *GRADED,
    choice("retention", "保管期限", "Retention", archiving.Retention),
))
_FREE = archiving.the_file_is_not_on_hold

ARCHIVE_FILE: LifeCycle[State, Event] = LifeCycle(
    kind="archive_file",
    version=1,
    label=Text("案卷", "File"),
    states=State,
    events=Event,
    initial=S.OPENED,
    final=(S.DESTROYED,),
    opened_by=OFFICE,
    parent=("round",),
    details=(text("title", "案卷题名", "Title"),),
    kept=("held_since",),
    transitions=(
        Transition((S.OPENED,), E.LIST_DOCUMENTS, None, OFFICE, asks=(_DOCUMENTS,),
                   guards=(archiving.what_is_permanent_is_kept_for_good,
                           *grading.MAY_BE_HERE),
                   writes=archiving.DOCUMENTS),
        Transition((S.OPENED,), E.FILE, S.FILED, OFFICE,
                   guards=(archiving.documents_are_listed,), signs=(Signs("filed"),)),
        Transition((S.FILED,), E.RETURN_FILE, S.OPENED, OFFICE, asks=(REASON,)),
        Transition((S.FILED,), E.TAKE_IN, S.IN_ARCHIVE, OFFICE,
                   guards=(archiving.the_file_is_checked_by_another,),
                   asks=(text("archive_number", "档号", "Archive number"),),
                   effects=("reckon_review",)),
        Transition((S.IN_ARCHIVE,), E.FALL_DUE, S.DUE_FOR_REVIEW, (P.CLOCK,),
                   guards=(_FREE,)),
        Transition((S.IN_ARCHIVE, S.DUE_FOR_REVIEW), E.HOLD, None, (P.LG_LEADER,),
                   guards=(_FREE,), asks=(REASON,), effects=("hold_file",)),
        Transition((S.TO_BE_DESTROYED,), E.HOLD, S.DUE_FOR_REVIEW, (P.LG_LEADER,),
                   guards=(_FREE,), asks=(REASON,), effects=("hold_file",)),
        Transition((S.IN_ARCHIVE, S.DUE_FOR_REVIEW), E.RELEASE_HOLD, None, (P.LG_LEADER,),
                   guards=(archiving.the_file_is_on_hold,), asks=(REASON,),
                   effects=("free_file",)),
        Transition((S.DUE_FOR_REVIEW, S.TO_BE_DESTROYED), E.KEEP_LONGER, S.IN_ARCHIVE,
                   (P.LG_LEADER, P.DIRECTOR), guards=(archiving.the_review_is_later,),
                   asks=(day("review_on", "保管至", "Kept until"), REASON),
                   effects=("void_destruction",)),
        Transition((S.DUE_FOR_REVIEW,), E.APPROVE_DESTRUCTION, S.TO_BE_DESTROYED, (P.LG_LEADER,),
                   guards=(_FREE,), signs=(Signs("destruction_approved"),)),
        Transition((S.TO_BE_DESTROYED,), E.SIGN_DESTRUCTION, None, OFFICE,
                   guards=(_FREE, archiving.the_second_signer_is_another),
                   signs=(Signs(archiving.DESTRUCTION),)),
        Transition((S.TO_BE_DESTROYED,), E.DESTROY, S.DESTROYED, OFFICE,
                   guards=(_FREE, archiving.two_people_signed_the_destruction),
                   asks=(day("destroyed_on", "销毁日期", "Destroyed on", today=True),)),
    ),
    deadlines=(
        Deadline("archive", (S.OPENED, S.FILED), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,)),
        Deadline("archive_retention", (S.IN_ARCHIVE,), OFFICE, (P.DIRECTOR,), (P.LG_LEADER,),
                 anchor="review_on", fires=E.FALL_DUE, met_by="held_since"),
    ),
)
# fmt: on
