"""Forms: what an event or a new case asks for, and whether a person may give it.

A door shows the form, lets a person fill it in (`engine/filling.py`) and passes on the revision
that person saw.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.loading import LoadedCase
from engine.office import Office
from engine.reader import no_case
from engine.visible import find_sight, is_withheld
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.sight import CaseView
from states.catalogue import NEWEST, AnyLifeCycle
from states.inputs import Field


@dataclass(frozen=True, slots=True)
class Form:
    """What giving an event to a case asks for now, and what the person saw."""

    case_id: int
    cycle: AnyLifeCycle
    state: str
    revision: int
    round_id: int | None
    event: str
    asks: tuple[Field, ...]
    is_open: bool
    """Whether the person may give the event from here; if not, giving it brings the reasons."""


def form_of(
    office: Office, case_id: int, event: str, person_id: int, acting_for: int | None = None
) -> Form:
    """Return the form of `event` (its code or its label) on a case.

    Raises:
        NotFound: there is no such case, or the person may not know of it.
        InvalidInput: cases of this kind know no such event.
    """
    with office.database.reading() as tx:
        work = Work(office, tx, office.now())
        case = work.load(case_id)
        actor = work.directory.actor(person_id, acting_for, case.scope, work.today)
        state = _shown_state(work, case, actor, event)
        name = event_named(case.cycle, event)
        line = case.cycle.table.get((state, name))
        may = line is not None and may_fire(
            actor.posts, line.by, before_pledges=line.before_pledges
        )
        shown = line or next(one for one in case.cycle.transitions if one.event.value == name)
        return Form(
            case_id, case.cycle, state, case.row["revision"], case.scope.round_id, name,
            shown.asks, may,
        )  # fmt: skip


def _shown_state(work: Work, case: LoadedCase, actor: Actor, event: str) -> str:
    """Return where the case is, to somebody who may see it or may give `event` unpledged.

    Raises:
        NotFound: the person may not know of the case.
    """
    state: str = case.row["state"]
    seen = CaseView(case.row["kind"], state, case.scope)
    sight = find_sight(work.tx, case.id, seen, actor.posts)
    if is_withheld(work.tx, case, actor.persons):
        raise no_case(case.id)
    if sight is not None:
        return sight.state(state) or state
    unpledged = any(
        one.before_pledges
        and event.strip() in (one.event.value, one.event.label.zh, one.event.label.en)
        and may_fire(actor.posts, one.by, before_pledges=True)
        for one in case.cycle.transitions
    )
    if not unpledged:
        raise no_case(case.id)
    return state


def event_named(cycle: AnyLifeCycle, words: str) -> str:
    """Return the event of `cycle` whose code or label is `words`.

    Raises:
        InvalidInput: there is none; the sentence lists those there are.
    """
    for event in cycle.events:
        if words.strip() in (event.value, event.label.zh, event.label.en):
            return str(event.value)
    zh = "、".join(f"{event.value} {event.label.zh}" for event in cycle.events)
    en = ", ".join(str(event.value) for event in cycle.events)
    raise InvalidInput(
        Text(
            f"“{cycle.label.zh}”没有“{words}”这一事件；有：{zh}。",
            f'"{cycle.label.en}" knows no event "{words}"; there are: {en}.',
        )
    )


def kind_named(words: str) -> AnyLifeCycle:
    """Return the newest life cycle whose kind or label is `words`.

    Raises:
        InvalidInput: there is none; the sentence lists those there are.
    """
    for cycle in NEWEST.values():
        if words.strip() in (cycle.kind, cycle.label.zh, cycle.label.en):
            return cycle
    zh = "、".join(f"{cycle.kind} {cycle.label.zh}" for cycle in NEWEST.values())
    raise InvalidInput(
        Text(
            f"没有“{words}”这一类事项；有：{zh}。",
            f'There is no kind of case "{words}"; there are: {", ".join(NEWEST)}.',
        )
    )


def round_of(office: Office, case_id: int) -> int | None:
    """Return the round a case belongs to; a round belongs to itself.

    Raises:
        NotFound: there is no such case.
    """
    with office.database.reading() as tx:
        return Work(office, tx, office.now()).load(case_id).scope.round_id
