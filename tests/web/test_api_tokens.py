"""Who may call at all: tokens, their scopes and their kinds; never a cookie."""

from __future__ import annotations

from datetime import timedelta

from engine.accounts.tokens import create_token, list_tokens, revoke_token
from tests.support.browsing import Site
from tests.support.calling import Program, reasons


def test_without_a_token_there_is_no_answer_but_how_to_get_one(site: Site) -> None:
    answer = site.nobody().client.get("/api/v1/inbox")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert reasons(answer) == ["Give an access token that is good."]


def test_the_cookie_of_a_session_opens_no_call(site: Site) -> None:
    assert site.as_("director").client.get("/api/v1/inbox").status_code == 401


def test_a_token_opens_what_its_person_may_see(site: Site) -> None:
    made = site.desk.open("round", "staff", name="第二轮", focus="聚焦",
                          on_site_start="2021-11-08", on_site_end="2021-12-20")  # fmt: skip

    assert [one["kind"] for one in site.program("director").get("/cases").json()["cases"]]
    assert site.program("stranger").get("/cases").json() == {"cases": []}
    assert made


def test_a_token_that_only_reads_changes_nothing_and_says_which_scope_is_wanted(site: Site) -> None:
    answer = site.program("staff", "read").post("/cases", {"kind": "round"})

    assert answer.status_code == 403
    assert reasons(answer) == ["This token lacks the scope act: make another that has it."]


def test_a_spreadsheet_wants_the_scope_of_exports(site: Site) -> None:
    program = site.program("director", "read", "act")

    assert program.call("POST", "/ledgers/clues/exports").status_code == 403

    answer = site.program("director", "export").call("POST", "/ledgers/clues/exports")
    assert answer.content.startswith(b"PK")


def test_a_token_that_is_revoked_or_too_old_opens_nothing(site: Site) -> None:
    revoked, old = site.program("staff"), site.program("clerk")
    who = site.desk.who["staff"]
    [line] = list_tokens(site.desk.office, who)

    revoke_token(site.desk.office, who, line.token_hash)
    site.desk.clock.set(site.desk.clock.now() + timedelta(days=31))

    assert revoked.get("/inbox").status_code == 401
    assert old.get("/inbox").status_code == 401


def test_the_token_of_a_calendar_opens_no_call(site: Site) -> None:
    token = create_token(site.desk.office, site.desk.who["staff"], "日历", "calendar", (), 30)

    assert Program(site.nobody().client, token).get("/inbox").status_code == 401


def test_the_list_of_people_is_for_the_office_and_those_above(site: Site) -> None:
    assert site.program("director").get("/people").status_code == 200
    assert site.program("head").get("/people").status_code == 403


def test_the_description_is_for_who_is_signed_in_or_has_a_token(site: Site) -> None:
    assert site.nobody().client.get("/api/v1/openapi.json").status_code == 401
    assert site.as_("staff").client.get("/api/v1/openapi.json").status_code == 200
    told = site.program("staff").get("/openapi.json").json()
    assert "/api/v1/cases/{number}/events" in told["paths"]


def test_a_page_that_does_not_exist_is_a_problem_to_a_program(site: Site) -> None:
    program = site.program("staff")

    assert program.get("/nothing").json()["error"] == "not_found"
    assert program.call("DELETE", "/inbox").status_code == 405
