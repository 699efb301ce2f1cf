"""Relations that recusal asks for: declared by the person or entered by the office (B09).

They are read by the office alone; declaring one checks the person's secondments at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine import people
from engine.commands import Outcome
from engine.office import Office
from engine.recusal import raise_conflicts
from engine.register import register, register_id
from engine.registrar import register_outcome, registered, registrar
from engine.take import follow_up
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import OFFICE, CaseScope
from rules.recusal import Relationship
from store.database import Row

_OF_PERSON = "SELECT * FROM relations WHERE person_id = :person AND ended_at IS NULL ORDER BY id"


@dataclass(frozen=True, slots=True)
class Declaration:
    """That a person is tied to a unit, or is kin of somebody in the directory."""

    person: int
    kind: Relationship
    unit: int | None = None
    kin: int | None = None


def declare(
    office: Office, wanted: Declaration, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Take in a relation; whoever it concerns now is put on notice in the same transaction.

    Raises:
        InvalidInput: a kinship names no person, any other relation no unit, or one names both.
        NotFound: somebody is not registered.
        NotPermitted: it is neither the person nor somebody who keeps the register.
    """

    def run(work: Work) -> Outcome:
        register(work)
        of_a_person = wanted.kind is Relationship.KIN_OF
        if (wanted.kin is not None, wanted.unit is not None) != (of_a_person, not of_a_person):
            raise InvalidInput(
                Text(
                    "与领导班子成员的亲属关系要写明人员，其他情形要写明单位。",
                    "Kinship with a leader names a person, any other relation names a unit.",
                )
            )
        registered(work.directory, wanted.person, *([wanted.kin] if wanted.kin else []))
        in_person = person_id == wanted.person and acting_for is None
        actor = Actor(person_id) if in_person else registrar(work, person_id, acting_for)
        values = {
            "person_id": wanted.person, "kind": wanted.kind.value, "unit_id": wanted.unit,
            "kin_id": wanted.kin, "ended_at": None,
        }  # fmt: skip
        people.add_relation(work, values, actor)
        work.then(raise_conflicts(work, person_id=wanted.person), register_id(work))
        follow_up(work)
        return register_outcome(work)

    return transact(office, run, Attempt(None, "declare", person_id, acting_for))


def end_relation(
    office: Office, relation: int, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Note that a relation is no more, by somebody who keeps the register.

    Raises:
        NotFound: there is no such relation.
        NotPermitted: this is not for who asks.
    """

    def run(work: Work) -> Outcome:
        actor = registrar(work, person_id, acting_for)
        known = work.tx.row("SELECT id FROM relations WHERE id = :id AND ended_at IS NULL",
                            id=relation)  # fmt: skip
        if known is None:
            raise NotFound(Text("没有这条关系。", "There is no such relation."))
        people.change(work, actor, "relations", relation, {"ended_at": work.now})
        return register_outcome(work)

    return transact(office, run, Attempt(None, "end_relation", person_id, acting_for))


def relations_of(
    office: Office, person: int, person_id: int, acting_for: int | None = None
) -> list[Row]:
    """Return the relations of a person, to the person and to the office alone.

    Raises:
        NotPermitted: it is neither the person who asks nor somebody of the office.
    """
    with office.database.reading() as tx:
        directory = office.directory(tx)
        actor = directory.actor(person_id, acting_for, CaseScope(), office_day(office.now()))
        own = person_id == person and acting_for is None
        if not own and not may_fire(actor.posts, OFFICE, before_pledges=False):
            raise NotPermitted(
                Text(
                    "回避关系只供本人和巡察办查看。",
                    "Relations are shown to the person and the office.",
                )
            )
        return tx.rows(_OF_PERSON, person=person)
