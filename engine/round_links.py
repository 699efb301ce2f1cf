"""What links a round to those before and after it: actions carried on, the plan that is deployed.

Rows M05, I05. Each link is shown only to who may see the case at its other end; a further link is
one field of `Links`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from engine.loading import LoadedCase
from engine.office import Office
from engine.queries import list_cases
from kernel.ids import case_number
from kernel.words import Text
from rules.sight import Sight
from states.improvement import State
from states.round import State as RoundState
from store.database import Transaction

_MOST = 10_000
_CARRIED = (
    "SELECT c.id, c.state, d.action, d.owner_post, d.due_on, r.name AS round FROM cases c"
    " JOIN improvement_details d ON d.case_id = c.id"
    " JOIN round_details r ON r.case_id = c.round_id"
    " WHERE c.kind = 'improvement' AND c.round_id < :id"
    " AND (c.state = 'carried' OR c.moved_at >= :opened_at) ORDER BY d.due_on, c.id"
)
"""Actions of earlier rounds that were still to be done when this one was opened."""
_LINKED = (
    "SELECT c.id, c.state, d.name FROM cases c JOIN round_details d ON d.case_id = c.id"
    " WHERE c.id <> :id AND d.{column} = :line ORDER BY c.id"
)


@dataclass(frozen=True, slots=True)
class CarriedAction:
    """An action of an earlier retrospective that this round carries on."""

    number: str
    action: str
    owner_post: str
    due_on: date
    state: str
    state_label: Text
    round: str
    """The round in whose retrospective it was decided."""


@dataclass(frozen=True, slots=True)
class RoundLink:
    """Another round that a plan links to this one."""

    number: str
    name: str
    state_label: Text


@dataclass(frozen=True, slots=True)
class Links:
    """How a round hangs together with others, as far as somebody may see them."""

    carried: tuple[CarriedAction, ...] = ()
    before: tuple[RoundLink, ...] = ()
    """The rounds at whose end this one was deployed."""
    next_plan_line: str | None = None
    """The line of the plan that was deployed as this round was heard."""
    after: tuple[RoundLink, ...] = ()
    """The rounds that belong to that line."""


def visible_others(
    office: Office, person_id: int, *, acting_for: int | None = None
) -> frozenset[int]:
    """Return the rounds and the actions carried on that somebody may see."""
    kinds = ("round", "improvement")
    lines = [
        one
        for kind in kinds
        for one in list_cases(office, person_id, kind=kind, acting_for=acting_for, limit=_MOST)
    ]
    return frozenset(line.case_id for line in lines)


def links_of(tx: Transaction, case: LoadedCase, sight: Sight, visible: frozenset[int]) -> Links:
    """Return what links a round to others.

    Args:
        tx: The transaction.
        case: The round.
        sight: What the reader may read of it.
        visible: What `visible_others` found for the reader.
    """
    row = case.row
    carried = tuple(
        CarriedAction(
            case_number(one["id"]), one["action"], one["owner_post"], one["due_on"], one["state"],
            State(one["state"]).label, one["round"],
        )
        for one in tx.rows(_CARRIED, id=case.id, opened_at=row["opened_at"])
        if one["id"] in visible
    )  # fmt: skip
    own, following = (
        row[name] if sight.detail(name) else None for name in ("plan_line", "next_plan_line")
    )
    return Links(
        carried, _linked(tx, case.id, "next_plan_line", own, visible), following,
        _linked(tx, case.id, "plan_line", following, visible),
    )  # fmt: skip


def _linked(
    tx: Transaction, case_id: int, column: str, line: str | None, visible: frozenset[int]
) -> tuple[RoundLink, ...]:
    """Return the visible rounds that have `line` in `column`."""
    if line is None:
        return ()
    rows = tx.rows(_LINKED.format(column=column), id=case_id, line=line)
    return tuple(
        RoundLink(case_number(one["id"]), one["name"], RoundState(one["state"]).label)
        for one in rows
        if one["id"] in visible
    )
