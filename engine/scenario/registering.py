"""Puts a plan into the office: people and bodies, a round with groups, units and assignments.

`open_round` is what `xuncheng round open` calls; a scenario registers its people first. Everything
of a round is one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from engine import people
from engine.commands import Open, Outcome
from engine.directory import CLOCK, Directory
from engine.inception import open_in
from engine.office import Office
from engine.scenario.plan import GroupPlan, OfficePlan, ProfilePlan, RoundPlan, UnitPlan
from engine.take import follow_up, take
from engine.work import Work
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.facts import Actor
from rules.posts import Post, Scope

_CHANNEL = "json://localhost/"
"""Where a scenario's people are reached: the recorder keeps what would have gone there."""


def register_office(office: Office, plan: OfficePlan, since: date) -> None:
    """Register everybody of a scenario with their posts, and every receiving body.

    Whom an earlier play of the same office registered stays as they are, with the posts they have.

    Args:
        office: The office, empty or left by an earlier play.
        plan: Its people and bodies.
        since: From when on the posts are held.
    """
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        ids = {one.code: one.id for one in work.directory.people.values()}
        bodies = {one.code for one in work.directory.bodies.values()}
        for person in plan.everybody():
            if person.code in ids:
                continue
            ids[person.code] = people.add_person(
                work, person.code, person.name, organisation=person.organisation,
                language=person.language,
            )  # fmt: skip
            people.add_channel(work, ids[person.code], _CHANNEL)
            for post in person.posts:
                people.give_post(work, ids[person.code], post, valid_from=since)
            if person.profile is not None:
                _take_into_pool(work, ids[person.code], person.profile)
        for body in plan.bodies:
            if body.code in bodies:
                continue
            body_id = people.add_body(work, body.code, body.name, body.kind.value)
            for post, code in (
                (Post.RECEIVER_LEADER, body.leader),
                (Post.RECEIVER_CONTACT, body.contact),
            ):
                if code is not None:
                    people.give_post(
                        work, ids[code], post, scope=Scope.BODY, scope_id=body_id,
                        valid_from=since,
                    )  # fmt: skip
        work.finish()


def _take_into_pool(work: Work, person: int, profile: ProfilePlan) -> None:
    details = {
        "person_id": person, "pool": profile.pool.value, "rank": profile.rank.value,
        "origin": profile.origin.value, "skills": ",".join(profile.skills),
        "rounds_before": profile.rounds,
    }  # fmt: skip
    made = open_in(work, Open("inspector", 0, details))
    take(work, work.load(made.case_id), "take_over", CLOCK, {"basis": "剧本"})


def open_round(
    office: Office, plan: RoundPlan, person_id: int, acting_for: int | None = None
) -> Outcome:
    """Open a round with its groups, their people, its units and every assignment, all or nothing.

    Units that the office does not know yet are registered; the others keep what they are.

    Args:
        office: The office, which knows the people already.
        plan: The round.
        person_id: Who opens it.
        acting_for: The person stood in for, if any.

    Returns:
        The round, with every entry that was made.

    Raises:
        InvalidInput: people are unknown, or already in another group; every mistake at once.
        NotPermitted: opening a round is not for this person.
    """
    with office.database.writing() as tx:
        work = Work(office, tx, office.now())
        ids = _known_people(work.directory, plan)
        details = {
            "name": plan.name, "on_site_start": plan.on_site_start,
            "on_site_end": plan.on_site_end, "focus": plan.focus, "plan_line": plan.plan_line,
        }  # fmt: skip
        opened = open_in(work, Open("round", person_id, details, acting_for=acting_for))
        actor = Actor(person_id, (), acting_for)
        groups = {
            group.code: _form(work, opened.case_id, group, ids, actor)
            for group in plan.every_group()
        }
        units: dict[str, int] = {one.code: one.id for one in work.directory.units.values()}
        waiting = list(plan.every_unit())
        for unit in _parents_first(waiting):
            if unit.code not in units:
                parent = units[str(unit.parent)] if unit.parent is not None else None
                units[unit.code] = people.add_unit(
                    work, unit.code, unit.name, unit.type, parent_id=parent, actor=actor
                )
            _staff(work, units[unit.code], unit, ids, actor)
        for unit in waiting:
            if unit.group is not None:
                _assign(work, opened.case_id, plan, unit, groups, units, actor)
        follow_up(work)
        work.finish()
        return Outcome(opened.case_id, opened.state, 1, tuple(work.told))


def _known_people(directory: Directory, plan: RoundPlan) -> dict[str, int]:
    ids = {person.code: person.id for person in directory.people.values()}
    named = [code for group in plan.every_group() for _, code in group.people()]
    named += [code for unit in plan.every_unit() for _, code in unit.people()]
    missing = [code for code in dict.fromkeys(named) if code not in ids]
    if missing:
        raise InvalidInput(
            *(
                Text(
                    f"没有代码为“{code}”的人员，请先登记人员。",
                    f'There is nobody with the code "{code}": register the people first.',
                )
                for code in missing
            )
        )
    return ids


def _form(work: Work, round_id: int, group: GroupPlan, ids: Mapping[str, int], actor: Actor) -> int:
    group_id = people.add_group(work, round_id, group.code, group.name, actor=actor)
    for post, code in group.people():
        people.give_post(
            work, ids[code], post, scope=Scope.GROUP, scope_id=group_id, round_id=round_id,
            valid_from=work.today, actor=actor,
        )  # fmt: skip
    return group_id


def _parents_first(units: list[UnitPlan]) -> list[UnitPlan]:
    """Return the units so that each comes after the one above it.

    Raises:
        InvalidInput: units are above each other in a circle.
    """
    by_code = {unit.code: unit for unit in units}
    placed: dict[str, UnitPlan] = {}

    def place(unit: UnitPlan, below: tuple[str, ...]) -> None:
        if unit.code in below:
            raise InvalidInput(
                Text(
                    f"单位“{unit.code}”的上级绕回到自己。",
                    f'The units above "{unit.code}" lead back to it.',
                )
            )
        above = by_code.get(str(unit.parent))
        if above is not None and above.code not in placed:
            place(above, (*below, unit.code))
        placed[unit.code] = unit

    for unit in units:
        place(unit, ())
    return list(placed.values())


def _staff(work: Work, unit_id: int, unit: UnitPlan, ids: Mapping[str, int], actor: Actor) -> None:
    for post, code in unit.people():
        held = work.directory.posts_of(ids[code])
        if not any(
            one.post is post and one.scope_id == unit_id and one.held_on(work.today) for one in held
        ):
            people.give_post(
                work, ids[code], post, scope=Scope.UNIT, scope_id=unit_id,
                valid_from=work.today, actor=actor,
            )  # fmt: skip


def _assign(
    work: Work,
    round_id: int,
    plan: RoundPlan,
    unit: UnitPlan,
    groups: Mapping[str, int],
    units: Mapping[str, int],
    actor: Actor,
) -> None:
    details = {
        "group_id": groups[str(unit.group)], "unit_id": units[unit.code],
        "mode": unit.mode or plan.mode,
        "on_site_start": unit.on_site_start or plan.on_site_start,
        "on_site_end": unit.on_site_end or plan.on_site_end,
    }  # fmt: skip
    open_in(work, Open("assignment", actor.person_id, details, round_id, actor.acting_for))
