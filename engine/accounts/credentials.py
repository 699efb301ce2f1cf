"""Tokens and passwords: how they are made, hashed and compared; nothing here touches the database.

Tokens have 256 random bits, so their plain SHA-256 gives nothing away. Passwords are hashed with
Argon2id; a further kind of secret gets its own function here.
"""

from __future__ import annotations

import hmac
import secrets
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from rules.passwords import typed

_TOKEN_BYTES = 32
_CSRF = b"xuncheng csrf"
_MEMORY_KIB, _PASSES, _LANES = 19_456, 2, 1
"""OWASP's password storage cheat sheet, first choice for Argon2id: 19 MiB, two passes, one lane.
Many people sign in at the same hour of the morning, so memory matters."""


def fresh_token() -> str:
    """Return a new token that nobody can guess."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """Return the hash under which a token is kept."""
    return sha256(token.encode()).digest()


def csrf_of(token: str) -> str:
    """Return what the forms of a session carry: it follows from the token and is kept nowhere."""
    return hmac.new(token.encode(), _CSRF, sha256).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=_PASSES, memory_cost=_MEMORY_KIB, parallelism=_LANES)


def password_hash(password: str) -> str:
    """Return the hash under which a password is kept; it takes a while on purpose."""
    return _hasher().hash(typed(password))


def is_password(kept: str | None, password: str) -> bool:
    """Say whether a password is the one that is `kept` as a hash.

    Without a hash it takes as long and says no, so that nobody learns who has an account.
    """
    if kept is None:
        _hasher().hash(typed(password))
        return False
    try:
        return _hasher().verify(kept, typed(password))
    except VerifyMismatchError:
        return False
