"""The revision of a case as an entity tag: told with every answer, asked for by what moves a case.

`If-Match` is compared as RFC 9110 says: another revision is 412, and `*` is whatever the revision.
A call that moves a case without the header is 428 (RFC 6585), so that nobody moves unseen what
somebody else has changed meanwhile.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Response

from kernel.words import Text

_ANY = "*"

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match", pattern=r'^(\*|"[0-9]{1,9}")$',
        description='看到的版次，如 "3"；* 为任意版次 · the revision seen, such as "3"; * is any',
    ),
]  # fmt: skip
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key", pattern=r"^[!-~]{1,100}$",
        description="同一个键重复调用，结果不变 · the same key again gives the same result",
    ),
]  # fmt: skip


class NoRevision(Exception):
    """A call that moves a case does not say which revision it has seen."""

    reasons = (
        Text(
            '请用 If-Match 说明看到的版次（事项的 ETag，例如 If-Match: "3"）；'
            "不论版次都要办理的，写 If-Match: *。",
            'Say with If-Match which revision you saw (the ETag of the case, such as "3");'
            " If-Match: * goes whatever the revision.",
        ),
    )


class Outdated(Exception):
    """The case has another revision than the call has seen."""

    def __init__(self, *reasons: Text) -> None:
        super().__init__()
        self.reasons = reasons


def seen_revision(if_match: str | None) -> int | None:
    """Return the revision that a call has seen; None for whatever it is.

    Raises:
        NoRevision: the call does not say.
    """
    if if_match is None:
        raise NoRevision
    return None if if_match == _ANY else int(if_match.strip('"'))


def tag(response: Response, revision: int) -> None:
    """Tell the revision of a case with an answer."""
    response.headers["ETag"] = f'"{revision}"'
