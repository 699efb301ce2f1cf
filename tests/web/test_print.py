"""Printing: what the browser makes of a page for paper is A4, signed, without the menu."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from kernel.ids import case_number
from tests.support.browsing import Site
from tests.support.busy import fill
from tests.support.people_at_browsers import Machines
from tests.support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
_BOX = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
UPRIGHT, ON_ITS_SIDE = (595, 842), (842, 595)
"""A4 in points."""


@pytest.fixture
def busy(site: Site, chromium: Browser) -> Iterator[Machines]:
    """Return the machines of an office at work."""
    fill(site.desk)
    with served(site.app) as address:
        made = Machines(site.desk, address, chromium)
        yield made
        made.close()


def test_a_case_and_a_ledger_come_out_as_signed_sheets_of_a4(busy: Machines) -> None:
    number = case_number(busy.desk.assignment)
    page = busy.of("director")
    page.emulate_media(media="print")
    for path, size in (
        (f"/cases/{number}/print", UPRIGHT), (f"/cases/{number}", UPRIGHT),
        ("/ledgers/clues/print", ON_ITS_SIDE), ("/ledgers/problems/print", ON_ITS_SIDE),
    ):  # fmt: skip
        page.goto(path)
        made = page.pdf(prefer_css_page_size=True)

        boxes = {(round(float(wide)), round(float(high))) for wide, high in _BOX.findall(made)}
        assert boxes == {size}, path
        assert 1 <= len(_PAGE.findall(made)) <= 8, path
        expect(page.locator("header.top")).to_be_hidden()
        expect(page.locator(".skip")).to_be_hidden()
        if path.endswith("/print"):
            expect(page.locator(".signatures")).to_be_visible()


def test_the_head_of_a_long_ledger_is_printed_on_every_sheet(busy: Machines) -> None:
    desk = busy.desk
    for _ in range(60):
        desk.open("rectification", "staff", desk.assignment, problem="问题")
    page = busy.of("director")
    page.emulate_media(media="print")
    page.goto("/ledgers/problems/print")

    made = page.pdf(prefer_css_page_size=True)

    assert len(_PAGE.findall(made)) > 1
    repeated = page.locator("table.printed thead").evaluate("one => getComputedStyle(one).display")
    assert repeated == "table-header-group"
    assert page.locator("table.printed tbody tr").count() >= 60
