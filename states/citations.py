"""Asking for another case by its number: a letter, a clue, a paper of the same group.

What a guard may know of it is `rules.facts.Cited`; the engine finds it in `engine/citing.py`.
"""

from __future__ import annotations

from kernel.words import Text
from states.field_types import FieldType
from states.inputs import Field


def case_of(
    name: str, zh: str, en: str, *kinds: str, required: bool = True, stored: bool = True
) -> Field:
    """Ask for another case of the same group, of one of `kinds`, by its number."""
    label = Text(zh, en)
    return Field(name, FieldType.CASE, label, required, stored=stored, kinds=kinds)
