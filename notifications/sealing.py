"""What keeps addresses, identities and receipts secret: the keyring; the check of an address.

Channel addresses and who complains are sealed with the newest key and opened with any of them, so a
key is changed by putting a new one in front (`Keyring.rotate`), sealing everything anew with it
(`engine/resealing.py`) and dropping the old ones (`Keyring.drop_old`). A new kind of signature gets
its own purpose in `_derived`, never the raw key.
"""

from __future__ import annotations

import hmac
import os
import stat
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kernel.errors import DefinitionError, InvalidInput
from kernel.words import Text

if TYPE_CHECKING:
    from notifications.box import Box

_RECEIPT = b"xuncheng receipt"
_BLIND = b"xuncheng blind"
_PRINT = b"xuncheng fingerprint"
_PRINT_LETTERS = 16
_KEY_BYTES = 32
_CODE_BYTES = 10  # 80 bits: 16 characters to read, and nobody guesses them


def check_url(url: str) -> str:
    """Return the service a channel address speaks to, for example `mailto`.

    Raises:
        InvalidInput: no service understands it, or it reaches more than one target. The sentence
            never repeats the address, because it holds a secret.
    """
    from notifications.services import open_service  # noqa: PLC0415 - loads every service

    return open_service(url).name


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, purpose, "sha256")


class Keyring:
    """The office's keys, newest first.

    Args:
        keys: Fernet keys (32 bytes in URL-safe base64).
        path: The file they are from: read anew when another process may have changed them.
    """

    def __init__(self, keys: Sequence[bytes], path: Path | None = None) -> None:
        self.path = path
        self._take(keys)

    def _take(self, keys: Sequence[bytes]) -> None:
        self.count = len(keys)
        """How many keys there are."""
        self._keys = tuple(keys)
        self._opened: Box | None = None
        self._signing = [_derived(key, _RECEIPT) for key in keys]
        self._blinding = [_derived(key, _BLIND) for key in keys]
        self.fingerprints = tuple(_derived(key, _PRINT).hex()[:_PRINT_LETTERS] for key in keys)
        """What tells keys apart without telling anything of them, newest first."""

    def _box(self) -> Box:
        if self._opened is None:
            from notifications.box import Box  # noqa: PLC0415 - most that is done seals nothing

            self._opened = Box(self._keys)
        return self._opened

    @classmethod
    def open(cls, path: Path) -> Keyring:
        """Read the key file at `path`, made with a fresh key when there is none.

        Raises:
            DefinitionError: others than its owner may read the file, or it holds no keys.
        """
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_aside(path, [_fresh()], first=True)
        return cls(_read(path), path)

    @classmethod
    def rotate(cls, path: Path) -> Keyring:
        """Put a fresh key in front of those in the file at `path`, and return the new keyring.

        Raises:
            DefinitionError: others than its owner may read the file, or it holds no keys.
        """
        keys = [_fresh(), *_read(path)]
        _write_aside(path, keys, first=False)
        return cls(keys, path)

    @classmethod
    def drop_old(cls, path: Path) -> Keyring:
        """Leave only the newest key in the file at `path`, and return the new keyring.

        What is still sealed with an older key is lost, so everything is sealed anew first.

        Raises:
            DefinitionError: others than its owner may read the file, or it holds no keys.
        """
        keys = _read(path)[:1]
        _write_aside(path, keys, first=False)
        return cls(keys, path)

    def seal(self, words: str) -> bytes:
        """Return `words` encrypted with the newest key."""
        return self._box().seal(words.encode())

    def unseal(self, sealed: bytes) -> str:
        """Return the words in `sealed`, with a key that has been put into the file meanwhile, too.

        Raises:
            InvalidInput: no key of this ring opens it.
            DefinitionError: the file of the keys is not as it should be.
        """
        words = self._box().unseal(sealed)
        if words is None and self.path is not None and self.path.exists():
            self._take(_read(self.path))
            words = self._box().unseal(sealed)
        if words is None:
            raise InvalidInput(
                Text(
                    "现有密钥打不开这份密封内容。请恢复原密钥文件，或重新登记。",
                    "No key opens what is sealed. Restore the key file, or enter it again.",
                )
            )
        return words.decode()

    def reseal(self, sealed: bytes) -> bytes:
        """Return `sealed` under the newest key.

        Raises:
            InvalidInput: no key of this ring opens it.
        """
        return self.seal(self.unseal(sealed))

    def is_newest(self, sealed: bytes) -> bool:
        """Say whether the newest key opens `sealed`."""
        return self._box().is_newest(sealed)

    def blind(self, words: str) -> bytes:
        """Return 32 bytes that stand for `words` where the words themselves must not be kept.

        The same words give the same bytes, but nobody without the key can try words out.
        """
        return hmac.digest(self._blinding[0], words.encode(), "sha256")

    def receipt_code(self, key: str) -> str:
        """Return the code with which the recipient of notice `key` acknowledges it, once."""
        return f"{key}.{_signature(self._signing[0], key)}"

    def read_receipt(self, token: str) -> str:
        """Return the key of the notice that `token` acknowledges.

        Raises:
            InvalidInput: no key of this ring has signed the token.
        """
        key, _, signature = token.strip().rpartition(".")
        given = signature.lower().encode()
        if not any(
            hmac.compare_digest(_signature(signing, key).encode(), given)
            for signing in self._signing
        ):
            raise InvalidInput(
                Text(
                    "签收码不对。请从通知中完整复制，或登录系统签收。",
                    "This is no receipt code. Copy the whole of it from the notice, or acknowledge "
                    "in the system.",
                )
            )
        return key


def _fresh() -> bytes:
    return urlsafe_b64encode(os.urandom(_KEY_BYTES))


def _signature(signing: bytes, key: str) -> str:
    return b32encode(hmac.digest(signing, key.encode(), "sha256")[:_CODE_BYTES]).decode().lower()


def _read(path: Path) -> list[bytes]:
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise DefinitionError(
            Text(
                f"密钥文件 {path.name} 可被他人读取。请执行 chmod 600 后重试。",
                f"Others may read the key file {path.name}. Run chmod 600 on it and try again.",
            )
        )
    keys = path.read_bytes().split()
    if not keys or not all(map(_is_key, keys)):
        raise DefinitionError(
            Text(
                f"密钥文件 {path.name} 中没有可用的密钥。请从备份恢复该文件。",
                f"The key file {path.name} holds no usable key. Restore it from the backup.",
            )
        )
    return keys


def _is_key(words: bytes) -> bool:
    try:
        return len(urlsafe_b64decode(words)) == _KEY_BYTES
    except ValueError:
        return False


def _write_aside(path: Path, keys: Sequence[bytes], *, first: bool) -> None:
    """Write the keys beside `path` and put them in place whole, so no reader sees half a file."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(b"\n".join(keys) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if not first:
        aside.replace(path)
        return
    try:
        os.link(aside, path)  # fails when another process was first: its key is the one in use
    except FileExistsError:
        pass
    finally:
        aside.unlink()
