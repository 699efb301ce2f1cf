"""Changing the key under which addresses and identities are sealed, while the office works.

A new key is put in front; everything is sealed anew with it, one row a transaction, so it may
break off and go on later; when nothing is left under an old key, the old ones are dropped. Other
processes read the key file anew as soon as they meet something they cannot open. Receipt codes
that an old key signed are no longer taken once it is dropped: people acknowledge in the system.
Each change of the file is an entry of the register's chain, with the newest key's fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.accounts.keeping import check_keeper
from engine.commands import Outcome
from engine.office import Office
from engine.register import register
from engine.registrar import register_outcome
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import DefinitionError, InvalidInput, Refused
from kernel.words import Labelled, Text
from notifications.sealing import Keyring
from store import sealed as stored


class KeyChange(Labelled):
    """What happened to the keys; it is the `act` of an entry of the register's chain."""

    ROTATED = "keys_rotated", "换用新密钥", "New key taken"
    OLD_DROPPED = "old_keys_dropped", "删除旧密钥", "Old keys dropped"


@dataclass(frozen=True, slots=True)
class Resealed:
    """What a change of keys came to."""

    resealed: int
    """How many rows were sealed anew."""
    left: int
    """How many are still under an old key, because somebody wrote them meanwhile."""
    lost: int
    """How many no key opens."""
    keys: int
    """How many keys there are now."""


def rotate_keys(office: Office, person_id: int) -> Resealed:
    """Put a new key in front and seal everything anew with it.

    Raises:
        NotPermitted: keeping keys is not for this person.
        DefinitionError: the key file is not as it should be.
        Conflict: others keep changing the register; try again.
    """
    _change(office, KeyChange.ROTATED, person_id, Keyring.rotate)
    return reseal(office)


def reseal(office: Office) -> Resealed:
    """Seal with the newest key what is still under an older one; safe to break off and repeat."""
    resealed = left = lost = 0
    for table, key, column, row_id, old in stored.walk(office.database):
        if office.keyring.is_newest(old):
            continue
        try:
            new = office.keyring.reseal(old)
        except InvalidInput:
            lost += 1
            continue
        done = stored.replace(office.database, (table, key, column, row_id), old, new)
        resealed += done
        left += not done
    return Resealed(resealed, left, lost, office.keyring.count)


def drop_old_keys(office: Office, person_id: int) -> Resealed:
    """Seal what is left with the newest key and leave only that one in the key file.

    Raises:
        NotPermitted: keeping keys is not for this person.
        Refused: something is still under an old key, or no key opens it; nothing is dropped.
        DefinitionError: the key file is not as it should be.
        Conflict: others keep changing the register; try again.
    """
    office.keyring = Keyring.open(_file_of(office))
    found = reseal(office)
    if found.left or found.lost:
        number = found.left + found.lost
        raise Refused(
            Text(
                f"还有 {number} 项内容不在最新密钥之下，旧密钥不能删除。"
                "请先运行 xuncheng keys rotate；任何密钥都打不开的，请重新登记。",
                f"{number} things are not under the newest key, so the old ones stay. Run xuncheng "
                "keys rotate first; what no key opens is to be entered again.",
            )
        )
    _change(office, KeyChange.OLD_DROPPED, person_id, Keyring.drop_old)
    return Resealed(found.resealed, 0, 0, office.keyring.count)


def _change(
    office: Office, act: KeyChange, person_id: int, change: Callable[[Path], Keyring]
) -> None:
    """Change the key file once, and tell so on the register's chain.

    The file comes before the commit: a key that nobody was told of seals nothing yet.
    """
    path, made = _file_of(office), list[Keyring]()

    def run(work: Work) -> Outcome:
        case = register(work)
        actor = check_keeper(work.directory, person_id, work.today)
        if not made:
            made.append(change(path))
        newest = made[0].fingerprints[0]
        work.entry(case, "keys", actor, act=act.value, fingerprint=newest)
        return register_outcome(work)

    transact(office, run, Attempt(None, act.value, person_id))
    office.keyring = made[0]


def _file_of(office: Office) -> Path:
    if office.keyring.path is None:
        raise DefinitionError(
            Text(
                "本办的密钥不在密钥文件中，无法更换。请先建立密钥文件。",
                "The keys of this office are in no file. Make a key file first.",
            )
        )
    return office.keyring.path
