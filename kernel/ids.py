"""Case numbers: what a person reads, types and hears on the phone.

A number is six characters, for example `7F3KQ2`. It is the case's id, scrambled so that it says
nothing about how many cases there are or in which order they came (a notice may carry it, domain
§7 row 4), with a last character that catches a mistyped or swapped one.
"""

from __future__ import annotations

from kernel.errors import NotFound
from kernel.words import Text

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_BITS = 25
_MASK = (1 << _BITS) - 1
_FACTOR = 0x13C6EF5  # odd, so the multiplication can be undone
_INVERSE = pow(_FACTOR, -1, 1 << _BITS)
_CONFUSED = str.maketrans("ILO", "110", " -")
_LENGTH = 6
_FIELD = 0b100101  # x⁵ + x² + 1: each place has a weight of its own, and so has each pair of them


def _check(digits: str) -> str:
    """Return the last character: a sum in the field of 32 elements, so every typo shows in it."""
    value = 0
    for digit in digits:
        value = (value ^ _ALPHABET.index(digit)) << 1
        if value & len(_ALPHABET):
            value ^= _FIELD
    return _ALPHABET[value]


def case_number(case_id: int) -> str:
    """Return the number of the case with `case_id`.

    Example:
        >>> case_id_of(case_number(1)), case_id_of(case_number(70_000))
        (1, 70000)
    """
    scrambled = case_id * _FACTOR & _MASK
    digits = "".join(_ALPHABET[scrambled >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return digits + _check(digits)


def case_id_of(number: str) -> int:
    """Return the id of the case with `number`; spaces, hyphens and small letters are forgiven.

    Raises:
        NotFound: the characters are no case number, or one was mistyped.
    """
    digits = number.strip().upper().translate(_CONFUSED)
    if (
        len(digits) != _LENGTH
        or any(digit not in _ALPHABET for digit in digits)
        or _check(digits[:-1]) != digits[-1]
    ):
        raise NotFound(
            Text(
                f"“{number}”不是事项编号。编号为 6 位字母数字，请核对是否抄错。",
                f'"{number}" is no case number. It has 6 letters and digits: check for a typo.',
            )
        )
    scrambled = 0
    for digit in digits[:-1]:
        scrambled = scrambled << 5 | _ALPHABET.index(digit)
    return scrambled * _INVERSE & _MASK
