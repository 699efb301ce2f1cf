"""Every route of the site, with its audience and with addresses that lead somewhere in a test.

A route with a new parameter gets its line in `_samples`; without one, the walk fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from fastapi.dependencies.models import Dependant

from engine.books import books_of
from engine.ledger.catalogue import LEDGERS
from kernel.ids import case_number
from rules.audience import Audience
from states.catalogue import NEWEST
from tests.support.browsing import Site
from web.csrf import check_mark
from web.visit import Door

CALLS = "/api/"
_AT_LEAST = 50
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_DOORS = ("/live", "/health", "/language/", "/link/", "/receipts/", "/sign-in", "/metrics", "/oidc",
          "/feed/")  # fmt: skip
"""What is no page of somebody who is signed in."""


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the site."""

    path: str
    method: str
    audience: Audience | None
    """For whom it is; None where no door stands before it."""
    checked: bool
    """Whether its form carries the mark of the session."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a route, with something of the office in the place of its parameters."""

    route: Route
    path: str
    case: int | None = None
    """The case it is about."""


def routes_of(site: Site) -> list[Route]:
    """Return every route but those of static files."""
    found = []
    for router in site.app.routes:
        listed = getattr(router, "effective_route_contexts", tuple)
        for one in listed():
            calls = list(_calls(one.dependant))
            door = next((call for call in calls if isinstance(call, Door)), None)
            found += [
                Route(one.path, method, door.audience if door else None, check_mark in calls)
                for method in sorted(one.methods - {"HEAD"})
            ]
    assert len(found) >= _AT_LEAST, "the site's routes are not found any more"
    return found


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)


def addresses_of(site: Site, method: str = "GET") -> list[Address]:
    """Return the addresses of every route: those about cases for one case of each kind.

    Calls of programs are left out; they have a walk of their own.
    """
    known = _samples(site)
    return [
        address
        for route in routes_of(site)
        if route.method == method and not route.path.startswith(CALLS)
        for address in _filled(site, route, known)
    ]


def _filled(site: Site, route: Route, known: dict[str, list[str]]) -> Iterator[Address]:
    names = _PARAMETER.findall(route.path)
    for case in _cases(site, route.path) if "number" in names else [None]:
        own = known | _of_case(site, case) if case else known
        for values in product(*(own[name] for name in names)):
            path = route.path
            for name, value in zip(names, values, strict=True):
                path = re.sub(rf"\{{{name}(:\w+)?\}}", value, path)
            yield Address(route, path, case)


def _samples(site: Site) -> dict[str, list[str]]:
    """Return what may stand for each parameter; `none` leads to what does not exist."""
    notice = site.desk.rows("SELECT key FROM notices ORDER BY created_at LIMIT 1")
    return {
        "code": ["leaving"], "file": ["limits.toml", "posts.toml"], "language": ["zh"],
        "kind": ["clue", "round"], "what": ["suspend"],
        "name": list(LEDGERS),
        "key": [one["key"] for one in notice] or ["none"], "token": ["none"], "view_id": ["1"],
        "wish": [_wish(site)],
    }  # fmt: skip


def _of_case(site: Site, case: int) -> dict[str, list[str]]:
    """Return what may stand for the parameters of an address about a case."""
    cycle = NEWEST[site.desk.case(case)["kind"]]
    kept = {one["field"] for one in site.desk.rows("SELECT field FROM contents")}
    texts = [
        (str(one["seq"]), name)
        for one in site.desk.entries(case)
        for name in sorted(kept & set(one.get("inputs") or {}))
    ]
    return {
        "number": [case_number(case)], "event": [cycle.transitions[0].event.value],
        "book": list(books_of(cycle)[:1]) or ["none"],
        "seq": [seq for seq, _ in texts[:1]] or ["1"],
        "field": [name for _, name in texts[:1]] or ["none"],
    }  # fmt: skip


def _wish(site: Site) -> str:
    [one] = site.desk.rows("SELECT MIN(id) AS id FROM cases WHERE kind = 'extension'")
    return case_number(one["id"]) if one["id"] else "X-0"


def _cases(site: Site, path: str) -> list[int]:
    """Return one case of each kind, and both rounds; for pages of rounds, rounds only."""
    rows = site.desk.rows(
        "SELECT MIN(id) AS id, kind FROM cases WHERE kind <> 'register' GROUP BY kind, round_id"
    )
    only_rounds = path.startswith("/rounds/")
    seen: dict[tuple[str, int | None], int] = {}
    for row in rows:
        key = (row["kind"], row["id"] if row["kind"] == "round" else None)
        if not only_rounds or row["kind"] == "round":
            seen.setdefault(key, row["id"])
    return sorted(seen.values())


def pages_of(site: Site) -> list[str]:
    """Return the addresses of every page that a person who signed in opens, downloads left out."""
    found = sorted(
        {
            one.path
            for one in addresses_of(site)
            if not one.path.startswith(_DOORS) and not one.path.endswith((".xlsx", ".ics"))
        }
    )
    assert len(found) >= _AT_LEAST, "the site's pages are not found any more"
    return found
