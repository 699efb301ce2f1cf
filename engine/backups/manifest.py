"""The manifest of a backup: what it holds, and by which checksum that is known to be whole.

A backup counts once its manifest lies beside it; the manifest is written last, under its own name
only when it is whole, so a crash leaves nothing that counts. It names keys by their fingerprints:
the keys themselves are never part of a backup.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kernel.canonical import moment_text
from kernel.errors import InvalidInput, NotFound
from kernel.words import Text

FORMAT = 1
SUFFIX = ".manifest.json"
PART = ".part"
"""What a file is called until it is whole."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    file: str
    kind: str
    """`sqlite` or `postgresql`."""
    made_at: datetime
    revision: str
    bytes: int
    sha256: str
    cases: int
    entries: int
    seals: int
    keys: tuple[str, ...]
    """Fingerprints of the keys that open what is sealed in it, newest first."""

    def to_json(self) -> dict[str, Any]:
        """Return it for a file and for `--json`."""
        told = {**asdict(self), "made_at": moment_text(self.made_at), "keys": list(self.keys)}
        return {"format": FORMAT, **told}


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def settle(part: Path, name: str) -> Path:
    """Have a file that is whole reach the disk, and give it its name."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    whole = part.replace(part.with_name(name))
    folder = os.open(whole.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return whole


def write(manifest: Manifest, folder: Path) -> None:
    """Write a manifest beside its backup: from now on the backup counts."""
    part = folder / f"{manifest.file}{SUFFIX}{PART}"
    part.touch(mode=0o600)
    part.write_text(json.dumps(manifest.to_json(), indent=2) + "\n")
    settle(part, f"{manifest.file}{SUFFIX}")


def read(file: Path) -> Manifest:
    """Return the manifest of a backup, whose path or whose manifest's path is given.

    Raises:
        NotFound: there is no such backup, or no manifest beside it.
        InvalidInput: the manifest is damaged or of another program.
    """
    path = file if file.name.endswith(SUFFIX) else file.with_name(f"{file.name}{SUFFIX}")
    try:
        told = json.loads(path.read_text())
        if told.pop("format") != FORMAT:
            raise ValueError  # noqa: TRY301 - told below
        moment = datetime.fromisoformat(told.pop("made_at"))
        return Manifest(**{**told, "made_at": moment, "keys": tuple(told["keys"])})
    except FileNotFoundError:
        raise NotFound(
            Text(
                f"没有 {path.name}：备份文件和它的清单要放在一起，没有清单的不是完整备份。",
                f"There is no {path.name}: a backup lies beside its manifest, and without one it"
                " is not whole.",
            )
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(
            Text(
                f"{path.name} 读不懂，已损坏或不是本程序的清单。请换用另一份备份。",
                f"{path.name} cannot be read: damaged, or no manifest of this program. Take"
                " another backup.",
            )
        ) from error


def check(manifest: Manifest, folder: Path) -> Path:
    """Return the file of a backup, after its length and checksum were found right.

    Raises:
        NotFound: the file is gone.
        InvalidInput: it was cut off or changed.
    """
    path = folder / Path(manifest.file).name
    if not path.is_file():
        raise NotFound(
            Text(
                f"备份文件 {manifest.file} 不见了。", f"The backup's file {manifest.file} is gone."
            )
        )
    if path.stat().st_size != manifest.bytes or checksum(path) != manifest.sha256:
        raise InvalidInput(
            Text(
                f"备份 {manifest.file} 不完整或被改过，与清单的校验值不符。请换用另一份备份。",
                f"The backup {manifest.file} was cut off or changed: its checksum is not that of"
                " the manifest. Take another backup.",
            )
        )
    return path


def listed(folder: Path) -> list[Manifest]:
    """Return the backups of a folder that count, the newest first; unreadable ones are left out."""
    found: list[Manifest] = []
    for path in folder.glob(f"*{SUFFIX}"):
        try:
            found.append(read(path))
        except (InvalidInput, NotFound):
            continue
    return sorted(found, key=lambda one: one.made_at, reverse=True)
