"""The one step of a case: decide an event, and put everything it brings about into the work.

Nothing else changes a state. What a step asks of other cases is done right after it, in the same
transaction: `follow_up`. Doors are in `engine/advance.py`, the clock's in `engine/ringing.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.arming import rearm
from engine.citing import cited
from engine.commands import Open
from engine.contents import put_aside
from engine.directory import CLOCK
from engine.effects.registry import run
from engine.facts import take_facts
from engine.inception import open_in
from engine.lines import lines_in
from engine.loading import LoadedCase
from engine.marking import refuse_secrets
from engine.notify import owe_after
from engine.references import check_references
from engine.visible import unseen
from engine.work import Work
from kernel.errors import InvalidInput, NotPermitted, Refused
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor, Cited
from states.decide import Rejected, decide
from states.definition import Transition
from states.inputs import read_inputs

_SHOWN = 40


def take(
    work: Work,
    case: LoadedCase,
    event: str,
    actor: Actor,
    given: Mapping[str, object],
    cause: Mapping[str, Any] | None = None,
) -> None:
    """Decide `event` on a loaded case and put everything it brings about into the work.

    Args:
        work: The transaction.
        case: The loaded case; it is changed in place.
        event: The event.
        actor: Who gives it.
        given: What was entered, still untyped.
        cause: What the entry tells of why the clock gave it.

    Raises:
        Refused: with every reason.
        InvalidInput: with every mistake of what was entered.
    """
    _take(work, case, event, actor, given, cause or {})
    follow_up(work)


def follow_up(work: Work) -> None:
    """Do what effects asked of other cases: give them an event, or open them.

    A no to an event is an entry on that case; a no to an opening stops the whole transaction.
    """
    while work.pending:
        asked, because_of = work.pending.pop(0)
        if isinstance(asked, Open):
            open_in(work, asked)
            continue
        other = work.load(asked.case_id)
        try:
            _take(work, other, asked.event, CLOCK, asked.inputs, {"because_of": because_of})
        except Refused as refused:
            reasons = [reason.zh for reason in refused.reasons]
            work.entry(other, "refusal", CLOCK, event=asked.event, reasons=reasons)


def _take(
    work: Work,
    case: LoadedCase,
    event: str,
    actor: Actor,
    given: Mapping[str, object],
    cause: Mapping[str, Any],
) -> None:
    cycle, row = case.cycle, case.row
    if actor.person_id and not actor.posts:
        raise unseen(case.id)  # a stranger does not learn that it exists
    if event not in cycle.known_events:
        raise InvalidInput(_unknown_event(event))
    line = cycle.table.get((row["state"], event))
    open_to_actor = line is not None and may_fire(
        actor.posts, line.by, before_pledges=line.before_pledges
    )
    inputs: dict[str, Any] = {}
    named: Mapping[str, Cited] = {}
    needs = line.needs if line is not None else frozenset()
    if line is not None and open_to_actor:
        inputs = read_inputs(line.asks, given, work.today)
        refuse_secrets(work.office, line.asks, inputs)
        inputs = put_aside(work, case, line.asks, inputs)
        check_references(work.directory, line.asks, inputs, case)
        named = cited(work, line.asks, inputs, case.scope, case.id)
        work.load(case.id, needs)
    changed = _changed(line, row, inputs) if line is not None else {}
    merged = {**row, **changed} if changed else row
    facts = take_facts(work, case, actor, inputs, merged, needs, named)
    decision = decide(cycle, row["state"], event, facts)
    if isinstance(decision, Rejected):
        reasons = tuple(refusal.text for refusal in decision.refusals)
        rules = tuple(refusal.rule for refusal in decision.refusals)
        raise (Refused if decision.permitted else NotPermitted)(*reasons, rules=rules)
    advice = tuple(one.text for one in decision.advice)
    if advice:
        work.advice += advice
        cause = {**cause, "advice": [one.zh for one in advice]}
    _record(work, case, decision.transition, decision.target, actor, inputs, changed, cause)


def _changed(
    line: Transition[Any, Any], row: Mapping[str, Any], inputs: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the details that the inputs change: stored fields, numbers added up."""
    changed: dict[str, Any] = {}
    for field in line.asks:
        if not field.stored or field.name not in inputs:
            continue
        value = inputs[field.name]
        changed[field.name] = (row[field.name] or 0) + value if field.accumulates else value
    return changed


def _record(
    work: Work,
    case: LoadedCase,
    line: Transition[Any, Any],
    target: str,
    actor: Actor,
    inputs: Mapping[str, Any],
    changed: dict[str, Any],
    cause: Mapping[str, Any],
) -> None:
    row = case.row
    old, old_state = dict(row), row["state"]
    row.update(changed)
    row["state"] = target
    row["revision"] += 1
    row["moved_at"] = work.now
    case.moved = True
    for sign in line.signs:
        work.sign(case, sign.topic, sign.subjects(actor, inputs), actor)
    if line.writes:
        work.leave_lines(case, line.writes, lines_in(line.asks, inputs), actor)
    for name in line.effects:
        work.then(run(name, work, case, actor, inputs), case.id)
    seq = row["seq"] + 1
    told = rearm(work, case, old_state, old, seq)
    notices = owe_after(work, case, line.event.value, seq)
    if changed:
        case.changed.update(changed)
    if line.effects:
        told["changed"] = _by_effects(old, row, changed) or None
    work.entry(
        case, "move", actor, event=line.event.value, was=old_state, rev=row["revision"],
        inputs=dict(inputs) or None, notices=notices or None, **told, **cause,
    )  # fmt: skip
    if line.then is not None:
        _take(work, case, line.then.value, CLOCK, {}, {"after": line.event.value})


def _by_effects(
    old: Mapping[str, Any], row: Mapping[str, Any], by_inputs: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the columns that effects changed, so that the entry tells everything that changed."""
    told_apart = {"state", "revision", "moved_at", *by_inputs}
    return {
        name: value for name, value in row.items() if value != old[name] and name not in told_apart
    }


def _unknown_event(event: str) -> Text:
    shown = event[:_SHOWN]
    return Text(
        f"没有“{shown}”这一事件；可用 xuncheng explain 查看能办什么。",
        f'There is no event "{shown}"; xuncheng explain tells what there is.',
    )
