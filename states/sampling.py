"""What the entry of a draw of working papers tells, so that anybody can draw again (G05)."""

from __future__ import annotations

from kernel.words import Text
from states.field_types import FieldType
from states.inputs import Field, rows, text

DRAW = (
    text("seed", "随机种子", "Seed", stored=False),
    text("head", "抽取前的链首", "Hash before the draw", stored=False),
    Field("share", FieldType.NUMBER, Text("比例（%）", "Share (per cent)"), stored=False),
    Field("drawn_from", FieldType.NUMBER, Text("底稿总数", "Drawn from"), stored=False),
    rows("drawn_papers", "抽中的底稿", "Drawn papers", (text("paper", "编号", "Number"),)),
)
