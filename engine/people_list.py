"""Who is registered: each person with posts, ways to be reached and stand-ins; never an address."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from engine.directory import Directory
from engine.office import Office
from kernel.clock import office_day
from kernel.ids import case_number
from kernel.words import Text
from rules.posts import Post, Scope
from store.database import Row

_POSTS = (
    "SELECT * FROM posts WHERE released_at IS NULL AND valid_from <= :today"
    " AND (valid_to IS NULL OR valid_to >= :today) ORDER BY id"
)
_CHANNELS = "SELECT person_id, service FROM channels WHERE active ORDER BY person_id, position"


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post of a person."""

    post: str
    label: Text
    place: str
    """The name of the group, unit or body; empty for the whole office."""
    round_number: str | None
    valid_from: date
    valid_to: date | None
    pledged: bool | None
    """Whether the three pledges are signed; None where none are needed."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the register."""

    code: str
    name: str
    organisation: str
    language: str
    posts: tuple[PostLine, ...]
    channels: tuple[str, ...]
    """The services through which the person is reached, in the order in which they are tried."""
    stand_ins: tuple[str, ...]
    """The codes of those who act for the person today."""


def list_people(office: Office) -> list[PersonLine]:
    """Return everybody who is active, in order of their codes.

    Raises:
        Exception: the database is out of reach.
    """
    today = office_day(office.now())
    with office.database.reading() as tx:
        directory = office.directory(tx)
        people = tx.rows("SELECT * FROM people WHERE active ORDER BY code")
        posts: dict[int, list[PostLine]] = defaultdict(list)
        for row in tx.rows(_POSTS, today=today):
            posts[row["person_id"]].append(_post(office, directory, row))
        services: dict[int, list[str]] = defaultdict(list)
        for row in tx.rows(_CHANNELS):
            services[row["person_id"]].append(row["service"])
    return [
        PersonLine(
            row["code"], row["name"], row["organisation"], row["language"],
            tuple(posts[row["id"]]), tuple(services[row["id"]]),
            tuple(directory.people[s].code for s in directory.stand_ins(row["id"], None, today)),
        )
        for row in people
    ]  # fmt: skip


def _post(office: Office, directory: Directory, row: Row) -> PostLine:
    post, round_id = Post(row["post"]), row["round_id"]
    pledged = row["pledged_at"] is not None if row["scope"] == Scope.GROUP else None
    return PostLine(
        post.value, office.policy.label(post), _place(directory, Scope(row["scope"]), row),
        case_number(round_id) if round_id is not None else None, row["valid_from"],
        row["valid_to"], pledged,
    )  # fmt: skip


def _place(directory: Directory, scope: Scope, row: Row) -> str:
    match scope:
        case Scope.GROUP:
            return directory.groups[row["scope_id"]].name
        case Scope.UNIT:
            return directory.units[row["scope_id"]].name
        case Scope.BODY:
            return directory.bodies[row["scope_id"]].name
        case Scope.OFFICE:
            return ""
