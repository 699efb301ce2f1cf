"""What opening a case writes: its row, details, first entry, timers and notices, together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from engine.arming import rearm
from engine.citing import cited
from engine.commands import Open, Outcome
from engine.directory import CLOCK
from engine.effects.registry import run
from engine.facts import take_facts
from engine.lines import lines_in
from engine.loading import LoadedCase
from engine.marking import refuse_secrets
from engine.notify import owe_after
from engine.rebase import armed_timer
from engine.references import check_references
from engine.visible import sight_on, unseen
from engine.work import Work, first_entry_row
from kernel.errors import InvalidInput, NotPermitted, Refused
from kernel.words import Text
from rules.access import HOUSE_WIDE, may_fire, pledges_hint
from rules.facts import Actor, Cited, Need, Parent
from rules.grades import Grade
from rules.posts import CaseScope
from states.catalogue import NEWEST, AnyLifeCycle
from states.inputs import read_inputs
from store import moves

_SCOPE = ("group_id", "unit_id", "body_id")


_PENDING = (
    "SELECT c.id FROM cases c JOIN extension_details d ON d.case_id = c.id"
    " WHERE c.parent_id = :parent AND c.kind = 'extension' AND d.deadline = :deadline"
    " AND c.state IN ('requested', 'office_checked', 'signed') LIMIT 1"
)


def open_in(work: Work, command: Open) -> Outcome:
    """Open a case within a transaction that may open more."""
    cycle = NEWEST.get(command.kind)
    if cycle is None:
        kinds = "、".join(NEWEST)
        raise InvalidInput(
            Text(
                f"没有“{command.kind}”这一类事项；有：{kinds}。",
                f'There is no kind of case "{command.kind}"; there are: {kinds}.',
            )
        )
    parent = _parent(work, cycle, command)
    details = read_inputs(cycle.details, command.details, work.today)
    refuse_secrets(work.office, cycle.details, details)
    check_references(work.directory, cycle.details, details, parent)
    if parent is not None:
        details.update((name, parent.row[name]) for name in cycle.inherits)
    scope = scope_below(work, cycle, parent, details)
    actor = _actor(work, cycle, command, scope)
    check_parent_state(cycle, parent)
    named = cited(work, cycle.details, details, scope)
    _check_guards(work, cycle, scope, actor, parent, details, named)
    if cycle.kind == "extension" and parent is not None:
        details.update(_extended_deadline(work, parent, details))
    row: dict[str, Any] = {
        "kind": cycle.kind, "version": cycle.version, "state": cycle.initial.value,
        "parent_id": parent.id if parent else None, "round_id": scope.round_id,
        "group_id": scope.group_id, "unit_id": scope.unit_id, "body_id": scope.body_id,
        "grade": parent.row["grade"] if parent else Grade.INTERNAL.value,
        "grade_years": parent.row["grade_years"] if parent else None, "opened_at": work.now,
        "moved_at": work.now, "suspended_at": None, **first_entry_row(),
    }  # fmt: skip
    row["id"] = moves.open_case(work.tx, row)
    told = {name: value for name, value in details.items() if name not in _SCOPE}
    beside = {one.name for one in cycle.details if not one.stored}
    stored = {name: value for name, value in told.items() if name not in beside}
    sql, values = moves.insert(f"{cycle.kind}_details", {"case_id": row["id"], **stored})
    work.tx.write(sql, **values)
    return _record(work, cycle, {**row, **stored}, told, actor)


def _record(
    work: Work, cycle: AnyLifeCycle, row: dict[str, Any], inputs: dict[str, Any], actor: Actor
) -> Outcome:
    every = dict.fromkeys(_columns(cycle))
    case = work.opened({**every, **row}, cycle)
    case.moved = True
    for sign in cycle.opening_signs:
        work.sign(case, sign.topic, sign.subjects(actor, inputs), actor)
    if cycle.opening_writes:
        work.leave_lines(case, cycle.opening_writes, lines_in(cycle.details, inputs), actor)
    before = dict(case.row)
    for name in cycle.opening_effects:
        work.then(run(name, work, case, actor, inputs), case.id)
    changed = {name: value for name, value in case.row.items() if value != before[name]}
    told = rearm(work, case, None, every, 1)
    notices = owe_after(work, case, "open", 1)
    belongs = {name: row[name] for name in ("parent_id", "round_id", *_SCOPE) if row[name]}
    work.entry(
        case, "open", actor, rev=1, version=cycle.version, grade=row["grade"],
        grade_years=row["grade_years"], inputs=inputs, changed=changed or None,
        belongs=belongs or None, notices=notices or None, **told,
    )  # fmt: skip
    return Outcome(case.id, case.row["state"], 1, tuple(work.told))


def _columns(cycle: AnyLifeCycle) -> set[str]:
    names = {one.name for one in cycle.details} | {*cycle.kept, *cycle.inherits}
    for line in cycle.transitions:
        names |= {one.name for one in line.asks if one.stored}
    names |= {one.anchor for one in cycle.deadlines if one.anchor}
    return names | {one.met_by for one in cycle.deadlines if one.met_by}


def _parent(work: Work, cycle: AnyLifeCycle, command: Open) -> LoadedCase | None:
    if not cycle.parent:
        return None
    parent, parent_id = None, command.parent_id
    if parent_id is not None:
        work.keep_still(parent_id)  # it stays in a state in which this may be opened
        parent = work.load(parent_id)
        _check_known(work, parent, command)
    if parent is None or parent.row["kind"] not in cycle.parent:
        above = "、".join(NEWEST[kind].label.zh for kind in cycle.parent if kind in NEWEST)
        english = ", ".join(NEWEST[kind].label.en for kind in cycle.parent if kind in NEWEST)
        raise InvalidInput(
            Text(
                f"“{cycle.label.zh}”须在下列事项之下新建：{above}。",
                f'"{cycle.label.en}" is opened under one of: {english}.',
            )
        )
    return parent


def _check_known(work: Work, parent: LoadedCase, command: Open) -> None:
    """Check that who opens something below a case may know of that case; the clock may."""
    if not command.person_id:
        return
    actor = work.directory.actor(command.person_id, command.acting_for, parent.scope, work.today)
    if sight_on(work, parent, actor) is None:
        raise unseen(parent.id)


def scope_below(
    work: Work, cycle: AnyLifeCycle, parent: LoadedCase | None, details: Mapping[str, Any]
) -> CaseScope:
    """Return where a case belongs that is opened below `parent` with `details`."""
    above = parent.scope if parent else CaseScope()
    given = {name: details.get(name) for name in _SCOPE}
    if cycle.kind == "assignment":
        above = CaseScope(above.round_id)
    unit_id = given["unit_id"] or above.unit_id
    if cycle.owned_above and unit_id is not None:
        unit = work.directory.unit(unit_id)
        unit_id = unit.parent_id if unit is not None and unit.parent_id is not None else unit_id
    return CaseScope(
        above.round_id,
        None if cycle.outside_group else given["group_id"] or above.group_id,
        unit_id,
        given["body_id"] or above.body_id,
        house=cycle.kind in HOUSE_WIDE,
    )


def _actor(work: Work, cycle: AnyLifeCycle, command: Open, scope: CaseScope) -> Actor:
    if not command.person_id:
        return CLOCK
    actor = work.directory.actor(command.person_id, command.acting_for, scope, work.today)
    if not may_fire(actor.posts, cycle.opened_by, before_pledges=False):
        zh = "、".join(post.label.zh for post in cycle.opened_by)
        en = ", ".join(post.label.en for post in cycle.opened_by)
        hint = pledges_hint(cycle.opened_by)
        raise NotPermitted(
            Text(
                f"“{cycle.label.zh}”只能由{zh}新建{hint.zh}。",
                f'"{cycle.label.en}" is opened by {en}{hint.en}.',
            )
        )
    return actor


def check_parent_state(cycle: AnyLifeCycle, parent: LoadedCase | None) -> None:
    """Check that the case above is where a case of `cycle` may be opened below it.

    Raises:
        Refused: it is not.
    """
    if parent is None:
        return
    if parent.row["suspended_at"] is not None:
        raise Refused(Text("上级事项已暂停，恢复后才能新建。", "The case above is suspended."))
    state = parent.cycle.state(parent.row["state"])
    allowed = (
        state.value in cycle.opened_in
        if cycle.opened_in
        else not parent.cycle.is_final(state.value)
    )
    if not allowed:
        raise Refused(
            Text(
                f"上级事项为“{state.label.zh}”，此时不能新建“{cycle.label.zh}”。",
                f'"{cycle.label.en}" cannot be opened while the case above is "{state.label.en}".',
            )
        )


def _check_guards(
    work: Work,
    cycle: AnyLifeCycle,
    scope: CaseScope,
    actor: Actor,
    parent: LoadedCase | None,
    details: dict[str, Any],
    named: Mapping[str, Cited],
) -> None:
    """Ask the guards of the opening; what they read of a family or of books is the one above's.

    Raises:
        Refused: with every reason.
    """
    if not cycle.opens_if:
        return
    needs = frozenset[Need]().union(*(guard.needs for guard in cycle.opens_if))
    row = {**dict.fromkeys(_columns(cycle)), **details, **asdict(scope)}
    row |= {"id": 0, "kind": cycle.kind, "state": cycle.initial.value, "suspended_at": None}
    case = LoadedCase(row, cycle)
    if parent is not None:
        work.load(parent.id, needs - {Need.PARENT} | {Need.SIGNOFFS})
        case.family, case.lines = parent.family, parent.lines
        above = parent.row
        case.parent = Parent(above["kind"], above["state"], above, parent.signoffs)
    facts = take_facts(work, case, actor, details, row, needs, named)
    answers = [guard.check(facts) for guard in cycle.opens_if]
    reasons = [answer.text for answer in answers if answer is not None]
    if reasons:
        raise Refused(*reasons)


def _extended_deadline(work: Work, parent: LoadedCase, details: dict[str, Any]) -> dict[str, Any]:
    """Return what an extension keeps of its deadline: the old date stays visible."""
    pending = work.tx.row(_PENDING, parent=parent.id, deadline=details["deadline"])
    if pending is not None:
        raise Refused(
            Text(
                "这一期限已有一份延期申请在办，办结后才能再申请。",
                "An extension of this deadline is being decided: wait for its outcome.",
            )
        )
    timer = armed_timer(work, parent, details["deadline"])
    if details["requested_on"] <= timer["due_on"]:
        raise InvalidInput(
            Text(
                f"申请延至的日期须晚于现在的期限 {timer['due_on']}。",
                f"The requested date must lie after the present one, {timer['due_on']}.",
            )
        )
    return {
        "present_on": timer["due_on"],
        "asked_on": work.today,
        "earlier_extensions": timer["extensions"],
    }
