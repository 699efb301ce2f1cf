"""Changing who is who: people, posts, groups, units, bodies, channels and stand-ins.

Every change is an entry of the register's chain, in the same transaction; what the office remembers
of who is who is then read anew. Doors and imports call these inside one `Work`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.accounts.ending import end_access_without_posts
from engine.directory import CLOCK
from engine.people_apart import check_stand_ins
from engine.recusal import LEADERS, raise_conflicts
from engine.register import register, register_id
from engine.seconding import TWO_GROUPS, removed, selected
from engine.succession import taken_over
from engine.take import follow_up
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from notifications.sealing import check_url
from rules.facts import Actor
from rules.posts import Post, Scope
from store import moves

_IN_ANOTHER_GROUP = (
    "SELECT id FROM posts WHERE person_id = :person AND round_id = :round AND scope = 'group'"
    " AND scope_id <> :place AND released_at IS NULL"
)
_HELD = "SELECT * FROM posts WHERE person_id = :person AND released_at IS NULL ORDER BY id"


def _add(work: Work, actor: Actor, table: str, values: Mapping[str, Any], **told: Any) -> int:
    case = register(work)
    work.directory_changed()
    sql, bound = moves.insert(table, values)
    row = work.tx.row(f"{sql} RETURNING id", **bound)
    made = int((row or {})["id"])
    work.entry(case, "register", actor, table=table, id=made, values=told)
    return made


def change(work: Work, actor: Actor, table: str, row_id: int, changed: Mapping[str, Any]) -> None:
    """Change columns of one row of who is who, and tell so on the register's chain."""
    case = register(work)
    work.directory_changed()
    columns = ", ".join(f"{name} = :{name}" for name in changed)
    work.tx.write(f"UPDATE {table} SET {columns} WHERE id = :id", id=row_id, **changed)  # noqa: S608
    work.entry(case, "register", actor, table=table, id=row_id, values=changed)


def add_person(
    work: Work, code: str, name: str, *, organisation: str = "", language: str = "zh",
    actor: Actor = CLOCK,
) -> int:  # fmt: skip
    """Register a person and return their id."""
    values = {"code": code, "name": name, "organisation": organisation, "language": language,
              "active": True}  # fmt: skip
    return _add(work, actor, "people", values, **values)


def add_channel(work: Work, person_id: int, url: str, *, actor: Actor = CLOCK) -> int:
    """Give a person one more way to be reached, after those they have; the address is sealed.

    Raises:
        InvalidInput: the address is of no service that Apprise and this office know.
    """
    service = check_url(url)
    known = work.office.policy.delivery.services
    if service not in known:
        raise InvalidInput(
            Text(
                f"本单位没有启用“{service}”这种通知渠道；已启用：{'、'.join(known)}（channels.toml）。",
                f'The office does not use the channel "{service}"; it uses {", ".join(known)}.',
            )
        )
    register(work)
    row = work.tx.row(
        "SELECT count(*) AS n FROM channels WHERE person_id = :person", person=person_id
    )
    position = int((row or {"n": 0})["n"])
    values = {
        "person_id": person_id, "position": position, "service": service,
        "sealed_url": work.office.keyring.seal(url), "active": True,
    }  # fmt: skip
    return _add(work, actor, "channels", values, person_id=person_id, service=service)


def add_unit(
    work: Work, code: str, name: str, unit_type: str, *, parent_id: int | None = None,
    actor: Actor = CLOCK,
) -> int:  # fmt: skip
    """Register an inspected unit, below another where it belongs to one (A03)."""
    values = {"code": code, "name": name, "unit_type": unit_type, "parent_id": parent_id}
    return _add(work, actor, "units", values, **values)


def add_body(work: Work, code: str, name: str, body_kind: str, *, actor: Actor = CLOCK) -> int:
    """Register a body that receives clues."""
    values = {"code": code, "name": name, "body_kind": body_kind}
    return _add(work, actor, "bodies", values, **values)


def add_group(work: Work, round_id: int, code: str, name: str, *, actor: Actor = CLOCK) -> int:
    """Form a group for a round."""
    values = {"round_id": round_id, "code": code, "name": name}
    return _add(work, actor, "groups", values, **values)


def give_post(
    work: Work,
    person_id: int,
    post: Post,
    *,
    scope: Scope = Scope.OFFICE,
    scope_id: int = 0,
    valid_from: date,
    valid_to: date | None = None,
    round_id: int | None = None,
    actor: Actor = CLOCK,
) -> int:
    """Give a person a post in a scope, for a time.

    Raises:
        InvalidInput: the dates are reversed, or the person is in another group of that round.
        Refused: somebody stands in for somebody with whom the post does not go, the person must
            keep away from a unit of the group, or serves in another round at that time.
    """
    register(work)
    mistakes: list[Text] = []
    if valid_to is not None and valid_to < valid_from:
        mistakes.append(Text("任职结束日期早于开始日期。", "The post ends before it begins."))
    where = {"person": person_id, "round": round_id, "place": scope_id}
    if scope is Scope.GROUP and work.tx.row(_IN_ANOTHER_GROUP, **where) is not None:
        mistakes.append(TWO_GROUPS)
    if mistakes:
        raise InvalidInput(*mistakes)
    pledged_at = None
    if scope is Scope.GROUP and round_id is not None:
        pledged_at = selected(work, person_id, round_id, scope_id)
    values = {
        "person_id": person_id, "post": post.value, "scope": scope.value, "scope_id": scope_id,
        "round_id": round_id, "valid_from": valid_from, "valid_to": valid_to,
        "pledged_at": pledged_at, "released_at": None,
    }  # fmt: skip
    made = _add(work, actor, "posts", values, **values)
    check_stand_ins(work.tx, person_id)
    if post in LEADERS and scope is Scope.UNIT:
        work.then(raise_conflicts(work, unit_id=scope_id), register_id(work))
        work.then(taken_over(work, post, scope_id, person_id, valid_from), register_id(work))
        follow_up(work)
    return made


def release_post(
    work: Work,
    person_id: int,
    post: Post,
    *,
    scope: Scope = Scope.OFFICE,
    scope_id: int = 0,
    actor: Actor = CLOCK,
) -> None:
    """Take a post from a person at once: from now on it opens nothing (L07).

    Raises:
        InvalidInput: the person does not hold that post there.
    """
    if not release_posts(work, person_id, post, place=(scope, scope_id), actor=actor):
        raise InvalidInput(
            Text(
                f"此人在这里没有担任{post.label.zh}。",
                f"This person is not {post.label.en} here.",
            )
        )


def release_posts(
    work: Work,
    person_id: int,
    post: Post | None = None,
    *,
    place: tuple[Scope, int] | None = None,
    round_id: int | None = None,
    actor: Actor = CLOCK,
) -> int:
    """Take posts from a person at once: from now on they open nothing (L07, B07).

    Args:
        work: The transaction.
        person_id: Who held them.
        post: Which post; None is any.
        place: Where it was held; None is anywhere.
        round_id: In which round; None is in any and in none.
        actor: Who takes them.

    Returns:
        How many posts were taken.
    """
    register(work)
    rows = [
        row
        for row in work.tx.rows(_HELD, person=person_id)
        if (post is None or row["post"] == post.value)
        and (place is None or (row["scope"], row["scope_id"]) == (place[0].value, place[1]))
        and (round_id is None or row["round_id"] == round_id)
    ]
    for row in rows:
        change(work, actor, "posts", row["id"], {"released_at": work.now})
    end_access_without_posts(work, person_id)
    for in_round in sorted({row["round_id"] for row in rows if row["round_id"] is not None}):
        work.then(removed(work, person_id, in_round), register_id(work))
    follow_up(work)
    return len(rows)


def add_relation(work: Work, values: Mapping[str, Any], actor: Actor) -> int:
    """Register a relation that recusal asks for."""
    return _add(work, actor, "relations", values, **values)


def add_stand_in(
    work: Work,
    person_id: int,
    stand_in_id: int,
    *,
    valid_from: date,
    valid_to: date,
    reason: str,
    round_id: int | None = None,
    actor: Actor = CLOCK,
) -> int:
    """Have `stand_in_id` act for `person_id` for a time; never a chain.

    Raises:
        InvalidInput: the dates are reversed, it is the same person, or it would make a chain.
    """
    register(work)
    mistakes: list[Text] = []
    if person_id == stand_in_id:
        mistakes.append(Text("本人不能代理本人。", "Nobody stands in for themselves."))
    if valid_to < valid_from:
        mistakes.append(Text("代理结束日期早于开始日期。", "The stand-in ends before it starts."))
    chained = work.tx.row(
        "SELECT 1 AS found FROM stand_ins WHERE ended_at IS NULL"
        " AND (person_id = :stand_in OR stand_in_id = :person)"
        " AND valid_from <= :until AND valid_to >= :since",
        stand_in=stand_in_id, person=person_id, since=valid_from, until=valid_to,
    )  # fmt: skip
    if chained is not None:
        mistakes.append(
            Text(
                "代理不能连环：代理人同期另有人代理，或被代理人同期正代理他人。",
                "Stand-ins are never chained: one of the two is in another stand-in then.",
            )
        )
    if mistakes:
        raise InvalidInput(*mistakes)
    values = {
        "person_id": person_id, "stand_in_id": stand_in_id, "round_id": round_id,
        "valid_from": valid_from, "valid_to": valid_to, "reason": reason, "ended_at": None,
    }  # fmt: skip
    return _add(work, actor, "stand_ins", values, **values)
