"""Trying what a form asks for: done, the browser goes on; refused, the page comes back with why."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.responses import Response

from kernel.errors import TextError
from kernel.words import Text
from web.errors import status_of

Again = Callable[[int, tuple[Text, ...]], Response]
"""Draws the page again, with a status and every reason; what was typed is in its own hands."""


def tried(act: Callable[[], object], done: Callable[[], Response], again: Again) -> Response:
    """Answer a form.

    Args:
        act: What it asks for.
        done: The answer when it was done.
        again: The answer when it was not.
    """
    try:
        act()
    except TextError as error:
        return again(status_of(error)[0], error.reasons)
    return done()
