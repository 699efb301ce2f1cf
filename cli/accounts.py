"""`xuncheng account`: who may sign in, one-time links, signing out, access tokens.

A token or a link is printed once, to whoever asked for it, and kept nowhere. A further command is
one function here; what it does is in `engine/accounts/`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from cli import output
from cli.command import command, group
from cli.desk import Desk
from kernel.errors import InvalidInput, NotFound
from kernel.plain import plain
from kernel.words import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from engine.accounts.keeping import AccountLine
    from engine.accounts.tokens import TokenLine, TokenScope

app = group("账号、登录和访问令牌", "accounts, signing in and access tokens")
token = group("访问令牌和日历订阅", "access tokens and calendar feeds")
app.add_typer(token, name="token")

_Person = Annotated[str, typer.Argument(metavar="PERSON", help="人员代码 · code of a person")]
_SHOWN = 12
"""So many characters of the hash of a token tell it from the others of its person."""


@command(app, "link", "发出设置密码的一次性链接", "issue a one-time link", acts=True)
def link(desk: Desk, person: _Person) -> None:
    """Issue a link with which a person sets a password; older ones are void."""
    from engine.accounts.links import issue_link, link_address  # noqa: PLC0415

    address = link_address(
        desk.office, issue_link(desk.office, desk.person(person), _in_person(desk))
    )
    hours = desk.office.policy.limit("link_hours")
    document = {"person": person, "link": address, "hours": hours}
    said = desk.word(
        f"{person} 在 {hours} 小时内凭此链接设置密码，只能用一次，请当面或另行转交：",
        f"{person} sets a password with this link within {hours} hours, once. Hand it over:",
    )
    desk.show(document, lambda: [output.words(said), output.words(address)])


@command(app, "list", "列出账号", "list the accounts", acts=True)
def listing(desk: Desk) -> None:
    """List who may sign in, who is signed in and who waits after wrong passwords."""
    from engine.accounts.keeping import list_accounts  # noqa: PLC0415

    lines = list_accounts(desk.office, _in_person(desk))
    desk.show({"accounts": lines}, lambda: [_accounts(desk, lines)])


def _accounts(desk: Desk, lines: list[AccountLine]) -> RenderableType:
    pairs = (
        ("代码", "code"), ("姓名", "name"), ("密码", "password"), ("设置于", "set"),
        ("登录数", "signed in"), ("须等到", "waits until"),
    )  # fmt: skip
    rows = [
        (
            one.code, one.name, _password(desk, one), output.moment_words(one.changed_at),
            one.sessions or "", output.moment_words(one.wait_until) if one.wait_until else "",
        )
        for one in lines
    ]  # fmt: skip
    return output.table([desk.word(*pair) for pair in pairs], rows)


def _password(desk: Desk, line: AccountLine) -> str:
    if not line.active:
        return desk.word("已停用", "not active")
    return desk.word("有", "yes") if line.has_password else desk.word("无", "no")


@command(app, "sign-out", "使某人全部退出登录", "sign a person out everywhere", acts=True)
def sign_out(desk: Desk, person: _Person) -> None:
    """End every session of a person."""
    from engine.accounts.signing import sign_out_everywhere  # noqa: PLC0415

    outcome = sign_out_everywhere(desk.office, desk.person(person), by=_in_person(desk))
    ended = outcome.entries[-1]["sessions"]
    _done(desk, {"person": person, "sessions": ended}, f"{person} 已在 {ended} 处退出登录。",
          f"{person} was signed out of {ended} sessions.")  # fmt: skip


@command(token, "create", "建立访问令牌或日历订阅", "create a token or a calendar feed", acts=True)
def create(
    desk: Desk,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="用途 · what it is for")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="api|calendar", help="种类 · kind of token")
    ] = "api",
    scope: Annotated[
        list[str] | None,
        typer.Option(metavar="read|act|export", help="权限范围，可重复 · what it may do"),
    ] = None,
    days: Annotated[int, typer.Option(metavar="DAYS", help="有效天数 · for how many days")] = 90,
) -> None:
    """Create a token of the person who acts; it is printed this once."""
    from engine.accounts.tokens import create_token  # noqa: PLC0415

    made = create_token(desk.office, _in_person(desk), label, kind, scope or (), days)
    said = desk.word(
        f"令牌只显示这一次，{days} 天内有效：", f"The token is shown this once, for {days} days:"
    )
    document = {"label": label, "kind": kind, "scopes": scope or [], "days": days, "token": made}
    desk.show(document, lambda: [output.words(said), output.words(made)])


@command(token, "list", "列出自己的令牌", "list your own tokens", acts=True)
def tokens(desk: Desk) -> None:
    """List the tokens of the person who acts; never a token itself."""
    from engine.accounts.tokens import list_tokens  # noqa: PLC0415

    lines = list_tokens(desk.office, _in_person(desk))
    documents = [{**plain(one), "id": one.token_hash[:_SHOWN]} for one in lines]
    desk.show({"tokens": documents}, lambda: [_tokens(desk, lines)])


def _tokens(desk: Desk, lines: list[TokenLine]) -> RenderableType:
    pairs = (
        ("编号", "id"), ("用途", "label"), ("种类", "kind"), ("权限", "scopes"),
        ("有效至", "good until"), ("上次使用", "last used"), ("吊销于", "revoked"),
    )  # fmt: skip
    rows = [
        (
            one.token_hash[:_SHOWN], one.label, one.kind.label.say(desk.language),
            _scopes(desk, one.scopes),
            *(output.moment_words(at) if at else ""
              for at in (one.expires_at, one.used_at, one.revoked_at)),
        )
        for one in lines
    ]  # fmt: skip
    return output.table([desk.word(*pair) for pair in pairs], rows)


def _scopes(desk: Desk, scopes: Collection[TokenScope]) -> str:
    from engine.accounts.tokens import TokenScope  # noqa: PLC0415

    listed = [one.label.say(desk.language) for one in TokenScope if one in scopes]
    return desk.word("、", ", ").join(listed)


@command(token, "revoke", "吊销令牌，即时生效", "revoke a token at once", acts=True)
def revoke(
    desk: Desk,
    number: Annotated[str, typer.Argument(metavar="ID", help="token list 的编号 · its id")],
) -> None:
    """Have one of the person's own tokens open nothing any more."""
    from engine.accounts.tokens import list_tokens, revoke_token  # noqa: PLC0415

    person = _in_person(desk)
    found = [
        one
        for one in list_tokens(desk.office, person)
        if len(number) >= _SHOWN and one.token_hash.startswith(number)
    ]
    if not found:
        raise NotFound(
            Text(
                f"没有编号为“{number}”的令牌；请用 account token list 查看。",
                f'There is no token with the id "{number}": see account token list.',
            )
        )
    revoke_token(desk.office, person, found[0].token_hash)
    _done(desk, {"id": number, "revoked": True}, f"令牌“{found[0].label}”已吊销。",
          f'The token "{found[0].label}" is revoked.')  # fmt: skip


def _in_person(desk: Desk) -> int:
    """Return who acts; nobody stands in for another where accounts are concerned.

    Raises:
        InvalidInput: somebody was to be stood in for.
    """
    if desk.stood_in_for:
        raise InvalidInput(
            Text("账号事项只能由本人办理，不能代理。", "Accounts are for oneself: leave out --for.")
        )
    return desk.person_id


def _done(desk: Desk, document: dict[str, object], zh: str, en: str) -> None:
    desk.show(document, lambda: [output.words(desk.word(zh, en))])
