"""Changing the key under which addresses and identities are sealed, while the office works.

A new key is put in front; everything is sealed anew with it, one row a transaction, so it may
break off and go on later; when nothing is left under an old key, the old ones are dropped. Other
processes read the key file anew as soon as they meet something they cannot open. Receipt codes
that an old key signed are no longer taken once it is dropped: people acknowledge in the system.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.office import Office
from kernel.errors import DefinitionError, InvalidInput, Refused
from kernel.words import Text
from notifications.sealing import Keyring
from store import sealed as stored


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


def rotate_keys(office: Office) -> Resealed:
    """Put a new key in front and seal everything anew with it.

    Raises:
        DefinitionError: the key file is not as it should be.
    """
    office.keyring = Keyring.rotate(_file_of(office))
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


def drop_old_keys(office: Office) -> Resealed:
    """Seal what is left with the newest key and leave only that one in the key file.

    Raises:
        Refused: something is still under an old key, or no key opens it; nothing is dropped.
        DefinitionError: the key file is not as it should be.
    """
    path = _file_of(office)
    office.keyring = Keyring.open(path)
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
    office.keyring = Keyring.drop_old(path)
    return Resealed(found.resealed, 0, 0, office.keyring.count)


def _file_of(office: Office) -> Path:
    if office.keyring.path is None:
        raise DefinitionError(
            Text(
                "本办的密钥不在密钥文件中，无法更换。请先建立密钥文件。",
                "The keys of this office are in no file. Make a key file first.",
            )
        )
    return office.keyring.path
