"""Every route of the site, with its audience and with addresses that lead somewhere in a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.dependencies.models import Dependant

from kernel.ids import case_number
from rules.audience import Audience
from tests.support.browsing import Site
from web.csrf import check_mark
from web.visit import Door

CALLS = "/api/"
_AT_LEAST = 30


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the site."""

    path: str
    method: str
    audience: Audience | None
    """For whom it is; None where no door stands before it."""
    checked: bool
    """Whether its form carries the mark of the session."""


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
                for method in sorted(set(one.methods or ()) - {"HEAD"})
            ]
    assert len(found) > _AT_LEAST, "the site's routes are not found any more"
    return found


def _calls(dependant: Dependant) -> Iterator[object]:
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)


def filled(site: Site, path: str) -> str:
    """Return a path with something of the office in the place of its parameters."""
    desk = site.desk
    own = {
        "number": case_number(desk.round_id), "code": "leader", "file": "limits.toml",
        "language": "zh", "kind": "clue", "event": "close", "name": "clues", "key": "none",
        "token": "none", "view_id": "1",
    }  # fmt: skip
    for name, value in own.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def pages_of(site: Site) -> list[str]:
    """Return the addresses of every page that can be opened, calls and downloads left out."""
    left_out = ("/live", "/health", "/language/", "/link/", "/receipts/", "/sign-in", "/metrics")
    return sorted(
        {
            filled(site, one.path)
            for one in routes_of(site)
            if one.method == "GET"
            and not one.path.startswith((CALLS, *left_out))
            and not one.path.endswith((".xlsx", ".ics"))
        }
    )
