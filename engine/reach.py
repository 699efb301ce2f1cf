"""The cases a person may see, as a condition of a query: lists are cut to size by the database.

It says the same as `rules.access.may_see`, from the same table of views; a test compares the two
over all kinds of posts and cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import and_, col, exists, false, func, not_, or_, select, true

from engine.confidants import hangs_below
from engine.directory import Directory
from rules.access import HOUSE_WIDE, KNOWN_TO_UNITS, party_of
from rules.confiding import CONFIDED, LEADING, NEED_TO_KNOW, REGISTERED_BY
from rules.extending import REQUESTED
from rules.posts import HeldPost, Scope
from rules.views import VIEWS
from rules.views.view import WHOLE, Party, View
from states.catalogue import LIFE_CYCLES, NEWEST
from store.conditions import Condition
from store.details.extension import ExtensionDetail
from store.tables import Case, PostRow, SignOffRow

_SEALED = sorted(kind for (party, kind), view in VIEWS.items() if view.sealed)
"""Kinds of case of which a group reads no more than its view, its own ones too."""


def open_to(
    directory: Directory,
    person_id: int,
    acting_for: int | None,
    today: date,
    *,
    state: str | None = None,
    only: Scope | None = None,
) -> Condition:
    """Return the condition on `cases` for what a person may see, in their own name or another's.

    Every list asks this one, so that a stand-in finds what the person stood in for lends, in the
    rounds it is lent for, and nothing that is about either of them.

    Args:
        directory: Who is who.
        person_id: Who looks.
        acting_for: The person stood in for, if any.
        today: The present day.
        state: Only cases that are shown to the person in this state.
        only: Only what posts of this scope open.
    """
    posts, rounds = directory.reach(person_id, acting_for, today)
    held = [one for one in posts if only in (None, one.scope)]
    found = and_(visible_to(held, today, state=state), not_(_is_about({person_id})))
    if rounds is None:
        return found
    return and_(found, or_(col(Case.round_id).in_(rounds), col(Case.id).in_(rounds)))


def visible_to(posts: Iterable[HeldPost], today: date, *, state: str | None = None) -> Condition:
    """Return the condition on `cases` for what the holder of `posts` may see.

    Args:
        posts: Every post of the person, whenever held.
        today: The present day.
        state: Only cases that are shown to the person in this state.
    """
    held = [one for one in posts if one.held_on(today)]
    opened = (
        and_(_kept(one, party), or_(false(), *(way.opens for way in _ways(one, party, state))))
        for one, party in _awake(held)
    )
    return and_(or_(false(), *opened), not_(_is_about({one.person_id for one in held})))


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a post opens cases, and what is read of them through it."""

    opens: Condition
    view: View
    kind: str | None = None
    """The kind of case it opens; None for every kind."""


def ways_to(posts: Iterable[HeldPost], today: date, kind: str) -> list[Way]:
    """Return every way in which the holder of `posts` sees cases of a kind: what of a row is read.

    Args:
        posts: Every post of the person, whenever held.
        today: The present day.
        kind: The kind of the cases that are looked at; the condition does not ask for it again.
    """
    return [
        Way(and_(_kept(one, party), way.opens), way.view, way.kind)
        for one, party in _awake(held for held in posts if held.held_on(today))
        for way in _ways(one, party, None)
        if way.kind in (None, kind)
    ]


def _awake(held: Iterable[HeldPost]) -> Iterator[tuple[HeldPost, Party]]:
    for one in held:
        party = party_of(one)
        if party is not None:
            yield one, party


def _is_about(people: set[int]) -> Condition:
    """Return the condition that a case names one of `people` as somebody it is hidden from."""
    topics = sorted({topic for cycle in LIFE_CYCLES.values() for topic in cycle.withheld_from})
    return exists().where(
        col(SignOffRow.case_id) == col(Case.id),
        col(SignOffRow.topic).in_(topics),
        col(SignOffRow.subject_id).in_(sorted(people)),
    )


def _ways(held: HeldPost, party: Party, state: str | None) -> Iterator[Way]:
    as_it_is = true() if state is None else col(Case.state) == state
    if party is Party.OVERSIGHT:
        yield Way(as_it_is, WHOLE)
        return
    for (who, kind), view in VIEWS.items():
        if who is party and view.open_to(held.post):
            yield Way(and_(_reached(held, kind), _viewed(held, kind, view, state)), view, kind)
    if party is Party.GROUP:
        open_to_all = col(Case.kind).not_in(_SEALED)
        yield Way(and_(col(Case.group_id) == held.scope_id, open_to_all, as_it_is), WHOLE)


def _kept(held: HeldPost, party: Party) -> Condition:
    """Return the condition that nothing keeps a case from the holder of a post."""
    return _confided_to(held) if party is Party.GROUP else true()


def _confided_to(held: HeldPost) -> Condition:
    """Return the condition that a group does not keep a case from the holder of a post in it."""
    if held.post in LEADING:
        return true()
    kept = select(col(Case.id)).where(col(Case.kind).in_(sorted(CONFIDED))).correlate(None)
    signer = func.coalesce(col(SignOffRow.acting_for), col(SignOffRow.person_id))
    named = exists().where(
        or_(
            col(SignOffRow.case_id) == col(Case.id), col(SignOffRow.case_id) == col(Case.parent_id)
        ),
        or_(
            and_(
                col(SignOffRow.topic) == NEED_TO_KNOW,
                col(SignOffRow.subject_id) == held.person_id,
            ),
            and_(col(SignOffRow.topic) == REGISTERED_BY, signer == held.person_id),
        ),
    )
    kinds = sorted(filter(hangs_below, NEWEST))
    below = and_(col(Case.kind).in_(kinds), col(Case.parent_id).in_(kept))
    return or_(and_(col(Case.kind).not_in(sorted(CONFIDED)), not_(below)), named)


def _reached(held: HeldPost, kind: str) -> Condition:
    """Return the condition that the scope of a post contains a case of `kind`."""
    match held.scope:
        case Scope.OFFICE:
            return true()
        case Scope.GROUP if kind in HOUSE_WIDE:
            return true()
        case Scope.GROUP:
            its_round = Case.id if kind == "round" else Case.round_id
            return or_(
                col(Case.group_id) == held.scope_id,
                and_(col(Case.group_id).is_(None), col(its_round) == held.round_id),
            )
        case Scope.UNIT:
            return col(Case.unit_id) == held.scope_id if kind in KNOWN_TO_UNITS else false()
        case Scope.BODY:
            return col(Case.body_id) == held.scope_id


def _viewed(held: HeldPost, kind: str, view: View, state: str | None) -> Condition:
    """Return the condition that a case is of `kind` and its party's view does not hide it."""
    told: list[Any] = [col(Case.kind) == kind]
    if state is not None:
        told.append(col(Case.state).in_(sorted(view.states_shown_as(state))))
    elif view.states is not None:
        told.append(col(Case.state).in_(sorted(view.states)))
    if view.parents:
        above = select(col(Case.id)).where(col(Case.kind).in_(sorted(view.parents)))
        told.append(col(Case.parent_id).in_(above.correlate(None)))
    if view.asked:
        told.append(_asked_in(held))
    return and_(*told)


def _asked_in(held: HeldPost) -> Condition:
    """Return the condition that people of the place of a post asked for an extension."""
    asker = func.coalesce(col(SignOffRow.acting_for), col(SignOffRow.person_id))
    return exists().where(
        col(SignOffRow.case_id) == col(Case.id),
        col(SignOffRow.topic) == REQUESTED,
        col(ExtensionDetail.case_id) == col(Case.id),
        col(PostRow.person_id) == asker,
        col(PostRow.scope) == held.scope.value,
        col(PostRow.scope_id) == held.scope_id,
        col(PostRow.valid_from) <= col(ExtensionDetail.asked_on),
        or_(
            col(PostRow.valid_to).is_(None),
            col(ExtensionDetail.asked_on) <= col(PostRow.valid_to),
        ),
    )
