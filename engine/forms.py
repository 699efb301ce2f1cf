"""Forms: what an event or a new case asks for, and how codes that people type become ids.

A door shows the form, lets a person fill it in and passes on the revision that person saw. A new
kind of reference is one line in `_place`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.directory import Directory, Named, Person
from engine.loading import LoadedCase
from engine.office import Office
from engine.visible import find_sight, no_case
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from rules.sight import CaseView
from states.catalogue import NEWEST, AnyLifeCycle
from states.inputs import Field, FieldType, read_inputs

_WHAT = {
    FieldType.PERSON: Text("人员", "person"),
    FieldType.PEOPLE: Text("人员", "person"),
    FieldType.GROUP: Text("巡察组", "group"),
    FieldType.UNIT: Text("单位", "unit"),
    FieldType.BODY: Text("承办单位", "receiving body"),
}
"""What a field refers to."""
_REFERENCES = frozenset(_WHAT)


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


def fill(
    office: Office,
    asks: tuple[Field, ...],
    given: Mapping[str, object],
    round_id: int | None,
    *,
    strict: bool = True,
) -> dict[str, object]:
    """Return `given` with ids in the place of codes, once everything in it is right.

    Args:
        office: The office.
        asks: The fields that are asked for.
        given: What was typed, by the names of the fields; people, groups, units and bodies by code.
        round_id: The round whose groups are meant.
        strict: Whether mistakes are told; else what is wrong stays as it was typed.

    Raises:
        InvalidInput: every field that is missing, unknown or wrong, at once.
    """
    with office.database.reading() as tx:
        directory = office.directory(tx)
    mistakes: list[Text] = []
    filled = dict(given)
    wrong: set[str] = set()
    for field in asks:
        typed = given.get(field.name)
        if field.of not in _REFERENCES or typed is None or typed == "":
            continue
        try:
            filled[field.name] = _resolve(directory, field, str(typed), round_id)
        except InvalidInput as error:
            mistakes.extend(error.reasons)
            wrong.add(field.name)
    if not strict:
        return filled
    sound = tuple(field for field in asks if field.name not in wrong)
    rest = {name: value for name, value in filled.items() if name not in wrong}
    try:
        read_inputs(sound, rest, office_day(office.now()))
    except InvalidInput as error:
        mistakes.extend(error.reasons)
    if mistakes:
        raise InvalidInput(*mistakes)
    return filled


def by_name(asks: tuple[Field, ...], given: Mapping[str, object]) -> dict[str, object]:
    """Return `given` by the names of the fields, which may be typed by their labels too.

    Raises:
        InvalidInput: a field is there twice, by its name and by its label.
    """
    names = {words: one.name for one in reversed(asks) for words in (*one.label, one.name)}
    found: dict[str, object] = {}
    mistakes: list[Text] = []
    for typed, value in given.items():
        name = names.get(typed, typed)
        if name in found:
            mistakes.append(Text(f"“{typed}”填了两次。", f'"{typed}" is there twice.'))
        found[name] = value
    if mistakes:
        raise InvalidInput(*mistakes)
    return found


def round_of(office: Office, case_id: int) -> int | None:
    """Return the round a case belongs to; a round belongs to itself.

    Raises:
        NotFound: there is no such case.
    """
    with office.database.reading() as tx:
        return Work(office, tx, office.now()).load(case_id).scope.round_id


def choices_of(office: Office, field: Field, round_id: int | None) -> list[tuple[str, str]]:
    """Return (code, name) of everything a field may refer to, or of its fixed choices."""
    if field.choices is not None:
        return [(one.value, one.label.zh) for one in field.choices]
    if field.of not in _REFERENCES:
        return []
    with office.database.reading() as tx:
        place = _place(office.directory(tx), field.of, round_id)
    return sorted((one.code, one.name) for one in place.values())


def _resolve(directory: Directory, field: Field, typed: str, round_id: int | None) -> Any:
    place = _place(directory, field.of, round_id)
    if field.of is not FieldType.PEOPLE:
        return _one(place, field, typed)
    codes = [
        code for code in typed.replace("，", ",").replace("、", ",").split(",") if code.strip()
    ]
    return [_one(place, field, code) for code in codes]


def _place(
    directory: Directory, kind: FieldType, round_id: int | None
) -> Mapping[int, Person] | Mapping[int, Named]:
    match kind:
        case FieldType.GROUP:
            groups = directory.groups
            return {key: one for key, one in groups.items() if one.belongs_to == round_id}
        case FieldType.UNIT:
            return directory.units
        case FieldType.BODY:
            return directory.bodies
        case _:
            return directory.people


def _one(place: Mapping[int, Person] | Mapping[int, Named], field: Field, typed: str) -> int:
    """Return the id of the one with this code, or else of the only one with this name."""
    words = typed.strip()
    by_code = [key for key, one in place.items() if one.code == words]
    found = by_code or [key for key, one in place.items() if one.name == words]
    if len(found) == 1:
        return found[0]
    if found:
        raise InvalidInput(
            Text(
                f"“{field.label.zh}”（{field.name}）：不止一个叫“{words}”，请改填代码。",
                f'{field.label.en} ({field.name}): several are called "{words}": give the code.',
            )
        )
    what = _WHAT[field.of]
    raise InvalidInput(
        Text(
            f"“{field.label.zh}”（{field.name}）：没有代码为“{words}”的{what.zh}。",
            f'{field.label.en} ({field.name}): there is no {what.en} with the code "{words}".',
        )
    )
