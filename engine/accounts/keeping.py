"""Who keeps accounts, how their changes are told in the audit record, and the list of accounts.

Keepers are administrators: they open and close accounts and read no content (§7 row 7). A further
change of an account is one more `Change`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.accounts.sessions import idle_since
from engine.directory import Directory
from engine.office import Office
from engine.register import register
from engine.work import Work
from kernel.clock import office_day
from kernel.errors import NotPermitted
from kernel.words import Labelled, Text
from rules.access import may_fire
from rules.facts import Actor
from rules.posts import CaseScope, Post

KEEPERS = (Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN)
"""The posts whose holders keep accounts."""

_ACCOUNTS = (
    "SELECT p.id, p.code, p.name, p.active, a.password_hash IS NOT NULL AS has_password,"
    " a.changed_at FROM accounts a JOIN people p ON p.id = a.person_id ORDER BY p.code"
)
_SESSIONS = (
    "SELECT person_id, count(*) AS n FROM web_sessions"
    " WHERE ended_at IS NULL AND expires_at > :now AND seen_at > :idle GROUP BY person_id"
)
_WAITING = "SELECT mark, wait_until FROM sign_in_failures WHERE wait_until > :now"


class Change(Labelled):
    """What happened to an account; it is the `act` of an entry of the register's chain."""

    LINK_ISSUED = "link_issued", "发出一次性链接", "One-time link issued"
    PASSWORD_SET = "password_set", "设置密码", "Password set"
    SIGNED_OUT = "signed_out", "全部退出登录", "Signed out everywhere"
    TOKEN_CREATED = "token_created", "建立访问令牌", "Access token created"
    TOKEN_REVOKED = "token_revoked", "吊销访问令牌", "Access token revoked"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account as its keepers see it."""

    code: str
    name: str
    active: bool
    has_password: bool
    changed_at: datetime
    sessions: int
    """In how many browsers the person is signed in."""
    wait_until: datetime | None
    """Until when the person waits after wrong passwords."""


def check_keeper(directory: Directory, person_id: int, today: date) -> Actor:
    """Return the actor of a change of an account or of the keys.

    Raises:
        NotPermitted: keeping accounts and keys is not for this person.
    """
    actor = directory.actor(person_id, None, CaseScope(), today)
    if not may_fire(actor.posts, KEEPERS, before_pledges=False):
        zh = "、".join(post.label.zh for post in KEEPERS)
        en = " or the ".join(post.label.en.lower() for post in KEEPERS)
        raise NotPermitted(
            Text(
                f"账号和密钥只能由{zh}管理；请与其联系。",
                f"Accounts and keys are kept by the {en}: ask them.",
            )
        )
    return actor


def tell(work: Work, change: Change, actor: Actor, person_id: int | None, **facts: Any) -> None:
    """Leave an entry about an account on the register's chain; it never tells a secret."""
    work.entry(register(work), "account", actor, act=change.value, person=person_id, **facts)


def list_accounts(office: Office, by: int) -> list[AccountLine]:
    """Return every account, in the order of codes.

    Raises:
        NotPermitted: keeping accounts is not for who asks.
    """
    now = office.now()
    with office.database.reading() as tx:
        check_keeper(office.directory(tx), by, office_day(now))
        rows = tx.rows(_ACCOUNTS)
        sessions = {
            one["person_id"]: one["n"]
            for one in tx.rows(_SESSIONS, now=now, idle=idle_since(office, now))
        }
        waiting = {bytes(one["mark"]): one["wait_until"] for one in tx.rows(_WAITING, now=now)}
    return [
        AccountLine(
            one["code"], one["name"], one["active"], bool(one["has_password"]), one["changed_at"],
            sessions.get(one["id"], 0), waiting.get(office.keyring.blind(one["code"])),
        )
        for one in rows
    ]  # fmt: skip
