"""Who may change who is who, and the changes that doors make one by one.

The posts are those that the register's life cycle names. A further change is a function here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine import people
from engine.commands import Outcome
from engine.directory import CLOCK, Directory
from engine.office import Office
from engine.people_apart import refuse
from engine.register import register, register_id
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput, NotFound, NotPermitted
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import CaseScope, Post
from rules.substitution import Proposal, held_between, refusals_of
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
    register(work)  # what follows is checked on what no other change alters meanwhile
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
    if not keeps_register(actor):
        zh = "、".join(post.label.zh for post in REGISTRARS)
        en = ", ".join(post.label.en for post in REGISTRARS)
        raise NotPermitted(Text(f"人员机构登记只能由{zh}办理。", f"The register is kept by {en}."))
    return actor


def keeps_register(actor: Actor) -> bool:
    """Say whether somebody with these posts keeps the register."""
    return may_fire(actor.posts, REGISTRARS, before_pledges=False)


def registered(directory: Directory, *person_ids: int) -> None:
    """Check that people are registered and active.

    Raises:
        NotFound: one of them is not.
    """
    if not directory.people.keys() >= set(person_ids):
        raise NotFound(
            Text("没有此人，或此人已停用。", "There is nobody like that, or not any more.")
        )


def register_outcome(work: Work) -> Outcome:
    """Return the register as a command left it."""
    row = work.load(register_id(work)).row
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
        NotFound: there is no such round, or one of the two is not registered any more.
        NotPermitted: appointing a stand-in for somebody else is not for this person.
        Refused: the posts of the two do not go together, it is in one's own favour, or the person
            stood in for chooses; every reason. See `rules/substitution.py`.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work) -> Outcome:
        register(work)
        directory = work.directory
        registered(directory, wanted.person, wanted.stand_in)
        in_person = person_id == wanted.person and acting_for is None
        actor = Actor(person_id) if in_person else registrar(work, person_id, acting_for)
        if wanted.round_id is not None and work.load(wanted.round_id).row["kind"] != "round":
            raise NotFound(Text("没有这一轮巡察。", "There is no such round."))
        held, own = (
            held_between(directory.posts_of(one), wanted.valid_from, wanted.valid_to)
            for one in (wanted.person, wanted.stand_in)
        )
        refuse(refusals_of(Proposal(wanted.person, wanted.stand_in, actor, held, own)))
        people.add_stand_in(
            work, wanted.person, wanted.stand_in, valid_from=wanted.valid_from,
            valid_to=wanted.valid_to, reason=wanted.reason, round_id=wanted.round_id, actor=actor,
        )  # fmt: skip
        return register_outcome(work)

    return transact(office, run, Attempt(None, "stand_in", person_id, acting_for))
