"""What a template of materials asks for: an item for each row, without its dates (C02, H13).

A further column is a field of `TEMPLATE_COLUMNS`.
"""

from __future__ import annotations

from states.grades import GRADED
from states.inputs import choice, day, number, rows, text
from states.material_request import Form

BOOK = "material_templates"
TEMPLATE_COLUMNS = (
    text("what", "材料名称", "Material"),
    number("copies", "份数", "Copies"),
    *GRADED,
    choice("form", "原件或复印件", "Original or copy", Form),
    number("years", "回溯年数（留空为通常年数）", "Years back (empty: as usual)", required=False),
)
TEMPLATE = (
    text("unit_type", "单位类别", "Type of unit", stored=False),
    day("effective_from", "施行日期", "Holds from", stored=False),
    text("changed", "修改内容（修订必填）", "What changed", required=False, stored=False),
    rows("items", "材料清单模板", "Template of materials", columns=TEMPLATE_COLUMNS),
)
"""What an import leaves in the register's book."""
