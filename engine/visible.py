"""Whether a person may see a case, and what of it: the door to every reading of one case.

`rules/access.py` decides; lists ask the same of the database in `engine/reach.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from engine.confidants import is_kept, named_on
from engine.loading import LoadedCase
from engine.reader import no_case
from engine.work import Work
from kernel.errors import NotPermitted, Refused
from rules.access import sight_of
from rules.extending import REQUESTED
from rules.facts import Actor
from rules.posts import HeldPost, Scope
from rules.sight import CaseView, Sight
from store import moves
from store.database import Transaction

"""What asking for an extension signs."""
_ABOVE = "SELECT p.kind FROM cases c JOIN cases p ON p.id = c.parent_id WHERE c.id = :id"
_ASKED_IN = (
    "SELECT p.scope, p.scope_id FROM signoffs s"
    " JOIN extension_details d ON d.case_id = s.case_id"
    " JOIN posts p ON p.person_id = COALESCE(s.acting_for, s.person_id)"
    " AND p.valid_from <= d.asked_on AND (p.valid_to IS NULL OR d.asked_on <= p.valid_to)"
    " WHERE s.case_id = :id AND s.topic = :topic"
)


def find_sight(
    tx: Transaction, case_id: int, case: CaseView, posts: Iterable[HeldPost]
) -> Sight | None:
    """Return what the holder of `posts` may read of a case; None when not even that it exists.

    Args:
        tx: The transaction.
        case_id: The case.
        case: The case; who asked for an extension is looked up where it matters.
        posts: The posts of the person that reach the case.
    """
    held = tuple(posts)
    if is_kept(case.kind, held):
        case = replace(case, named=named_on(tx, case_id), parent_kind=_kind_above(tx, case_id))
    found = sight_of(held, case)
    if found is not None or case.kind != "extension" or not held:
        return found
    asked = tx.rows(_ASKED_IN, id=case_id, topic=REQUESTED)
    places = frozenset((Scope(one["scope"]), one["scope_id"]) for one in asked)
    return sight_of(held, replace(case, parent_kind=_kind_above(tx, case_id), asked_in=places))


def _kind_above(tx: Transaction, case_id: int) -> str | None:
    above = tx.row(_ABOVE, id=case_id)
    return above["kind"] if above else None


def is_withheld(tx: Transaction, case: LoadedCase, people: Collection[int | None]) -> bool:
    """Say whether a case is hidden from one of `people`, because it is about them."""
    return not involved(tx, case).isdisjoint(people)


def involved(tx: Transaction, case: LoadedCase) -> frozenset[int]:
    """Return the people from whom a case is hidden, this transaction's among them."""
    topics = case.cycle.withheld_from
    if not topics:
        return frozenset()
    rows = tx.rows(moves.SIGNOFFS, id=case.id)
    stored = {row["subject_id"] for row in rows if row["topic"] in topics}
    return frozenset(stored | {one.subject_id for one in case.signoffs if one.topic in topics})


def load_visible(
    work: Work, case_id: int, person_id: int, acting_for: int | None = None
) -> tuple[LoadedCase, Actor, Sight]:
    """Return a case that a person may see, who that person is here, and what may be read of it.

    Raises:
        NotFound: there is none, or the person has no post that opens it; both read the same.
    """
    case = work.load(case_id)
    actor = work.directory.actor(person_id, acting_for, case.scope, work.today)
    sight = sight_on(work, case, actor)
    if sight is None:
        raise no_case(case_id)
    return case, actor, sight


def sight_on(work: Work, case: LoadedCase, actor: Actor) -> Sight | None:
    """Return what an actor may read of a loaded case; None when not even that it exists."""
    seen = CaseView(case.row["kind"], case.row["state"], case.scope)
    if is_withheld(work.tx, case, {actor.person_id, actor.acting_for}):
        return None
    return find_sight(work.tx, case.id, seen, actor.posts)


def unseen(case_id: int) -> NotPermitted:
    """Return the no to who may not know of a case: it is recorded, and says what `no_case` says."""
    return NotPermitted(*no_case(case_id).reasons)


def is_unseen(no: Refused, case_id: int) -> bool:
    """Say whether a no is that of `unseen` for this case."""
    return no.reasons == unseen(case_id).reasons


@contextmanager
def as_if_missing(case_id: int | None) -> Iterator[None]:
    """Have who may not know of a case answered exactly as if there were none.

    Args:
        case_id: The case somebody tries something on; None when there is none.

    Raises:
        NotFound: what is done within raised `unseen` for this case.
    """
    try:
        yield
    except NotPermitted as no:
        if case_id is not None and is_unseen(no, case_id):
            raise no_case(case_id) from None
        raise
