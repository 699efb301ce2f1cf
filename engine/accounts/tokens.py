"""Access tokens: keys with which a program acts for a person, or a calendar reads their dates.

A token never opens more than its person may do, and of that only its scopes. A further scope is one
more `TokenScope`; a calendar has only its feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.accounts.credentials import fresh_token, hash_of
from engine.accounts.keeping import Change, tell
from engine.accounts.sessions import SEEN_EVERY
from engine.commands import Outcome
from engine.office import Office
from engine.registrar import register_outcome, registered
from engine.transact import Attempt, transact
from engine.work import Work
from kernel.errors import InvalidInput, NotFound
from kernel.words import Labelled, Language, Text
from rules.facts import Actor

_LABEL_LENGTH = 100
_ADD = (
    "INSERT INTO access_tokens"
    " (token_hash, person_id, label, kind, scopes, created_at, expires_at)"
    " VALUES (:hash, :person, :label, :kind, :scopes, :now, :expires_at)"
)
_FIND = (
    "SELECT t.person_id, t.label, t.kind, t.scopes, t.expires_at, t.used_at, p.code, p.name,"
    " coalesce(a.language, p.language) AS language"
    " FROM access_tokens t JOIN people p ON p.id = t.person_id"
    " LEFT JOIN accounts a ON a.person_id = t.person_id"
    " WHERE t.token_hash = :hash AND p.active AND t.revoked_at IS NULL AND t.expires_at > :now"
)
_USED = "UPDATE access_tokens SET used_at = :now WHERE token_hash = :hash"
_LIST = (
    "SELECT token_hash, label, kind, scopes, created_at, expires_at, revoked_at, used_at"
    " FROM access_tokens WHERE person_id = :person ORDER BY created_at, token_hash"
)
_REVOKE = (
    "UPDATE access_tokens SET revoked_at = :now"
    " WHERE token_hash = :hash AND person_id = :person AND revoked_at IS NULL"
)


class TokenKind(Labelled):
    """What holds a token."""

    API = "api", "程序接口", "Program"
    CALENDAR = "calendar", "日历订阅", "Calendar feed"


class TokenScope(Labelled):
    """What a token of a program may do for its person."""

    READ = "read", "查看", "Read"
    ACT = "act", "办理", "Act"
    EXPORT = "export", "导出", "Export"


@dataclass(frozen=True, slots=True)
class TokenView:
    """Whose token was shown, and what it may do."""

    person_id: int
    code: str
    name: str
    language: Language
    label: str
    kind: TokenKind
    scopes: frozenset[TokenScope]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token in the list of its person."""

    token_hash: str
    """By which it is revoked; the token itself was shown once."""
    label: str
    kind: TokenKind
    scopes: frozenset[TokenScope]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


def create_token(
    office: Office, person_id: int, label: str, kind: str, scopes: Iterable[str], days: int
) -> str:
    """Return a new token of a person; it is shown this once.

    Raises:
        InvalidInput: label, kind, scopes or days are wrong; every mistake.
        NotFound: there is nobody like that, or not any more.
        Conflict: others keep changing the register; try again.
    """
    token, label = fresh_token(), label.strip()
    wanted = sorted(set(scopes))
    mistakes = _mistakes(label, kind, wanted, days, office.policy.limit("token_days"))
    if mistakes:
        raise InvalidInput(*mistakes)

    def run(work: Work) -> Outcome:
        registered(work.directory, person_id)
        tell(work, Change.TOKEN_CREATED, Actor(person_id), person_id, token=kind, scopes=wanted)
        work.tx.write(
            _ADD, hash=hash_of(token), person=person_id, label=label, kind=kind,
            scopes=" ".join(wanted), now=work.now, expires_at=work.now + timedelta(days=days),
        )  # fmt: skip
        return register_outcome(work)

    transact(office, run, Attempt(None, "create_token", person_id))
    return token


def token_of(office: Office, token: str) -> TokenView | None:
    """Return whose token it is; None when it is unknown, revoked or too old."""
    now, hashed = office.now(), hash_of(token)
    with office.database.reading() as tx:
        row = tx.row(_FIND, hash=hashed, now=now)
    if row is None:
        return None
    if row["used_at"] is None or now - row["used_at"] >= SEEN_EVERY:
        with office.database.writing() as tx:
            tx.write(_USED, hash=hashed, now=now)
    return TokenView(
        row["person_id"], row["code"], row["name"], row["language"], row["label"],
        TokenKind(row["kind"]), _scopes(row["scopes"]), row["expires_at"],
    )  # fmt: skip


def list_tokens(office: Office, person_id: int) -> list[TokenLine]:
    """Return every token of a person, the oldest first."""
    with office.database.reading() as tx:
        rows = tx.rows(_LIST, person=person_id)
    return [
        TokenLine(
            bytes(row["token_hash"]).hex(), row["label"], TokenKind(row["kind"]),
            _scopes(row["scopes"]), row["created_at"], row["expires_at"], row["revoked_at"],
            row["used_at"],
        )
        for row in rows
    ]  # fmt: skip


def revoke_token(office: Office, person_id: int, token_hash: str) -> Outcome:
    """Have a token of a person open nothing any more.

    Raises:
        NotFound: the person has no such token, or it was revoked.
        Conflict: others keep changing the register; try again.
    """

    def run(work: Work) -> Outcome:
        tell(work, Change.TOKEN_REVOKED, Actor(person_id), person_id)
        hashed = _bytes(token_hash)
        if work.tx.write(_REVOKE, hash=hashed, person=person_id, now=work.now) != 1:
            raise NotFound(
                Text("没有这个令牌，或已吊销。", "There is no such token, or not any more.")
            )
        return register_outcome(work)

    return transact(office, run, Attempt(None, "revoke_token", person_id))


def _mistakes(label: str, kind: str, scopes: list[str], days: int, most: int) -> list[Text]:
    found: list[Text] = []
    if not 0 < len(label) <= _LABEL_LENGTH:
        found.append(
            Text(
                f"请写明令牌的用途（1 至 {_LABEL_LENGTH} 个字符）。",
                f"Say what the token is for, in 1 to {_LABEL_LENGTH} characters.",
            )
        )
    if kind not in list(TokenKind):
        found.append(_choose(Text("令牌的种类", "The kind of token"), TokenKind))
    if kind == TokenKind.CALENDAR and scopes:
        found.append(
            Text("日历订阅不选权限范围。", "A calendar feed has its feed only: leave scopes out.")
        )
    elif kind != TokenKind.CALENDAR and not (scopes and set(scopes) <= {*TokenScope}):
        found.append(_choose(Text("权限范围", "The scope"), TokenScope))
    if not 1 <= days <= most:
        found.append(
            Text(
                f"有效期应为 1 至 {most} 天（limits.toml，token_days）。",
                f"A token is good for 1 to {most} days (token_days of limits.toml).",
            )
        )
    return found


def _choose(label: Text, kind: type[TokenKind | TokenScope]) -> Text:
    return Text(
        f"{label.zh}应为：{'、'.join(f'{one.label.zh}（{one.value}）' for one in kind)}。",
        f"{label.en} should be one of {', '.join(one.value for one in kind)}.",
    )


def _scopes(words: str) -> frozenset[TokenScope]:
    return frozenset(TokenScope(one) for one in words.split())


def _bytes(token_hash: str) -> bytes:
    try:
        return bytes.fromhex(token_hash)
    except ValueError:
        return b""
