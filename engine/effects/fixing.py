"""What an immediate-rectification notice brings about.

A further effect of these notices is one more function here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.effects.registry import Asked, effect
from engine.loading import LoadedCase
from engine.work import Work
from rules.facts import Actor


@effect
def void_check(work: Work, case: LoadedCase, actor: Actor, inputs: Mapping[str, Any]) -> Asked:
    """Void the check of what is mended anew: it is checked again."""
    del actor, inputs
    work.void(case, ("fix_verified",))
    return ()
