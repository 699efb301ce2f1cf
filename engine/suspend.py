"""Suspending a case and everything below it, and resuming: what was left of each clock is kept."""

from __future__ import annotations

from typing import Any

from engine.commands import Outcome
from engine.loading import LoadedCase
from engine.office import Office
from engine.rebase import restart_clock, stop_clock
from engine.transact import Attempt, conflict, transact
from engine.visible import as_if_missing, sight_on, unseen
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import NotPermitted, Refused
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor
from states.inputs import REASON, read_inputs

_BELOW = (
    "WITH RECURSIVE below (id) AS (SELECT id FROM cases WHERE id = :id"
    " UNION ALL SELECT c.id FROM cases c JOIN below b ON c.parent_id = b.id)"
    " SELECT id FROM below ORDER BY id"
)


def suspend(
    office: Office, case_id: int, person_id: int, reason: str, *, acting_for: int | None = None,
    revision: int | None = None,
) -> Outcome:  # fmt: skip
    """Stop every clock of a case and of everything below it; their events are closed until resumed.

    Each timer keeps what was left of it, in its own unit: working days or calendar days. A door
    gives the `revision` that the person saw.

    Raises:
        NotFound: there is no such case, or the person may not know of it. That is recorded.
        NotPermitted: suspending is not for this person.
        Refused: it has ended, or is suspended already.
        Conflict: somebody else moved the case since.
        InvalidInput: the reason is missing.
    """
    reason = read_inputs((REASON,), {"reason": reason}, office_day(office.now()))["reason"]
    attempt = Attempt(case_id, "suspend", person_id, acting_for)
    with as_if_missing(case_id):
        return transact(office, lambda work: _suspend(work, attempt, reason, revision), attempt)


def resume(
    office: Office, case_id: int, person_id: int, reason: str, *, acting_for: int | None = None,
    revision: int | None = None,
) -> Outcome:  # fmt: skip
    """Start the clocks of a suspended case and of everything below it from what was left.

    Raises:
        NotFound: there is no such case, or the person may not know of it. That is recorded.
        NotPermitted: resuming is not for this person.
        Refused: it is not suspended, or the case above still is.
        Conflict: somebody else moved the case since.
        InvalidInput: the reason is missing.
    """
    reason = read_inputs((REASON,), {"reason": reason}, office_day(office.now()))["reason"]
    attempt = Attempt(case_id, "resume", person_id, acting_for)
    with as_if_missing(case_id):
        return transact(office, lambda work: _resume(work, attempt, reason, revision), attempt)


def _suspend(work: Work, attempt: Attempt, reason: str, revision: int | None) -> Outcome:
    case, actor = _holder(work, attempt, revision)
    state = case.row["state"]
    if case.cycle.is_final(state) or case.row["suspended_at"] is not None:
        raise Refused(
            Text("该事项已经办结或已在暂停中。", "The case has ended or is suspended already.")
        )
    for below in _below(work, case.id):
        if below.row["suspended_at"] is None and not below.cycle.is_final(below.row["state"]):
            told = [stop_clock(work, timer) for timer in work.timers(below)]
            below.row["suspended_at"] = work.now
            _note(work, below, "suspend", actor, reason, told, case.id)
    return Outcome(case.id, state, case.row["revision"], tuple(work.told))


def _resume(work: Work, attempt: Attempt, reason: str, revision: int | None) -> Outcome:
    case, actor = _holder(work, attempt, revision)
    if case.row["suspended_at"] is None:
        raise Refused(Text("该事项没有暂停。", "The case is not suspended."))
    above = case.row["parent_id"]
    if above is not None and work.load(above).row["suspended_at"] is not None:
        raise Refused(
            Text(
                "上级事项还在暂停中，请先恢复上级事项。",
                "The case above is suspended: resume it first.",
            )
        )
    since = case.row["suspended_at"]
    for below in _below(work, case.id):
        if below.row["suspended_at"] == since:
            stopped = [one for one in work.timers(below) if one["status"] == "suspended"]
            told = [restart_clock(work, timer) for timer in stopped]
            below.row["suspended_at"] = None
            _note(work, below, "resume", actor, reason, told, case.id)
    return Outcome(case.id, case.row["state"], case.row["revision"], tuple(work.told))


def _holder(work: Work, attempt: Attempt, revision: int | None) -> tuple[LoadedCase, Actor]:
    assert attempt.case_id is not None  # noqa: S101 - both doors give it
    case = work.load(attempt.case_id)
    actor = work.directory.actor(attempt.person_id, attempt.acting_for, case.scope, work.today)
    if sight_on(work, case, actor) is None:
        raise unseen(case.id)
    if revision is not None and case.row["revision"] != revision:
        raise conflict(case.id)
    if not may_fire(actor.posts, case.cycle.held_by, before_pledges=False):
        zh = "、".join(post.label.zh for post in case.cycle.held_by)
        en = ", ".join(post.label.en for post in case.cycle.held_by)
        raise NotPermitted(
            Text(f"暂停和恢复只能由{zh}决定。", f"Suspending and resuming is for {en}.")
        )
    return case, actor


def _below(work: Work, case_id: int) -> list[LoadedCase]:
    return [work.load(row["id"]) for row in work.tx.rows(_BELOW, id=case_id)]


def _note(
    work: Work,
    case: LoadedCase,
    what: str,
    actor: Actor,
    reason: str,
    told: list[dict[str, Any]],
    because_of: int,
) -> None:
    case.row["revision"] += 1
    case.row["moved_at"] = work.now
    case.moved = True
    cause = because_of if because_of != case.id else None
    work.entry(
        case, what, actor, reason=reason, rev=case.row["revision"], clocks=told or None,
        because_of=cause,
    )  # fmt: skip
