"""Changes of who is who that doors ask for one by one: posts, people, stand-ins and channels.

Each is one transaction of somebody who keeps the register; a refused attempt is recorded. A further
change is one function here that ends in `_change`.
"""

from __future__ import annotations

from collections.abc import Callable

from engine import people, people_ending
from engine.commands import Outcome
from engine.directory import Directory
from engine.office import Office
from engine.people_apart import refuse
from engine.people_placing import Appointment, placed, wanted_post
from engine.register import register
from engine.registrar import REGISTRARS, keeps_register, register_outcome, registered, registrar
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotPermitted, Refused
from kernel.words import Text
from rules.facts import Actor
from rules.posts import CaseScope
from rules.substitution import held_between, nobody_appoints_themselves

_CHANNELS = (
    "SELECT position, service FROM channels WHERE person_id = :person AND active ORDER BY position"
)


def appoint(
    office: Office, wanted: Appointment, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Give a person a post; a post in a group opens nothing before the pledges are signed (B08).

    Raises:
        InvalidInput: the post, its place or its dates are wrong; every mistake at once.
        NotFound: there is no such person or round.
        NotPermitted: this is not for who asks.
        Refused: it is for who asks, the round is over, or it does not go with a stand-in.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work, actor: Actor) -> None:
        registered(work.directory, wanted.person)
        refuse([nobody_appoints_themselves(actor, wanted.person)])
        post, scope, place = placed(work, wanted)
        since = wanted.valid_from or work.today
        if any(
            (held.post, held.scope, held.scope_id) == (post, scope, place)
            for held in held_between(work.directory.posts_of(wanted.person), since, wanted.valid_to)
        ):
            raise InvalidInput(
                Text(
                    f"此人已在这里担任{post.label.zh}。", f"They are {post.label.en} here already."
                )
            )
        people.give_post(
            work, wanted.person, post, scope=scope, scope_id=place, valid_from=since,
            valid_to=wanted.valid_to, round_id=wanted.round_id, actor=actor,
        )  # fmt: skip

    return _change(office, "appoint", run, person_id, acting_for)


def release(
    office: Office,
    person: int,
    person_id: int,
    acting_for: int | None = None,
    *,
    post: str = "",
    round_id: int | None = None,
) -> Outcome:
    """Take posts from a person, which open nothing from now on (L07, B07).

    Without `post` and `round_id` it is all of them, and the person acts for nobody any more either.

    Raises:
        InvalidInput: there is no such post, or the person holds none of those.
        NotPermitted: this is not for who asks.
        Refused: nobody would be left to keep the register.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work, actor: Actor) -> None:
        registered(work.directory, person)
        wanted = wanted_post(work, post) if post else None
        taken = people.release_posts(work, person, wanted, round_id=round_id, actor=actor)
        if not post and round_id is None:
            taken += people_ending.end_acting(work, person, actor=actor)
        if not taken:
            raise InvalidInput(
                Text("此人没有可以免去的岗位。", "The person holds no such post to be taken.")
            )
        _check_register_is_kept(work)

    return _change(office, "release", run, person_id, acting_for)


def deactivate(
    office: Office, person: int, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Have a person act, stand in and be told nothing from now on; what they did stays.

    Raises:
        NotFound: there is no such person.
        NotPermitted: this is not for who asks.
        Refused: nobody would be left to keep the register.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work, actor: Actor) -> None:
        registered(work.directory, person)
        people_ending.deactivate(work, person, actor=actor)
        _check_register_is_kept(work)

    return _change(office, "deactivate", run, person_id, acting_for)


def end_stand_in(
    office: Office, person: int, stand_in: int, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Have one person act for another no more; that person may ask for it, too.

    Raises:
        InvalidInput: they do not.
        NotPermitted: this is not for who asks.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work) -> Outcome:
        register(work)
        registered(work.directory, person_id)
        in_person = person_id == person and acting_for is None
        actor = Actor(person_id) if in_person else registrar(work, person_id, acting_for)
        people_ending.end_stand_in(work, person, stand_in, actor=actor)
        return register_outcome(work)

    return transact(office, run, Attempt(None, "end_stand_in", person_id, acting_for))


def add_channel(
    office: Office, person: int, url: str, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Give a person one more way to be reached, after those they have; the address is sealed.

    Raises:
        InvalidInput: the address is of no service that the office uses.
        NotPermitted: this is not for who asks.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work, actor: Actor) -> None:
        registered(work.directory, person)
        people.add_channel(work, person, url, actor=actor)

    return _change(office, "add_channel", run, person_id, acting_for)


def drop_channel(
    office: Office, person: int, position: int, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Reach a person no longer through one of their channels.

    Raises:
        NotFound: there is no such channel.
        NotPermitted: this is not for who asks.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work, actor: Actor) -> None:
        people_ending.drop_channel(work, person, position, actor=actor)

    return _change(office, "drop_channel", run, person_id, acting_for)


def channels_of(
    office: Office, person: int, person_id: int, acting_for: int | None = None
) -> list[tuple[int, str]]:
    """Return position and service of each channel of a person; never an address.

    Raises:
        NotPermitted: it is neither the person who asks nor somebody who keeps the register.
    """
    with office.database.reading() as tx:
        directory = office.directory(tx)
        registered(directory, person)
        actor = directory.actor(person_id, acting_for, CaseScope(), office_day(office.now()))
        if person_id != person and not keeps_register(actor):
            raise NotPermitted(
                Text(
                    "通知渠道只供本人和登记人员查看。",
                    "Channels are shown to the person and to those who keep the register.",
                )
            )
        return [(row["position"], row["service"]) for row in tx.rows(_CHANNELS, person=person)]


def _change(
    office: Office,
    what: str,
    change: Callable[[Work, Actor], None],
    person_id: int,
    acting_for: int | None,
) -> Outcome:
    def run(work: Work) -> Outcome:
        change(work, registrar(work, person_id, acting_for))
        return register_outcome(work)

    return transact(office, run, Attempt(None, what, person_id, acting_for))


def _check_register_is_kept(work: Work) -> None:
    """Check that somebody still keeps the register after what this work has written.

    Raises:
        Refused: nobody would.
    """
    left = Directory.load(work.tx, work.office.policy.also_holds)
    if not left.holders(REGISTRARS, CaseScope(), work.today):
        raise Refused(
            Text(
                "这是最后一名登记人员，不能免去或停用；请先让他人任职。",
                "This is the last person who keeps the register: give somebody else a post first.",
            )
        )
