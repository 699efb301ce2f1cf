"""The life cycle of a document 制度库文件: a rule or template in versions (C10, L06, H13).

Each version has a day from which it holds and asks the readers for their receipts anew. Texts are
kept apart from the record like other texts (`engine/contents.py`).
"""

from __future__ import annotations

from kernel.words import Labelled, Text
from rules import documents
from rules.library import READ, RECEIPTS, VERSIONS, Category
from rules.posts import HOUSE, OFFICE, Post
from states.definition import ACTOR, Deadline, LifeCycle, Signs, Transition
from states.field_types import FieldType
from states.inputs import REASON, choice, content, day, number, reference, text


class State(Labelled):
    """Where a document is."""

    ENTERED = "entered", "已立目", "Entered"
    ISSUED = "issued", "已印发", "Issued"
    REPEALED = "repealed", "已废止", "Repealed"


class Event(Labelled):
    """What can happen to a document."""

    ISSUE = "issue", "印发", "Issue"
    REVISE = "revise", "修订", "Revise"
    ASSIGN_READERS = "assign_readers", "规定必读岗位", "Say who must read it"
    READ = "read", "阅读签收", "Sign for having read it"
    COUNT_READERS = "count_readers", "核对必读人员", "Count who has to read it"
    REPEAL = "repeal", "废止", "Repeal"


# fmt: off
S, E, P = State, Event, Post
_VERSION = (
    content("document_text", "全文", "Text"),
    day("effective_from", "施行日期", "Holds from", stored=False),
    day("read_by", "阅读时限（留空为通常天数）", "To be read by (empty: as usual)", required=False),
)
_MAY_ISSUE = (documents.the_readers_have_time, documents.versions_follow_one_another)

_LINES: tuple[Transition[State, Event], ...] = (
    Transition((S.ENTERED,), E.ISSUE, S.ISSUED, OFFICE, guards=_MAY_ISSUE, asks=_VERSION,
               writes=VERSIONS, effects=("take_in_version",)),
    Transition((S.ISSUED,), E.REVISE, None, OFFICE, guards=_MAY_ISSUE,
               asks=(*_VERSION, text("changed", "修改内容", "What changed", stored=False)),
               writes=VERSIONS, effects=("take_in_version",)),
    Transition((S.ISSUED,), E.ASSIGN_READERS, None, OFFICE,
               guards=(documents.the_readers_are_of_the_house,),
               asks=(reference("readers", FieldType.POSTS, "必读岗位", "Posts that must read it"),),
               effects=("count_document_readers",)),
    Transition((S.ISSUED,), E.READ, None, HOUSE,
               guards=(documents.nobody_reads_for_others, documents.the_newest_version_was_read,
                       documents.it_was_not_read_before),
               asks=(number("version_read", "阅读的版本", "Version that was read", stored=False),),
               signs=(Signs(READ, ACTOR),), writes=RECEIPTS,
               effects=("count_document_readers",)),
    Transition((S.ISSUED,), E.COUNT_READERS, None, (P.CLOCK,),
               effects=("count_document_readers",)),
    Transition((S.ENTERED, S.ISSUED), E.REPEAL, S.REPEALED, OFFICE, asks=(REASON,)),
)

LIBRARY_DOCUMENT: LifeCycle[State, Event] = LifeCycle(
    kind="library_document",
    version=1,
    label=Text("制度库文件", "Document of the library"),
    states=State,
    events=Event,
    initial=S.ENTERED,
    final=(S.REPEALED,),
    opened_by=OFFICE,
    opens_if=(documents.the_document_is_new, documents.the_readers_are_of_the_house),
    details=(
        choice("category", "类别", "Category", Category),
        text("document_code", "编号", "Code"),
        text("title", "名称", "Title"),
        reference("readers", FieldType.POSTS, "必读岗位", "Posts that must read it",
                  required=False),
    ),
    kept=("versions", "read_on"),
    transitions=_LINES,
    deadlines=(
        Deadline("document_reading", (S.ISSUED,), HOUSE, (P.DIRECTOR,), (P.LG_LEADER,),
                 anchor="read_by", met_by="read_on", owner_named_in="readers", answered_by=READ,
                 renews=True),
    ),
)
# fmt: on
