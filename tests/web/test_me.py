"""The page of one's account: password, language, tokens, posts."""

from __future__ import annotations

from tests.support.accounts import PASSWORD, with_account
from tests.support.browsing import Browser, Site

NEW = "立秋 in August 1990"


def _with_password(site: Site, name: str) -> Browser:
    with_account(site.desk, name)
    return site.as_(name)


def test_who_is_not_signed_in_has_no_account_page(site: Site) -> None:
    assert site.nobody().get("/me").answer.url.path == "/sign-in"


def test_a_password_is_changed_by_who_knows_the_old_one(site: Site) -> None:
    browser, other = _with_password(site, "staff"), site.as_("staff")

    assert browser.post("/me/password", old=PASSWORD, new=NEW, again=NEW).status == 303

    assert site.nobody().post("/sign-in", code="staff", password=NEW).status == 303
    assert other.get("/me").answer.url.path == "/sign-in"


def test_a_wrong_old_password_changes_nothing_and_attempts_wait(site: Site) -> None:
    browser = _with_password(site, "staff")

    page = browser.post("/me/password", old="别的", new=NEW, again=NEW)

    assert page.status == 403
    assert page.reasons == ["原密码不正确，请核对后再试。"]
    for _ in range(site.desk.office.policy.limit("sign_in_failures")):
        page = browser.post("/me/password", old="别的", new=NEW, again=NEW)
    assert "连续多次" in page.reasons[0]


def test_a_new_password_is_held_to_the_same_demands_and_typed_twice(site: Site) -> None:
    browser = _with_password(site, "staff")

    assert browser.post("/me/password", old=PASSWORD, new="短", again="短").status == 422
    unlike = browser.post("/me/password", old=PASSWORD, new=NEW, again=PASSWORD)
    assert unlike.reasons == ["两次输入的密码不一样。"]


def test_a_token_is_shown_once_and_opens_calls_until_it_is_revoked(site: Site) -> None:
    browser = site.as_("staff")

    page = browser.post("/me/tokens", label="统计程序", kind="api", scopes="read", days="30")
    [shown] = page.all("//output/text()")
    client, key = site.nobody().client, {"Authorization": f"Bearer {shown}"}
    assert client.get("/api/v1/inbox", headers=key).status_code == 200
    assert shown not in browser.get("/me").answer.text

    [token] = browser.get("/me").all("//input[@name='token']/@value")
    browser.post("/me/tokens/revoke", token=token)

    assert client.get("/api/v1/inbox", headers=key).status_code == 401
    assert "已吊销" in browser.get("/me").row("统计程序")


def test_a_calendar_token_is_shown_as_the_address_of_its_feed(site: Site) -> None:
    page = site.as_("staff").post("/me/tokens", label="手机", kind="calendar", days="30")

    [address] = page.all("//output/text()")
    assert address.endswith(".ics")
    assert site.nobody().client.get(address).status_code == 200


def test_a_token_that_is_refused_keeps_what_was_typed_and_tells_every_mistake(site: Site) -> None:
    page = site.as_("staff").post("/me/tokens", label="程序", kind="api", days="9999")

    assert page.status == 422
    assert len(page.reasons) == 2
    assert page.all("//input[@name='label']/@value") == ["程序"]
    assert page.all("//input[@name='days']/@value") == ["9999"]


def test_nobody_revokes_the_token_of_somebody_else(site: Site) -> None:
    own, other = site.as_("staff"), site.as_("clerk")
    own.post("/me/tokens", label="程序", kind="api", scopes="read", days="30")
    [token] = own.get("/me").all("//input[@name='token']/@value")

    assert other.post("/me/tokens/revoke", token=token).status == 404


def test_signing_out_everywhere_ends_every_session(site: Site) -> None:
    here, there = site.as_("staff"), site.as_("staff")

    here.post("/me/sign-out-everywhere")

    assert there.get("/me").answer.url.path == "/sign-in"


def test_the_page_tells_the_posts_in_either_language(site: Site) -> None:
    browser = site.as_("director")
    zh = browser.get("/me").words

    browser.post("/me/language", language="en")

    assert "现任岗位" in zh
    assert "Posts held today" in browser.get("/me").words
