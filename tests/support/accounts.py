"""Accounts in a test: an administrator, people who can sign in, and wrong passwords.

A further shorthand is one more function here.
"""

from __future__ import annotations

from engine.accounts.links import issue_link, redeem_link
from engine.accounts.signing import SignedIn, sign_in
from kernel.errors import NotPermitted
from rules.posts import Post
from tests.support.office import SINCE, SmallOffice

WRONG = "wrong"
PASSWORD = "canary 梅雨 1987"  # noqa: S105 - of people who do not exist


def administrator(desk: SmallOffice) -> int:
    """Have somebody without another post keep accounts, and return who."""
    if not desk.rows("SELECT id FROM posts WHERE post = 'system_admin'"):
        desk.appoint("stranger", Post.SYSTEM_ADMIN, since=SINCE)
    return desk.who["stranger"]


def with_account(desk: SmallOffice, name: str, password: str = PASSWORD) -> SignedIn:
    """Have somebody set a password through a link, which signs them in."""
    token = issue_link(desk.office, desk.who[name], administrator(desk))
    return redeem_link(desk.office, token, password)


def refused(desk: SmallOffice, code: str, password: str = WRONG) -> tuple[str, ...]:
    """Sign in, which must be refused, and return the sentences."""
    try:
        sign_in(desk.office, code, password)
    except NotPermitted as no:
        return no.sentences("zh")
    raise AssertionError(f"{code} was let in")
