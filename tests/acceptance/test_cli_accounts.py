"""Accounts, links, tokens in the terminal; and what the demo leaves to be looked at."""

from __future__ import annotations

from pathlib import Path

from cli import output
from cli.demo import PASSWORD, clear, how_to_look, let_in
from engine.accounts.links import redeem_link
from engine.accounts.signing import session_of, sign_in
from engine.accounts.tokens import token_of
from kernel.ids import case_number
from rules.posts import Post
from tests.support.accounts import administrator, with_account
from tests.support.office import SmallOffice
from tests.support.terminal import ask


def test_an_administrator_issues_a_link_that_lets_somebody_in(small: SmallOffice) -> None:
    administrator(small)

    shown = ask(small.office, "account", "link", "clerk", "--as", "stranger")
    given = ask(small.office, "account", "link", "clerk", "--as", "stranger", "--json")
    refused = ask(small.office, "account", "link", "clerk", "--as", "director")
    lent = ask(small.office, "account", "link", "clerk", "--as", "stranger", "--for", "chief")

    assert (shown.code, given.code, refused.code, lent.code) == (0, 0, 1, 2)
    assert "48 小时" in shown.out
    assert "系统管理员" in refused.err
    address, _, token = given.document["link"].rpartition("/")
    assert address.endswith("/link")
    assert redeem_link(small.office, token, PASSWORD).person_id == small.who["clerk"]
    last = shown.out.split()[-1].rpartition("/")[2]
    assert last != token
    assert ask(small.office, "account", "list", "--as", "director").code == 1


def test_accounts_are_listed_and_a_person_is_signed_out_of_all_of_them(small: SmallOffice) -> None:
    signed = with_account(small, "staff")

    listed = ask(small.office, "account", "list", "--as", "stranger", "--json")
    table = ask(small.office, "account", "list", "--as", "stranger")
    out = ask(small.office, "account", "sign-out", "staff", "--as", "stranger", "--json")
    own = ask(small.office, "account", "sign-out", "staff", "--as", "staff")
    nobody = ask(small.office, "account", "sign-out", "staff", "--as", "clerk")

    [line] = listed.document["accounts"]
    assert (line["code"], line["has_password"], line["sessions"]) == ("staff", True, 1)
    assert "staff" in table.out
    assert (out.document["sessions"], own.code, nobody.code) == (1, 0, 1)
    assert session_of(small.office, signed.token) is None


def test_a_person_creates_lists_and_revokes_their_own_tokens(small: SmallOffice) -> None:
    made = ask(small.office, "account", "token", "create", "统计", "--scope", "read", "--scope",
               "export", "--as", "staff", "--json")  # fmt: skip
    wrong = ask(small.office, "account", "token", "create", "统计", "--scope", "all", "--days",
                "999", "--as", "staff")  # fmt: skip
    listed = ask(small.office, "account", "token", "list", "--as", "staff", "--json")
    table = ask(small.office, "account", "token", "list", "--as", "staff")
    [line] = listed.document["tokens"]
    assert token_of(small.office, made.document["token"]) is not None

    others = ask(small.office, "account", "token", "revoke", line["id"], "--as", "clerk")
    revoked = ask(small.office, "account", "token", "revoke", line["id"], "--as", "staff")

    assert (wrong.code, len(wrong.err.splitlines())) == (2, 2)
    assert "查看、导出" in table.out
    assert (others.code, revoked.code) == (1, 0)
    assert token_of(small.office, made.document["token"]) is None
    for answer in (listed, table, revoked):
        assert made.document["token"] not in answer.out + answer.err


def test_the_demo_says_how_to_look_at_it_as_somebody_of_each_post(
    small: SmallOffice, tmp_path: Path
) -> None:
    accounts = let_in(small.office)

    posts = {post: code for post, code, _ in accounts}
    assert posts[Post.OFFICE_STAFF] in {"staff", "clerk"}
    assert posts[Post.SYSTEM_ADMIN] == "demo-admin"
    assert (posts[Post.SECRETARY], posts[Post.UNIT_HEAD]) == ("secretary", "head")
    for code in (*posts.values(), "stranger"):
        assert sign_in(small.office, code, PASSWORD).token
    console = output.console()
    with console.capture() as told:
        for drawn in how_to_look(tmp_path / "the demo", tmp_path / "closed", accounts, "en"):
            console.print(drawn)
    assert f"XUNCHENG_HOME='{tmp_path}/the demo' xuncheng web" in told.get()
    assert PASSWORD in told.get()
    assert "http://127.0.0.1:8080" in told.get()


def test_a_second_demo_begins_anew_and_touches_nothing_else(tmp_path: Path) -> None:
    for name in ("xuncheng.db", "xuncheng.db-wal", "notes.txt"):
        (tmp_path / name).write_text("")

    file = clear(tmp_path)

    assert file == tmp_path / "xuncheng.db"
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_the_history_of_the_register_says_in_words_what_was_done_with_an_account(
    small: SmallOffice,
) -> None:
    with_account(small, "clerk")
    [register] = small.rows("SELECT id FROM cases WHERE kind = 'register'")

    told = ask(small.office, "case", "history", case_number(register["id"]), "--as", "director")

    assert told.code == 0, told.err
    assert "发出一次性链接" in told.out
    assert "人员：clerk" in told.out
