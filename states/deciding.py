"""What the mid-term dispatch meeting decides about the time on site (H08)."""

from __future__ import annotations

from kernel.words import Labelled
from states.inputs import choice


class ExtensionDecision(Labelled):
    """What the dispatch meeting decides about the time on site (H08)."""

    NOT_EXTENDED = "not_extended", "不延长", "Not extended"
    EXTENDED = "extended", "延长", "Extended"


DECISION = choice("dispatch_extension", "是否延长", "Extension", ExtensionDecision)
