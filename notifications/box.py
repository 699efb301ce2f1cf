"""The box in which addresses and identities are sealed: encryption with keys that rotate.

Only the keyring (`notifications/sealing.py`) opens one. Another cipher would be another class here.
"""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class Box:
    """What seals with the newest key and opens with any.

    Args:
        keys: Fernet keys (32 bytes in URL-safe base64), newest first; one at least.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._newest = Fernet(keys[0])
        self._all = MultiFernet([Fernet(key) for key in keys])

    def seal(self, words: bytes) -> bytes:
        """Return `words` encrypted with the newest key."""
        return self._all.encrypt(words)

    def unseal(self, sealed: bytes) -> bytes | None:
        """Return the words in `sealed`; None when no key opens it."""
        try:
            return self._all.decrypt(sealed)
        except InvalidToken:
            return None

    def is_newest(self, sealed: bytes) -> bool:
        """Say whether the newest key opens `sealed`."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True
