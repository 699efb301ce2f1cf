"""Who is who: people, posts, groups, units, bodies and stand-ins, kept in memory by version.

Every change of them grows one number in the database, so a process reads the directory anew only
when it changed. Recipients and access are then answered without a query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kernel.errors import NotFound
from kernel.words import Language, Text
from rules.access import posts_here
from rules.facts import Actor, Member, Roster, Unit
from rules.posts import GROUP_POSTS, CaseScope, HeldPost, Post, Scope
from rules.substitution import lent
from store.database import Row, Transaction

BUMP = "UPDATE directory SET version = version + 1 WHERE id = 1"
_ANSWERS_KEPT = 4_096
CLOCK = Actor(0, (HeldPost(0, Post.CLOCK, Scope.OFFICE, 0, date.min),))
"""The actor of everything the time brings about."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the directory."""

    id: int
    code: str
    name: str
    language: Language


@dataclass(frozen=True, slots=True)
class Named:
    """A group, unit or body: its code and name, and where it belongs."""

    id: int
    code: str
    name: str
    belongs_to: int | None = None
    """The round of a group, the parent of a unit."""
    sort: str = ""
    """The type of a unit, the kind of a body."""


def _is_same(unit: Named, body: Named) -> bool:
    return unit.code == body.code or unit.name == body.name


@dataclass(frozen=True, slots=True)
class Substitute:
    """That `stand_in` acts for `person` from one day to another."""

    person: int
    stand_in: int
    round_id: int | None
    valid_from: date
    valid_to: date

    def holds(self, round_id: int | None, today: date) -> bool:
        """Say whether it reaches a case of `round_id` today."""
        reaches = self.round_id is None or self.round_id == round_id
        return reaches and self.valid_from <= today <= self.valid_to


class Directory:
    """One version of the office's people and bodies."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Named] = {}
        self.units: dict[int, Named] = {}
        self.bodies: dict[int, Named] = {}
        self.body_kinds: dict[int, str] = {}
        self.body_units: dict[int, frozenset[int]] = {}
        """Body → the unit that it is (both have one code or name), with every unit above."""
        self.body_posts: dict[int, tuple[HeldPost, ...]] = {}
        self.channels: dict[int, list[int]] = defaultdict(list)
        self._posts: dict[int, list[HeldPost]] = defaultdict(list)
        self._holders: dict[tuple[Post, int], list[HeldPost]] = defaultdict(list)
        self._in_round: dict[tuple[Post, int], list[HeldPost]] = defaultdict(list)
        self._stand_ins: dict[int, list[Substitute]] = defaultdict(list)
        self._codes: dict[str, int] = {}
        self._found: dict[tuple[tuple[Post, ...], CaseScope, date], tuple[int, ...]] = {}

    @classmethod
    def load(cls, tx: Transaction, also_holds: Mapping[Post, frozenset[Post]]) -> Directory:
        """Read the present version from the database."""
        version = tx.row("SELECT version FROM directory WHERE id = 1")
        made = cls(int((version or {"version": 0})["version"]))
        for row in tx.rows("SELECT * FROM people WHERE active ORDER BY id"):
            person = Person(row["id"], row["code"], row["name"], row["language"])
            made.people[person.id] = person
            made._codes[person.code] = person.id
        for row in tx.rows("SELECT * FROM groups ORDER BY id"):
            made.groups[row["id"]] = Named(row["id"], row["code"], row["name"], row["round_id"])
        for row in tx.rows("SELECT * FROM units ORDER BY id"):
            made.units[row["id"]] = Named(
                row["id"], row["code"], row["name"], row["parent_id"], row["unit_type"]
            )
        for row in tx.rows("SELECT * FROM bodies ORDER BY id"):
            made.bodies[row["id"]] = Named(
                row["id"], row["code"], row["name"], None, row["body_kind"]
            )
        made.body_kinds = {body.id: body.sort for body in made.bodies.values()}
        for row in tx.rows("SELECT * FROM posts ORDER BY id"):
            made._add_post(held_post(row), also_holds)
        made._place_bodies()
        for row in tx.rows("SELECT * FROM stand_ins WHERE ended_at IS NULL ORDER BY id"):
            made._stand_ins[row["person_id"]].append(
                Substitute(
                    row["person_id"],
                    row["stand_in_id"],
                    row["round_id"],
                    row["valid_from"],
                    row["valid_to"],
                )
            )
        for row in tx.rows(
            "SELECT id, person_id FROM channels WHERE active ORDER BY person_id, position"
        ):
            made.channels[row["person_id"]].append(row["id"])
        return made

    def _place_bodies(self) -> None:
        """Find the units among the bodies, and who holds a post at each body."""
        for body in self.bodies.values():
            same = [one for one in self.units.values() if _is_same(one, body)]
            self.body_units[body.id] = frozenset(up for one in same for up in self._up(one.id))
        held: dict[int, list[HeldPost]] = defaultdict(list)
        for one in (post for many in self._posts.values() for post in many):
            if one.scope is Scope.BODY:
                held[one.scope_id].append(one)
        self.body_posts = {body: tuple(many) for body, many in held.items()}

    def _up(self, unit_id: int) -> Iterator[int]:
        above: int | None = unit_id
        seen: set[int] = set()
        while above is not None and above not in seen:
            seen.add(above)
            yield above
            above = self.units[above].belongs_to

    def _add_post(self, held: HeldPost, also_holds: Mapping[Post, frozenset[Post]]) -> None:
        self._posts[held.person_id].append(held)
        for other in sorted(also_holds.get(held.post, ())):
            self._posts[held.person_id].append(replace(held, post=other))
        self._holders[held.post, held.scope_id].append(held)
        if held.round_id is not None:
            self._in_round[held.post, held.round_id].append(held)

    def person(self, code: str) -> Person:
        """Return the person with `code`.

        Raises:
            NotFound: nobody active has it.
        """
        if code not in self._codes:
            raise NotFound(
                Text(f"没有代码为“{code}”的人员。", f'There is nobody with the code "{code}".')
            )
        return self.people[self._codes[code]]

    def holders(self, posts: Iterable[Post], scope: CaseScope, today: date) -> tuple[int, ...]:
        """Return who holds one of `posts` inside a case of `scope` today, in order of id."""
        asked = (tuple(posts), scope, today)
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= _ANSWERS_KEPT:
                self._found.clear()
            found = self._found[asked] = self._holders_of(*asked)
        return found

    def _holders_of(self, posts: Iterable[Post], scope: CaseScope, day: date) -> tuple[int, ...]:
        holding = (one for post in posts for one in self._candidates(post, scope))
        found = {one.person_id for one in holding if one.held_on(day)}
        return tuple(sorted(found & self.people.keys()))

    def _candidates(self, post: Post, scope: CaseScope) -> list[HeldPost]:
        if post in GROUP_POSTS:
            if scope.house:
                return [h for g in self.groups for h in self._holders.get((post, g), ())]
            if scope.group_id is None:
                return self._in_round.get((post, scope.round_id or 0), [])
            return self._holders.get((post, scope.group_id), [])
        for place in (0, scope.unit_id, scope.body_id):
            if place is None:
                continue
            found = [h for h in self._holders.get((post, place), []) if scope.contains(h)]
            if found:
                return found
        return []

    def actor(self, person_id: int, acting_for: int | None, scope: CaseScope, today: date) -> Actor:
        """Return who acts, with the posts that reach a case of `scope`.

        A stand-in acts with the posts that the person stood in for can lend; stand-ins are never
        chained. Who is not active any more has no posts and lends none.
        """
        own = posts_here(self.posts_of(person_id), scope, today)
        if acting_for is None:
            return Actor(person_id, own)
        if person_id not in self.people or not any(
            one.stand_in == person_id and one.holds(scope.round_id, today)
            for one in self._stand_ins.get(acting_for, ())
        ):
            return Actor(person_id, (), acting_for, own)
        held = posts_here(self.posts_of(acting_for), scope, today)
        return Actor(person_id, lent(held, self.posts_of(person_id), today), acting_for, own)

    def reach(
        self, person_id: int, acting_for: int | None, today: date
    ) -> tuple[tuple[HeldPost, ...], list[int] | None]:
        """Return with which posts somebody looks for cases, and in which rounds.

        Returns:
            The own posts, or those that the person stood in for can lend; and the rounds to which
            the stand-in is limited, None for every case there is.
        """
        if acting_for is None:
            return self.posts_of(person_id), None
        found = [one for one in self.stands_in_for(person_id, today) if one.person == acting_for]
        if not found:
            return (), []
        posts = lent(self.posts_of(acting_for), self.posts_of(person_id), today)
        rounds = [one.round_id for one in found]
        return posts, None if None in rounds else [one for one in rounds if one is not None]

    def stand_ins(self, person_id: int, round_id: int | None, today: date) -> tuple[int, ...]:
        """Return who stands in for a person today, in a case of `round_id`."""
        return tuple(
            one.stand_in
            for one in self._stand_ins.get(person_id, ())
            if one.holds(round_id, today) and one.stand_in in self.people
        )

    def stands_in_for(self, person_id: int, today: date) -> tuple[Substitute, ...]:
        """Return for whom a person stands in today."""
        return tuple(
            one
            for many in self._stand_ins.values()
            for one in many
            if one.stand_in == person_id
            and one.valid_from <= today <= one.valid_to
            and {one.person, one.stand_in} <= self.people.keys()
        )

    def posts_of(self, person_id: int) -> tuple[HeldPost, ...]:
        """Return every post of a person, whenever held; none of somebody who is not active."""
        return tuple(self._posts.get(person_id, ())) if person_id in self.people else ()

    def roster(self, round_id: int, today: date) -> Roster:
        """Return the groups of a round with the members they have today."""
        groups = {g.id: g.name for g in self.groups.values() if g.belongs_to == round_id}
        present = [
            Member(held.person_id, self.people[held.person_id].name, held.post, held.scope_id)
            for post in sorted(GROUP_POSTS)
            for held in self._in_round.get((post, round_id), ())
            if held.person_id in self.people and held.held_on(today)
        ]
        return Roster(groups, tuple(sorted(present, key=_place)))

    def unit(self, unit_id: int | None) -> Unit | None:
        """Return what rules may know of a unit."""
        if unit_id is None:
            return None
        found = self.units[unit_id]
        return Unit(found.sort, found.belongs_to)


def held_post(row: Row) -> HeldPost:
    """Return the post that a row of `posts` tells."""
    values: dict[str, Any] = {
        name: row[name]
        for name in (
            "person_id",
            "scope_id",
            "valid_from",
            "round_id",
            "valid_to",
            "pledged_at",
            "released_at",
        )
    }
    return HeldPost(post=Post(row["post"]), scope=Scope(row["scope"]), **values)


def _place(member: Member) -> tuple[int, int]:
    return member.group_id, member.person_id
