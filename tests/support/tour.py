"""Takes the pictures of `docs/tour`: pages of the demo's office at fixed moments, in a browser.

A further picture is one line of `PICTURES`. The demo must have been played before:

    make demo && make tour
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, ViewportSize

from cli.demo import HALFWAY
from config.settings import Settings, read_settings
from config.wiring import build_office
from engine.accounts.signing import open_session
from engine.office import Office
from kernel.clock import ManualClock, office_moment
from kernel.ids import case_number
from notifications.senders import RecordingSender
from tests.support.chromium import browser
from tests.support.people_at_browsers import PATIENCE, PHONE, SCREEN
from tests.support.repository import ROOT
from tests.support.serving import served
from web.app import create_app

FOLDER = ROOT / "docs" / "tour"
_COLOURS, _MARGIN = 192, 48
SHEET: ViewportSize = {"width": 720, "height": 1020}
"""About the inner part of a page of A4."""
CLOSING = office_moment(date(2023, 1, 20), time(9))
"""When the closed office is looked at."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: of which page, seen by whom, and when in the round."""

    name: str
    who: str
    path: str
    """`{round}`, `{unit}`, `{clue}`: the number of the round, of a unit, of a clue."""
    phone: bool = False
    paper: bool = False
    """Whether it is shown as it is printed."""
    at_end: bool = False


PICTURES = (
    Picture("01-desk", "staff1", "/desk"),
    Picture("02-round", "director", "/rounds/{round}"),
    Picture("03-course", "director", "/rounds/{round}/course"),
    Picture("04-unit", "gl1", "/cases/{unit}"),
    Picture("05-leader-desk", "gl1", "/desk", phone=True),
    Picture("06-dispatch", "lgl", "/rounds/{round}/dispatch"),
    Picture("07-papers", "director", "/ledgers/papers"),
    Picture("08-clue", "director", "/cases/{clue}"),
    Picture("09-gates", "director", "/rounds/{round}/gates"),
    Picture("10-problems", "director", "/ledgers/problems", at_end=True),
    Picture("11-figures", "director", "/rounds/{round}/figures", at_end=True),
    Picture("12-sheet", "director", "/cases/{clue}/print", paper=True, at_end=True),
    Picture("13-audit", "director", "/audit?case={round}", at_end=True),
)
"""Every picture, in the order of the story."""
_SAMPLES = {
    "round": "SELECT MIN(id) AS id FROM cases WHERE kind = 'round'",
    "unit": "SELECT MIN(c.id) AS id FROM cases c JOIN posts p ON p.scope_id = c.group_id"
            " JOIN people h ON h.id = p.person_id"
            " WHERE c.kind = 'assignment' AND p.scope = 'group' AND h.code = 'gl1'",
    "clue": "SELECT MIN(id) AS id FROM cases WHERE kind = 'clue'",
}  # fmt: skip


def take(home: Path) -> None:
    """Take every picture of the demo that lies in `home`."""
    with browser() as opened:
        for folder, at_end in (("on-site", False), ("closed", True)):
            with _site(home / folder, at_end=at_end) as (office, address):
                numbers = _numbers(office)
                for one in PICTURES:
                    if one.at_end is at_end:
                        _take(opened, office, address, one, numbers)


@contextmanager
def _site(home: Path, *, at_end: bool) -> Iterator[tuple[Office, str]]:
    office = build_office(
        Settings(home=home),
        clock=ManualClock(CLOSING if at_end else HALFWAY), sender=RecordingSender(),
    )  # fmt: skip
    with served(create_app(office)) as address:
        yield office, address


def _numbers(office: Office) -> dict[str, str]:
    with office.database.reading() as tx:
        return {name: case_number(tx.rows(sql)[0]["id"] or 0) for name, sql in _SAMPLES.items()}


def _take(
    opened: Browser, office: Office, address: str, one: Picture, numbers: dict[str, str]
) -> None:
    for language in ("zh", "en"):
        screen = PHONE if one.phone else SHEET if one.paper else SCREEN
        locale = "zh-CN" if language == "zh" else "en-GB"
        context = opened.new_context(viewport=screen, base_url=address, locale=locale)
        token = open_session(office, office.known_directory().person(one.who).id).token
        context.add_cookies(
            [
                {"name": "xuncheng", "value": token, "url": address},
                {"name": "language", "value": language, "url": address},
            ]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.emulate_media(media="print" if one.paper else "screen")
        answer = page.goto(one.path.format_map(numbers))
        assert answer is not None
        assert answer.ok, (one.name, answer.status)
        margin = _MARGIN if one.paper else 0
        _save(page, FOLDER / language / f"{one.name}.png", margin)
        context.close()


def _save(page: Page, path: Path, margin: int) -> None:
    """Keep the picture with a palette: a page has few colours, and the file stays small."""
    path.parent.mkdir(parents=True, exist_ok=True)
    taken = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
    framed = ImageOps.expand(taken.convert("RGB"), margin, "white")
    framed.quantize(_COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else read_settings().home / "demo")
