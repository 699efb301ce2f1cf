"""The check of every form: it carries the mark of the session it was made for.

A route that takes a form names `dependencies=[Checked]`; a test finds one that does not.
"""

from __future__ import annotations

from secrets import compare_digest
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from engine.accounts.signing import session_of
from kernel.errors import NotPermitted
from kernel.words import Text
from web.cookies import session_token
from web.visit import SignInFirst

_MOST_FIELDS = 50_000
_LARGEST_PART = 8_000_000
_STALE = Text(
    "这张表单不属于当前登录。请返回上一页，刷新后重新提交。",
    "This form is not of the present session. Go back, reload the page and send it again.",
)


async def read_form(request: Request) -> FormData:
    """Return the form that was sent; it is read once, whoever asks first.

    A text of a case may be long (`states/values.py`), and rows have many fields.
    """
    return await request.form(max_fields=_MOST_FIELDS, max_part_size=_LARGEST_PART)


async def check_mark(request: Request) -> None:
    """Compare the mark of a form with that of the session.

    Raises:
        SignInFirst: nobody is signed in.
        NotPermitted: the mark is missing or of another session.
    """
    session = session_of(request.app.state.office, session_token(request))
    if session is None:
        raise SignInFirst
    given = (await read_form(request)).get("csrf", "")
    if not isinstance(given, str) or not compare_digest(given.encode(), session.csrf.encode()):
        raise NotPermitted(_STALE)


Checked = Depends(check_mark)
Sent = Annotated[FormData, Depends(read_form)]
"""The whole form, for a handler whose fields follow from what is asked for."""
