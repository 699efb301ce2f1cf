"""How a process of the office treats its memory once everything is imported."""

from __future__ import annotations

import gc

_YOUNG, _MIDDLE, _OLD = 10_000, 20, 20
"""How much comes into being between two collections; a sweep makes thousands of small rows."""


def settle() -> None:
    """Have the garbage collector leave alone what lives as long as the process.

    Life cycles, rules and libraries are about two hundred thousand objects that are never garbage;
    a collector that looks through them again holds up whatever is being done.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
