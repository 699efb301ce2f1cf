"""Who a step means and which cases: posts and conditions become people and case ids.

A new condition is a field of `Where` and a line in `_fits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from engine.directory import Directory
from engine.office import Office
from engine.scenario.patterns import codes, evenly
from engine.scenario.plan import RoundPlan
from engine.scenario.records import Belonging
from engine.scenario.script import (
    MEMBER,
    ROUND,
    THEMSELVES,
    Cases,
    Chosen,
    Each,
    Portions,
    Where,
)
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.posts import GROUP_POSTS, CaseScope, Post
from states.catalogue import NEWEST
from states.inputs import Field
from store.database import Row


@dataclass(frozen=True, slots=True)
class Target:
    """A case that a step is about."""

    id: int
    row: Row
    unit: str | None
    group: str | None

    @property
    def scope(self) -> CaseScope:
        """Return where the case belongs."""
        row = self.row
        round_id = row["id"] if row["kind"] == ROUND else row["round_id"]
        return CaseScope(round_id, row["group_id"], row["unit_id"], row["body_id"])


class Chooser:
    """Finds cases and people of one round.

    Args:
        office: The office.
        plan: The round as planned.
        round_id: The round as opened.
        seen: What the teller knows of each case.
    """

    def __init__(
        self, office: Office, plan: RoundPlan, round_id: int, seen: Mapping[int, Belonging]
    ) -> None:
        self.office = office
        self.round_id = round_id
        self.named: dict[str, int] = {}
        """Name given with `as` → case."""
        self._seen = seen
        self._ids: Mapping[str, int] = {}
        self._ids_of = -1
        self._modes = {unit.code: (unit.mode or plan.mode).value for unit in plan.every_unit()}

    def cases(self, chosen: Chosen) -> list[Target]:
        """Return the chosen cases, in the order in which they were opened.

        Raises:
            InvalidInput: there are none, or fewer than asked for.
        """
        if isinstance(chosen, Cases):
            return self._limited(chosen, self.matching(chosen))
        case_id = self.round_id if chosen == ROUND else self.named.get(chosen)
        if case_id is None:
            raise InvalidInput(
                Text(
                    f"此时还没有名为“{chosen}”的事项。",
                    f'No case is named "{chosen}" at this moment.',
                )
            )
        kind = self._seen[case_id].kind
        return [self._target(row) for row in self._rows(kind, case_id)]

    def matching(self, chosen: Cases) -> list[Target]:
        """Return every case that fits, whatever the limits say."""
        found = (self._target(row) for row in self._rows(chosen.all, None))
        return [one for one in found if self._fits(one, chosen.where, chosen.all)]

    def _limited(self, chosen: Cases, found: list[Target]) -> list[Target]:
        kept = found[chosen.skip :]
        wanted = chosen.first or chosen.last or 1
        if len(kept) < wanted:
            raise InvalidInput(
                Text(
                    f"要选 {wanted} 项，此时只有 {len(kept)} 项符合。",
                    f"{wanted} cases are wanted, only {len(kept)} fit at this moment.",
                )
            )
        if chosen.first is not None:
            return kept[: chosen.first]
        return kept[-chosen.last :] if chosen.last is not None else kept

    def _rows(self, kind: str, case_id: int | None) -> list[Row]:
        column = "id" if kind == ROUND or case_id is not None else "round_id"
        bound = case_id if case_id is not None else self.round_id
        with self.office.database.reading() as tx:
            return tx.rows(_query(kind, column), kind=kind, bound=bound)

    def _target(self, row: Row) -> Target:
        belonging = self._seen[row["id"]]
        return Target(row["id"], row, belonging.unit, belonging.group)

    def _fits(self, one: Target, where: Where, kind: str) -> bool:
        directory = self.directory()
        unit = directory.units.get(one.row["unit_id"] or 0)
        body = directory.bodies.get(one.row["body_id"] or 0)
        return (
            _among(one.row["state"], where.state)
            and (not where.passed or not self._seen[one.id].passed.isdisjoint(where.passed))
            and _among(one.unit, codes(where.unit))
            and _among(unit.sort if unit else None, where.unit_type)
            and _among(one.group, codes(where.group))
            and _among(self._modes.get(one.unit or ""), where.mode)
            and _among(body.code if body else None, where.body)
            and _among(_code(directory, one.row.get("person_id")), codes(where.person))
            and all(
                one.row[name] in _typed(kind, name, wanted) for name, wanted in where.fields.items()
            )
        )

    def directory(self) -> Directory:
        """Return who is who now."""
        with self.office.database.reading() as tx:
            return self.office.directory(tx)

    def people(self, who: str | Each, target: Target, today: date) -> tuple[int, ...]:
        """Return whom a step means: a person, a holder of a post, or each holder.

        Of several holders it is the one assigned to the case, else the first.

        Raises:
            InvalidInput: nobody holds the post inside the case.
        """
        directory = self.directory()
        if who == THEMSELVES:
            return (target.row["person_id"],)
        if isinstance(who, str):
            known = self.person_ids(directory).get(who)
            if known is not None:
                return (known,)
            found = self._holders(directory, (who,), target, today)
            assigned = target.row.get("supervisor_id")
            return (assigned,) if assigned in found else found[:1]
        return self._holders(directory, who.each, target, today)

    def person_ids(self, directory: Directory) -> Mapping[str, int]:
        """Return everybody's id by their code."""
        if self._ids_of != directory.version:
            self._ids = {one.code: one.id for one in directory.people.values()}
            self._ids_of = directory.version
        return self._ids

    def _holders(
        self, directory: Directory, named: tuple[str, ...], target: Target, today: date
    ) -> tuple[int, ...]:
        posts = [
            post
            for name in named
            for post in (sorted(GROUP_POSTS) if name == MEMBER else [Post(name)])
        ]
        found = directory.holders(posts, target.scope, today)
        if not found:
            labels = [Post(post).label for post in posts]
            raise InvalidInput(
                Text(
                    f"此事项范围内没有人任{'、'.join(label.zh for label in labels)}。",
                    f"Nobody inside this case is {', '.join(label.en for label in labels)}.",
                )
            )
        return found


def portions(of: int | Portions, targets: list[Target]) -> list[int]:
    """Return the number that falls to each target."""
    if isinstance(of, int):
        return [of] * len(targets)
    if of.total is not None:
        return list(evenly(of.total, len(targets)))
    if of.each is not None:
        return [of.each] * len(targets)
    if of.per_unit is not None:
        by_unit = _by_code(of.per_unit)
        return [by_unit.get(target.unit or "", 0) for target in targets]
    by_group = _by_code(of.per_group or {})
    members: dict[str, list[int]] = {}
    for index, target in enumerate(targets):
        members.setdefault(target.group or "", []).append(index)
    found = [0] * len(targets)
    for group, indices in members.items():
        for index, share in zip(indices, evenly(by_group.get(group, 0), len(indices)), strict=True):
            found[index] = share
    return found


def _by_code(listed: Mapping[str, int]) -> dict[str, int]:
    return {code: number for named, number in listed.items() for code in codes(named)}


def _code(directory: Directory, person_id: int | None) -> str | None:
    """Return the code of a person who is active."""
    person = directory.people.get(person_id or 0)
    return person.code if person else None


def _among(value: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


@cache
def _query(kind: str, column: str) -> str:
    return (
        f"SELECT c.*, d.* FROM cases c JOIN {kind}_details d ON d.case_id = c.id"  # noqa: S608
        f" WHERE c.kind = :kind AND c.{column} = :bound ORDER BY c.id"
    )


@cache
def _detail(kind: str, name: str) -> Field:
    cycle = NEWEST[kind]
    asked = [*cycle.details, *(one for line in cycle.transitions for one in line.asks)]
    return next(one for one in asked if one.name == name)


@cache
def _typed(kind: str, name: str, wanted: tuple[str, ...]) -> frozenset[object]:
    return frozenset(_detail(kind, name).parse(one) for one in wanted)
