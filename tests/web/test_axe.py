"""Nothing serious for axe on any page, in both languages, at the desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.browsing import Site
from tests.support.busy import fill
from tests.support.people_at_browsers import Machines
from tests.support.routes import pages_of
from tests.support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
SERIOUS = {"serious", "critical"}
FOCUSABLE = ", ".join(
    f"main {one}"
    for one in ("a[href]", "button", "input:not([type=hidden])", "select", "textarea", "summary")
)


@pytest.fixture
def busy(site: Site, chromium: Browser) -> Iterator[Machines]:
    """Return the machines of an office at work."""
    fill(site.desk)
    with served(site.app) as address:
        made = Machines(site.desk, address, chromium)
        yield made
        made.close()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_a_serious_fault_nor_is_wider_than_its_screen(
    busy: Machines, site: Site, language: str, *, phone: bool
) -> None:
    page = busy.of("director", phone=phone, language=language)
    axe, faults, walked = Axe(), {}, 0

    for path in pages_of(site):
        answer = page.goto(path, wait_until="domcontentloaded")
        assert answer is not None
        if answer.status != 200:
            continue
        walked += 1
        found = [*_faults(axe, page), *_too_wide(page)]
        if found:
            faults[path] = found

    assert walked > 40
    assert faults == {}


def test_pages_for_others_have_no_serious_fault(busy: Machines, site: Site) -> None:
    axe, faults = Axe(), {}
    for name, path in (
        ("stranger", "/people"), ("stranger", "/people/leaving"), ("deputy", "/audit"),
        ("leader", "/desk"), ("head", "/desk"), ("contact", "/cases"),
    ):  # fmt: skip
        page = busy.of(name)
        page.goto(path)
        if found := [*_faults(axe, page), *_too_wide(page)]:
            faults[name, path] = found
    nobody = busy.browser.new_page(base_url=busy.address)
    nobody.goto("/sign-in")
    faults |= {("nobody", "/sign-in"): found} if (found := list(_faults(axe, nobody))) else {}
    nobody.close()

    assert faults == {}


def _faults(axe: Axe, page: Page) -> Iterator[str]:
    """Yield what is wrong and where, once for each rule."""
    for one in axe.run(page).response["violations"]:
        if one["impact"] in SERIOUS:
            yield f"{one['id']}: {one['nodes'][0]['html'][:160]}"


def _too_wide(page: Page) -> Iterator[str]:
    """Yield by how much a page has to be scrolled sideways, if at all."""
    more = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if more > 0:
        yield f"{more} pixels too wide"


def test_every_action_of_a_case_is_reached_by_the_keyboard_with_its_focus_seen(
    busy: Machines,
) -> None:
    desk = busy.desk
    page = busy.of("director")
    page.goto("/rounds")
    page.locator("main tbody a").first.click()
    page.goto(f"/cases/{page.url.rsplit('/', 1)[-1]}")
    wanted = page.locator(FOCUSABLE).evaluate_all(
        "many => many.filter(one => one.checkVisibility()).length"
    )
    assert wanted > 5
    assert desk.round_id

    page.evaluate("document.querySelector('#main').focus()")
    reached, unseen = 0, []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const one = document.activeElement, look = getComputedStyle(one);"
            " return { within: !!one.closest('main'), html: one.outerHTML.slice(0, 120),"
            " seen: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 } }"
        )
        reached += told["within"]
        if not told["seen"]:
            unseen.append(told["html"])

    assert unseen == []
    assert reached == wanted
