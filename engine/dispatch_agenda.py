"""What is decided at the mid-term dispatch meeting: action items and extensions, by group.

Cut to what the person may see; `engine/dispatch.py` puts them into the slots. A further thing that
is decided there is one more function here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from engine.queries import CaseLine, case_line
from engine.reach import visible_to
from engine.work import Work
from kernel.words import Text
from rules.access import may_fire
from rules.posts import HeldPost
from rules.sight import Sight
from states.action_item import Comment
from states.catalogue import NEWEST
from states.extension import EXTENSION
from store.details.action_item import ActionItemDetail
from store.details.extension import ExtensionDetail
from store.tables import Case

PENDING = ("requested", "office_checked", "signed")
"""States in which an extension waits."""


@dataclass(frozen=True, slots=True)
class Item:
    """One comment that became an action item."""

    line: CaseLine
    comment: Text
    task: str
    due_on: date
    is_open: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """One extension that waits for a decision."""

    line: CaseLine
    above: Text
    """The kind of case whose deadline it is about."""
    deadline: Text
    present_on: date
    requested_on: date
    why: str
    progress: str
    may_decide: bool
    """Whether it is signed and who looks may decide on it."""
    may_reject: bool


def items_of(
    work: Work, session: Session, round_id: int, posts: Iterable[HeldPost], sight: Sight
) -> Mapping[int, list[Item]]:
    """Return group → its action items, what is open first."""
    query = (
        select(Case, ActionItemDetail)
        .join(ActionItemDetail, col(ActionItemDetail.case_id) == col(Case.id))
        .where(Case.round_id == round_id, visible_to(posts, work.today))
        .order_by(col(Case.state), col(ActionItemDetail.due_on), col(Case.id))
    )
    found: dict[int, list[Item]] = {}
    for case, told in session.exec(query):
        due = {"action_item": told.due_on}
        item = Item(
            case_line(work.office, case, sight, due), Comment(told.comment).label, told.task,
            told.due_on, case.state == "assigned",
        )  # fmt: skip
        found.setdefault(case.group_id or 0, []).append(item)
    return found


def wishes_of(
    work: Work, session: Session, round_id: int, posts: tuple[HeldPost, ...], sight: Sight
) -> Mapping[int, list[Wish]]:
    """Return group → the extensions it waits for, the nearest date first; 0 is no group."""
    query = (
        select(Case, ExtensionDetail)
        .join(ExtensionDetail, col(ExtensionDetail.case_id) == col(Case.id))
        .where(Case.round_id == round_id, col(Case.state).in_(PENDING))
        .where(visible_to(posts, work.today))
        .order_by(col(ExtensionDetail.present_on), col(Case.id))
    )
    waiting = list(session.exec(query))
    above = select(col(Case.id), col(Case.kind)).where(
        col(Case.id).in_([case.parent_id for case, _ in waiting])
    )
    kinds = dict(session.exec(above).all())
    found: dict[int, list[Wish]] = {}
    for case, told in waiting:
        may = {
            event: (line := EXTENSION.table.get((case.state, event))) is not None
            and may_fire(posts, line.by, before_pledges=False)
            for event in ("approve", "reject")
        }
        wish = Wish(
            case_line(work.office, case, sight, {}), NEWEST[kinds[case.parent_id]].label,
            work.office.policy.deadlines[told.deadline][-1].label, told.present_on,
            told.requested_on, told.why, told.progress, may["approve"], may["reject"],
        )  # fmt: skip
        found.setdefault(case.group_id or 0, []).append(wish)
    return found
