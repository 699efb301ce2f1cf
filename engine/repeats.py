"""Idempotency keys: a command that was carried out already gives its result again."""

from __future__ import annotations

import json
from datetime import datetime

from engine.commands import Advance, Open, Outcome
from kernel.canonical import canonical
from kernel.errors import InvalidInput, NotPermitted, Refused
from kernel.words import Text
from store import moves
from store.database import Statement, Transaction

Keyed = Advance | Open


def earlier_outcome(tx: Transaction, command: Keyed) -> Outcome | None:
    """Return what came of `command` when it was given before under the same key.

    Raises:
        InvalidInput: the key was used for another command.
        Refused: the command was refused then, and is now, with the same reasons.
    """
    if command.key is None:
        return None
    row = tx.row(moves.COMMAND, key=command.key)
    if row is None:
        return None
    if bytes(row["fingerprint"]) != command.fingerprint:
        raise InvalidInput(
            Text(
                f"幂等键“{command.key}”已用于另一条指令，请换一个新的键。",
                f'The idempotency key "{command.key}" was used for another command: take another.',
            )
        )
    told = json.loads(row["outcome"])
    if "refused" in told:
        reasons = tuple(Text(*reason) for reason in told["refused"])
        raise (Refused if told["permitted"] else NotPermitted)(*reasons)
    return Outcome(told["case"], told["state"], told["revision"])


def keep_outcome(command: Keyed, outcome: Outcome, at: datetime) -> Statement:
    """Return the statement that keeps what came of `command`."""
    return _keep(command, canonical(outcome.to_json()), at)


def keep_refusal(command: Keyed, refused: Refused, at: datetime) -> Statement:
    """Return the statement that keeps that `command` was refused, and why."""
    told = {
        "refused": [list(reason) for reason in refused.reasons],
        "permitted": not isinstance(refused, NotPermitted),
    }
    return _keep(command, canonical(told), at)


def _keep(command: Keyed, outcome: str, at: datetime) -> Statement:
    return moves.INSERT_COMMAND, {
        "key": command.key, "fingerprint": command.fingerprint, "outcome": outcome, "at": at,
    }  # fmt: skip
