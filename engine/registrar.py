"""Who may change who is who, and the changes that doors make one by one.

The posts are those that the register's life cycle names. A further change is a function here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine import people
from engine.commands import Outcome
from engine.directory import CLOCK
from engine.office import Office
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import CaseScope, Post
from states.register import REGISTER, Event, State

REGISTRARS = tuple(
    post for post in REGISTER.table[State.KEPT, Event.AMEND].by if post is not Post.CLOCK
)
"""The posts whose holders keep the register."""


def registrar(work: Work, person_id: int | None, acting_for: int | None = None) -> Actor:
    """Return the actor of a change of the register.

    Args:
        work: The transaction.
        person_id: Who changes it; None only while nobody is registered.
        acting_for: The person stood in for, if any.

    Raises:
        InvalidInput: nobody was named, though people are registered.
        NotPermitted: changing the register is not for this person.
    """
    directory = work.directory
    if person_id is None and not directory.people:
        return CLOCK
    if person_id is None:
        raise InvalidInput(
            Text(
                "已有登记人员，请说明由谁办理：加上 --as 人员代码。",
                "People are registered already: say who acts with --as CODE.",
            )
        )
    actor = directory.actor(person_id, acting_for, CaseScope(), work.today)
    if not may_fire(actor.posts, REGISTRARS, before_pledges=False):
        zh = "、".join(post.label.zh for post in REGISTRARS)
        en = ", ".join(post.label.en for post in REGISTRARS)
        raise NotPermitted(Text(f"人员机构登记只能由{zh}办理。", f"The register is kept by {en}."))
    return actor


def register_outcome(work: Work) -> Outcome:
    """Return the register as a command left it."""
    row = work.load(people.register_id(work)).row
    return Outcome(row["id"], row["state"], row["revision"], tuple(work.told))


@dataclass(frozen=True, slots=True)
class Substitution:
    """That one person is to act for another."""

    person: int
    stand_in: int
    valid_from: date
    valid_to: date
    reason: str
    round_id: int | None = None


def register_stand_in(
    office: Office, wanted: Substitution, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Have somebody act for another person for a time; a person may appoint their own stand-in.

    Raises:
        InvalidInput: the dates are reversed, it is the same person, or it would make a chain.
        NotFound: there is no such round.
        NotPermitted: appointing a stand-in for somebody else is not for this person.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work) -> Outcome:
        if person_id == wanted.person and acting_for is None:
            actor = Actor(person_id)
        else:
            actor = registrar(work, person_id, acting_for)
        if wanted.round_id is not None and work.load(wanted.round_id).row["kind"] != "round":
            raise NotFound(Text("没有这一轮巡察。", "There is no such round."))
        people.add_stand_in(
            work, wanted.person, wanted.stand_in, valid_from=wanted.valid_from,
            valid_to=wanted.valid_to, reason=wanted.reason, round_id=wanted.round_id, actor=actor,
        )  # fmt: skip
        return register_outcome(work)

    return transact(office, run, Attempt(None, "stand_in", person_id, acting_for))
