"""What leaves the house: every text in both languages, compared with a page that people have read.

After a deliberate change write the pages anew with `python -m tests.unit.test_render`, and read
the difference.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import notifications
from kernel.words import Language
from notifications.catalogue import NOTICES
from notifications.catalogue.ladder import TOLD_BY_LADDER
from notifications.render import PLACEHOLDERS, Message, asked_for, render, template

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TONES = {notice: tone.value for tone, notice in TOLD_BY_LADDER.items()}


def filled(notice: str, language: Language) -> Message:
    return render(
        notice,
        language,
        number="7F3KQ2",
        due_on=date(2026, 3, 2),
        tone=TONES.get(notice, ""),
        link="https://office.example/receipts/k.c",
        code="k.c",
    )


def page(language: Language) -> str:
    texts = ((name, filled(name, language)) for name in NOTICES)
    return "\n".join(f"== {name}\n{text.title}\n\n{text.body}\n" for name, text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_reads_as_agreed(language: Language) -> None:
    agreed = (GOLDEN / f"notices.{language}.txt").read_text(encoding="utf-8")

    assert page(language) == agreed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("notice", NOTICES)
def test_a_template_asks_for_nothing_but_number_date_tone_and_receipt(
    notice: str, language: Language
) -> None:
    asked = frozenset[str]().union(*(asked_for(line) for line in template(notice, language)))

    assert asked <= PLACEHOLDERS
    assert {"link", "code"} <= asked or not NOTICES[notice].wants_receipt
    assert NOTICES[notice].wants_receipt or not asked & {"link", "code"}


def test_there_is_no_template_without_a_notice() -> None:
    folder = Path(notifications.__file__).parent / "templates"

    names = {path.name for path in folder.iterdir()}

    assert names == {f"{notice}.{language}.txt" for notice in NOTICES for language in LANGUAGES}


def test_a_line_without_a_value_is_left_out() -> None:
    text = render(
        "unit_notified", "zh", number="7F3KQ2", due_on=None, tone="", link=None, code="k.c"
    )

    assert "期限" not in text.body
    assert "链接" not in text.body
    assert "签收码：k.c" in text.body


def test_a_date_is_written_with_its_day_of_the_week() -> None:
    assert "2026年3月2日（周一）" in filled("deadline_reminder", "zh").body
    assert "Monday, 2 March 2026" in filled("deadline_reminder", "en").body


if __name__ == "__main__":
    for spoken in LANGUAGES:
        (GOLDEN / f"notices.{spoken}.txt").write_text(page(spoken), encoding="utf-8")
