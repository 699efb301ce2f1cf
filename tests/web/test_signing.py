"""Signing in and out, and what those find who are not signed in."""

from __future__ import annotations

from tests.support.browsing import Site


def test_who_is_not_signed_in_is_asked_to_and_comes_back_to_the_page(site: Site) -> None:
    page = site.nobody().get("/desk")

    assert page.answer.url.path == "/sign-in"
    [back] = page.all("//input[@name='back']/@value")
    assert back == "/desk"


def test_a_wrong_password_is_told_in_one_sentence_and_the_code_is_kept(site: Site) -> None:
    typed = {"code": "staff", "password": "不对"}

    page = site.nobody().post("/sign-in", **typed)

    assert page.status == 403
    assert page.reasons == ["人员代码或密码不正确，请核对后再试。"]
    assert page.all("//input[@name='code']/@value") == ["staff"]


def test_signing_out_ends_the_session_at_the_server(site: Site) -> None:
    browser = site.as_("staff")
    token = browser.client.cookies["xuncheng"]

    browser.post("/sign-out")
    browser.client.cookies.set("xuncheng", token)

    assert browser.get("/desk").answer.url.path == "/sign-in"


def test_a_form_without_the_mark_of_the_session_changes_nothing(site: Site) -> None:
    browser = site.as_("staff")

    assert browser.post("/sign-out", csrf="another").status == 403
    assert browser.get("/desk").status == 200


def test_a_form_from_another_site_is_refused_before_it_is_read(site: Site) -> None:
    client = site.as_("staff").client

    for origin in ("http://elsewhere.example", "http://[", "null"):
        assert client.post("/sign-out", headers={"Origin": origin}).status_code == 403, origin


def test_a_foreign_host_name_is_refused(site: Site) -> None:
    client = site.nobody().client

    for host in ("elsewhere.example", "[", "[::1", "", "localhost@elsewhere.example"):
        assert client.get("/sign-in", headers={"Host": host}).status_code == 400, host


def test_after_signing_in_nobody_is_led_to_another_site(site: Site) -> None:
    for back in ("//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"):
        page = site.nobody().get("/sign-in", back=back)

        assert page.all("//input[@name='back']/@value") == ["/desk"]


def test_every_answer_forbids_inline_scripts_and_foreign_addresses(site: Site) -> None:
    answer = site.as_("staff").get("/desk").answer

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"


def test_the_language_of_the_browser_is_remembered(site: Site) -> None:
    browser = site.as_("staff")

    browser.get("/language/en", back="/desk")

    assert browser.get("/desk").all("//h1")[0].text == "My desk"
