"""An office that works at its browsers: each event and each new case through the form of a page.

`AtTheForms` is a small office whose shorthand fills in forms instead of asking the engine; the
clock alone is set by hand. A kind of field that is drawn otherwise is one branch of `_fill`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from engine.commands import Outcome
from kernel.ids import case_number
from tests.support.office import WINDOW, SmallOffice
from tests.support.people_at_browsers import Machines


@dataclass
class AtTheForms(SmallOffice):
    """A small office in which everybody sits at a browser of their own."""

    machines: Machines | None = None
    _pages: dict[str, Page] = field(default_factory=dict)

    @classmethod
    def of(cls, machines: Machines) -> AtTheForms:
        """Return the office of these machines, as its people work with it."""
        desk = machines.desk
        return cls(
            desk.office, desk.clock, desk.home, who=desk.who, unit=desk.unit, body=desk.body,
            machines=machines,
        )  # fmt: skip

    def page_of(self, who: str) -> Page:
        """Return the page of somebody; each has one browser, opened when first needed."""
        if who not in self._pages:
            assert self.machines is not None
            page = self.machines.of(who)
            page.on("dialog", lambda dialog: dialog.accept())
            self._pages[who] = page
        return self._pages[who]

    def on(self, day: date, hour: int = 10) -> None:
        """Set the clock to another day: sessions have ended by then, and people sign in again."""
        super().on(day, hour)
        for page in self._pages.values():
            page.context.close()
        self._pages.clear()

    def give(
        self,
        case: int,
        event: str,
        who: str,
        *,
        acting_for: str | None = None,
        key: str | None = None,
        revision: int | None = None,
        **inputs: Any,
    ) -> Outcome:
        """Open the form of an event, fill it in, send it, and read that it was taken."""
        assert acting_for is None
        assert key is None
        assert revision is None
        page = self.page_of(who)
        page.goto(f"/cases/{case_number(case)}/{event}")
        form = page.locator("main form.fields")
        self._fill(form, inputs)
        self.send(page, form.locator("button.main"))
        return Outcome(case, self.state(case), self.case(case)["revision"])

    def send(self, page: Page, button: Locator) -> None:
        """Press a button by the keyboard, and see that no page comes back with reasons."""
        button.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        alert = page.locator("main .alert")
        assert alert.count() == 0, alert.first.inner_text()
        expect(page.locator("main [role=status], main h1").first).to_be_visible()

    def _draft(self) -> None:
        """Open the round with its group and its unit through the form of a new round."""
        page = self.page_of("staff")
        page.goto("/rounds/new")
        form = page.locator("main form")
        plain = {"name": "第二轮", "focus": "三个聚焦", **WINDOW}
        group = {"code": "g1", "name": "第一组", "leader": "leader", "members": "member"}
        unit = {"code": "u1", "name": "单位01", "type": "department", "group": "g1",
                "head": "head", "liaison": "liaison"}  # fmt: skip
        self._fill(form, {**plain, "groups": [group], "units": [unit]})
        self.send(page, form.locator("button.main"))
        [row] = self.rows("SELECT id FROM cases WHERE kind = 'round'")
        self.round_id = int(row["id"])
        self.assignment = self.child(self.round_id, "assignment")
        self.group = int(self.case(self.assignment)["group_id"])

    def _fieldwork(self) -> None:
        """Hold the dispatch meeting on its own page."""
        self.on(date(2021, 12, 6))
        self._at_the_meeting("chief", "宣布召开", {"meeting": "第一次调度会"})
        self._at_the_meeting("staff", "记录", {"progress": "过半"})
        self._at_the_meeting("chief", "决定", {"dispatch_extension": "not_extended"})
        self._at_the_meeting("director", "结束巡中调度会", {})

    def _at_the_meeting(self, who: str, button: str, inputs: Mapping[str, Any]) -> None:
        page = self.page_of(who)
        page.goto(f"/rounds/{case_number(self.round_id)}/dispatch")
        pressed = page.get_by_role("button", name=button, exact=True)
        form = page.locator("main form", has=pressed)
        self._fill(form, inputs)
        self.send(page, pressed)

    def _fill(self, form: Locator, inputs: Mapping[str, Any]) -> None:
        for name, value in inputs.items():
            if isinstance(value, list | tuple) and value and isinstance(value[0], Mapping):
                for at, row in enumerate(value):
                    self._row(form, name, at)
                    for column, cell in row.items():
                        self._enter(form, f"{name}.{at}.{column}", cell)
            else:
                self._enter(form, name, value)

    def _row(self, form: Locator, name: str, at: int) -> None:
        """Add a row to the form where it has too few."""
        if form.locator(f"[name^='{name}.{at}.']").count() == 0:
            rows = form.locator(":is(fieldset, section)", has=form.locator(f"[name^='{name}.']"))
            rows.locator("[data-add-row]").click()

    def _enter(self, form: Locator, name: str, value: Any) -> None:
        """Fill in one field as a person does, by what kind of field it is."""
        box = form.locator(f"[name='{name}']").first
        words = self._words(name, value)
        if box.evaluate("one => one.tagName") != "SELECT":
            box.fill(", ".join(words))
            return
        box.select_option(words)

    def _words(self, name: str, value: Any) -> list[str]:
        """Return what is typed or chosen: codes of people and groups, yes and no, words."""
        codes = {number: name for name, number in self.who.items()}
        if isinstance(value, bool):
            return ["true" if value else "false"]
        if isinstance(value, list | tuple):
            return [codes[one] for one in value]
        return ["g1"] if name == "group" and value == self.group else [str(value)]
