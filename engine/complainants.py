"""Who complains in a letter: sealed once, opened for named people who give a reason (§7 row 3).

The identity is in no detail, entry, list, search, export or error: an entry tells that it was
sealed or read, and by whom. It is bound to its letter, so that no other letter can show it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from engine.commands import Outcome
from engine.loading import LoadedCase
from engine.office import Office
from engine.transact import Attempt, transact
from engine.visible import load_visible
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import InvalidInput, NotPermitted, Refused
from kernel.words import Text
from rules.access import may_fire
from rules.facts import Actor, Need
from rules.petitions import READER
from rules.posts import GROUP_POSTS, OFFICE
from states.inputs import REASON, read_inputs
from states.letter import LETTER, State
from store import confidential, moves

LONGEST = 2_000
_WRITERS = (*GROUP_POSTS, *OFFICE)


@dataclass(frozen=True, slots=True)
class SealIdentity:
    """Seal who complains in a letter; `identity` is left out wherever the command is shown."""

    case_id: int
    person_id: int
    identity: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadIdentity:
    """Open who complains in a letter, for a reason."""

    case_id: int
    person_id: int
    reason: str


def seal_identity(office: Office, command: SealIdentity) -> Outcome:
    """Seal who complains; until the letter is screened, a correction takes its place.

    Raises:
        NotFound: there is no such letter, or the person may not know of it.
        InvalidInput: there is nothing to seal; what was entered is not repeated.
        Refused: the letter is no letter with a name, or it has been screened with one.
        NotPermitted: sealing is not for this person.
    """
    if not command.identity.strip() or len(command.identity) > LONGEST:
        raise InvalidInput(
            Text("请填写举报人身份，不要太长。", "Enter who complains, in not too many words.")
        )
    attempt = Attempt(command.case_id, "seal identity", command.person_id)
    return transact(office, lambda work: _seal(work, command), attempt)


def read_identity(office: Office, command: ReadIdentity) -> str:
    """Return who complains, to somebody the letter names as a reader; the reading is an entry.

    Raises:
        NotFound: there is no such letter, or the person may not know of it.
        InvalidInput: the reason is missing.
        Refused: nothing is sealed.
        NotPermitted: the letter does not name this person. The attempt is recorded.
    """
    day = office_day(office.now())
    reason = read_inputs((REASON,), {"reason": command.reason}, day)["reason"]
    found: list[str] = []

    def run(work: Work) -> Outcome:
        case, actor = _letter(work, command.case_id, command.person_id)
        if command.person_id not in {
            sign.subject_id for sign in case.signoffs if sign.topic == READER
        }:
            raise NotPermitted(_NOT_A_READER)
        sealed = confidential.sealed_identity(work.tx, case.id)
        if sealed is None:
            raise Refused(_NOTHING_SEALED)
        bound = json.loads(work.office.keyring.unseal(sealed))
        if bound["case"] != case.id:
            raise Refused(_NOT_ITS_OWN)
        found[:] = [bound["identity"]]
        work.entry(case, "identity", actor, act="read", reason=reason)
        return _outcome(case, work)

    transact(office, run, Attempt(command.case_id, "read identity", command.person_id))
    return found[0]


def _seal(work: Work, command: SealIdentity) -> Outcome:
    case, actor = _letter(work, command.case_id, command.person_id)
    if not may_fire(actor.posts, _WRITERS, before_pledges=False):
        raise NotPermitted(_NOT_A_WRITER)
    row = case.row
    if row["named"] is not True or (
        row["sealed_on"] is not None and row["state"] != State.REGISTERED
    ):
        raise Refused(_NOT_TO_BE_SEALED)
    bound = json.dumps({"case": case.id, "identity": command.identity.strip()})
    work.write((confidential.FORGET, {"case_id": case.id}))
    values = {"case_id": case.id, "sealed_at": work.now}
    sealed = work.office.keyring.seal(bound)
    work.write(moves.insert("complainants", {**values, "sealed": sealed}))
    row["sealed_on"] = work.today
    case.changed.update({"sealed_on": work.today})
    work.entry(case, "identity", actor, act="sealed", changed={"sealed_on": work.today})
    return _outcome(case, work)


def _letter(work: Work, case_id: int, person_id: int) -> tuple[LoadedCase, Actor]:
    case, actor, sight = load_visible(work, case_id, person_id)
    if case.row["kind"] != LETTER.kind or not sight.whole:
        raise NotPermitted(_NOT_A_READER)
    work.load(case_id, frozenset({Need.SIGNOFFS}))
    return case, actor


def _outcome(case: LoadedCase, work: Work) -> Outcome:
    return Outcome(case.id, case.row["state"], case.row["revision"], tuple(work.told))


_NOT_A_READER = Text(
    "身份信息只向信访件上指定的人开放；须由组长、副组长或巡察办主任先指定。",
    "Who complains is open only to those the letter names: a leader or the director names them.",
)
_NOT_A_WRITER = Text(
    "身份信息由巡察组或巡察办登记人员密封。",
    "Who complains is sealed by the group or the office.",
)
_NOTHING_SEALED = Text("这一信访件没有密封的身份信息。", "Nothing is sealed for this letter.")
_NOT_ITS_OWN = Text(
    "密封的身份信息不属于这一信访件，请报告安全保密管理员。",
    "What is sealed here belongs to another letter: tell the security administrator.",
)
_NOT_TO_BE_SEALED = Text(
    "只有登记为实名、尚未密封或尚未甄别的信访件可以密封身份。",
    "Only a named letter that has nothing sealed, or is not screened yet, can be sealed.",
)
