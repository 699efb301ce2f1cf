"""Messages go out for real, to servers on loopback that take, refuse, hang and answer late."""

from __future__ import annotations

import json
import logging
import socket
from base64 import b64decode
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from notifications.checked import (
    CheckedDingTalk,
    CheckedFeishu,
    CheckedServerChan,
    CheckedWeComBot,
    body_verdict,
)
from notifications.render import Message
from notifications.senders import AppriseSender, Delivery, Outcome, RecordingSender
from notifications.verdict import Checked
from tests.support.targets import MailServer, WebServer, mail_server, web_server

MESSAGE = Message("【巡程】事项 7F3KQ2 待办理", "办理期限：2026年3月2日（周一）\n请登录系统。")
KEY = "k7e2notice"
CANARY = "canary0token"
SENT = Delivery(Outcome.SENT)


@pytest.fixture
def sender() -> AppriseSender:
    return AppriseSender(connect_timeout=3, read_timeout=3, longest=10)


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture(autouse=True)
def _fresh(mail: MailServer, web: WebServer) -> None:
    mail.taken.clear()
    web.posted.clear()


def test_a_mail_arrives_once_with_its_chinese_subject_and_its_key(
    sender: AppriseSender, mail: MailServer
) -> None:
    assert sender.send(MESSAGE, mail.url("ok"), KEY) == SENT

    [taken] = mail.taken
    assert taken["Subject"] == MESSAGE.title
    assert taken["Message-ID"] == f"<{KEY}@example.cn>"
    assert taken.get_all("Message-ID") == [taken["Message-ID"]]
    assert taken["To"] == "ok@example.cn"
    assert taken.get_content().strip().splitlines() == MESSAGE.body.splitlines()


@pytest.mark.parametrize(
    ("mailbox", "expected"),
    [
        ("late", SENT),
        ("twice", SENT),
        ("full", Delivery(Outcome.FAILED, "smtp_452")),
        ("unknown", Delivery(Outcome.FAILED, "smtp_550", again=False)),
        ("spam", Delivery(Outcome.FAILED, "smtp_554", again=False)),
        ("hang", Delivery(Outcome.UNKNOWN, "timeout")),
    ],
)
def test_what_a_mail_server_says_is_told_honestly(
    sender: AppriseSender, mail: MailServer, mailbox: str, expected: Delivery
) -> None:
    assert sender.send(MESSAGE, mail.url(mailbox), KEY) == expected


def test_a_mail_whose_answer_is_lost_has_gone_out_once(
    sender: AppriseSender, mail: MailServer
) -> None:
    told = sender.send(MESSAGE, f"{mail.url('hang')}&retry=3", KEY)

    assert told.outcome is Outcome.UNKNOWN
    assert len(mail.taken) == 1


def test_a_webhook_gets_title_body_and_key(sender: AppriseSender, web: WebServer) -> None:
    assert sender.send(MESSAGE, web.url("ok"), KEY) == SENT

    [posted] = web.posted
    assert posted.headers["Idempotency-Key"] == KEY
    assert json.loads(posted.body) == {"title": MESSAGE.title, "message": MESSAGE.body}


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        ("late", SENT),
        ("twice", SENT),
        ("500", Delivery(Outcome.FAILED, "http_500")),
        ("429", Delivery(Outcome.FAILED, "http_429")),
        ("403", Delivery(Outcome.FAILED, "http_403", again=False)),
        ("302", Delivery(Outcome.FAILED, "http_302", again=False)),
        ("504", Delivery(Outcome.UNKNOWN, "http_504")),
        ("hang", Delivery(Outcome.UNKNOWN, "timeout")),
        ("cut", Delivery(Outcome.UNKNOWN, "cut_off")),
    ],
)
def test_what_a_webhook_answers_is_told_honestly(
    sender: AppriseSender, web: WebServer, behaviour: str, expected: Delivery
) -> None:
    assert sender.send(MESSAGE, web.url(behaviour), KEY) == expected
    assert len(web.posted) == 1


def test_the_whole_exchange_has_a_limit(web: WebServer) -> None:
    patient = AppriseSender(read_timeout=60, longest=0.3)

    assert patient.send(MESSAGE, web.url("hang"), KEY) == Delivery(Outcome.UNKNOWN, "timeout")


@pytest.mark.parametrize("service", ["mailto", "json"])
def test_a_target_out_of_reach_has_got_nothing(sender: AppriseSender, service: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"{service}://127.0.0.1:{taken.getsockname()[1]}?from=a@example.cn&to=b@example.cn"

        assert sender.send(MESSAGE, url, KEY) == Delivery(Outcome.FAILED, "unreachable")


def test_a_service_that_is_not_checked_counts_as_refusing_only_with_a_status(
    sender: AppriseSender, web: WebServer
) -> None:
    assert sender.send(MESSAGE, web.url("ok", "form"), KEY) == SENT
    assert sender.send(MESSAGE, web.url("500", "form"), KEY) == Delivery(Outcome.FAILED, "http_500")
    assert sender.send(MESSAGE, web.url("cut", "form"), KEY) == Delivery(Outcome.UNKNOWN, "unclear")
    assert {posted.headers["Idempotency-Key"] for posted in web.posted} == {KEY}


ROBOTS = [
    ("dingtalk://canary0token", CheckedDingTalk, "token", "errcode"),
    ("dingtalk://seal@canary0token/13800000000", CheckedDingTalk, "token", "errcode"),
    ("wecombot://canary0token", CheckedWeComBot, "key", "errcode"),
    ("feishu://canary0token", CheckedFeishu, "token", "code"),
    ("feishu://canary0token", CheckedFeishu, "token", "StatusCode"),
    ("schan://canary0token", CheckedServerChan, "token", "code"),
]


@pytest.mark.parametrize(("url", "robot", "secret", "field"), ROBOTS)
@pytest.mark.parametrize(
    ("says", "outcome", "reason"),
    [
        ('{"FIELD": 0}', Outcome.SENT, ""),
        ('{"FIELD": 310000, "errmsg": "no"}', Outcome.FAILED, "FIELD_310000"),
        ("<html>", Outcome.UNKNOWN, "unreadable"),
        ("{}", Outcome.UNKNOWN, "unreadable"),
    ],
)
def test_a_robot_must_say_that_it_took_the_message(
    sender: AppriseSender,
    web: WebServer,
    monkeypatch: pytest.MonkeyPatch,
    url: str,
    robot: type[Checked],
    secret: str,
    field: str,
    says: str,
    outcome: Outcome,
    reason: str,
) -> None:
    web.says = says.replace("FIELD", field)
    monkeypatch.setattr(robot, "notify_url", f"{web.address('says')}/{{{secret}}}")

    told = sender.send(MESSAGE, url, KEY)

    assert told == Delivery(outcome, reason.replace("FIELD", field.lower()))
    [posted] = web.posted
    assert posted.path.startswith(f"/says/{CANARY}")


def test_a_robot_that_asks_for_it_gets_a_signature_that_is_quoted_once(
    sender: AppriseSender, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.says = '{"errcode": 0}'
    monkeypatch.setattr(
        CheckedDingTalk, "notify_url", web.address("says") + "?access_token={token}"
    )

    sender.send(MESSAGE, f"dingtalk://seal@{CANARY}", KEY)

    [posted] = web.posted
    asked = parse_qs(urlsplit(posted.path).query)
    assert asked["access_token"] == [CANARY]
    assert len(b64decode(asked["sign"][0], validate=True)) == 32


@pytest.mark.parametrize("body", [b'{"errcode": "0"}', b'{"errcode": false}', b'{"errcode": null}'])
def test_only_the_number_zero_is_a_yes(body: bytes) -> None:
    assert body_verdict(body, "errcode").outcome is Outcome.FAILED


def test_an_address_nobody_understands_is_not_tried_again(sender: AppriseSender) -> None:
    told = sender.send(MESSAGE, f"nosuch://{CANARY}", KEY)

    assert told == Delivery(Outcome.FAILED, "bad_url", again=False)


@pytest.mark.parametrize(
    "url",
    [
        f"dingtalk://{CANARY}!!",
        f"json://user:{CANARY}@127.0.0.1:PORT/500/{CANARY}",
        f"json://user:{CANARY}@127.0.0.1:PORT/cut/{CANARY}",
        f"form://user:{CANARY}@127.0.0.1:PORT/500/{CANARY}",
        f"form://user:{CANARY}@127.0.0.1:PORT/cut/{CANARY}",
        f"mailto://user:{CANARY}@127.0.0.1:MAIL?from=a@example.cn&to={CANARY}@example.cn",
        f"mailto://127.0.0.1:MAIL?from=a@example.cn&to={CANARY}@example.cn",
        f"bark://{CANARY}@127.0.0.1:PORT/{CANARY}",
    ],
)
def test_no_address_ever_reaches_a_log(
    sender: AppriseSender,
    mail: MailServer,
    web: WebServer,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    url: str,
) -> None:
    caplog.set_level(logging.NOTSET)
    caplog.set_level(logging.DEBUG, "apprise")
    caplog.set_level(logging.DEBUG, "urllib3.connectionpool")

    told = sender.send(
        MESSAGE, url.replace("PORT", str(web.port)).replace("MAIL", str(mail.port)), KEY
    )

    ours = [one for one in caplog.records if not one.name.startswith(("mail", "asyncio"))]
    assert CANARY not in "".join(
        [repr(told), *(str(vars(one)) for one in ours), *capfd.readouterr()]
    )


def test_a_recorder_keeps_what_was_sent_and_answers_as_told() -> None:
    refused = Delivery(Outcome.FAILED, "http_500")
    recorder = RecordingSender({"json://one": [refused]})

    told = [recorder.send(MESSAGE, "json://one", KEY) for _ in range(2)]

    assert told == [refused, SENT]
    assert [(sent.url, sent.key) for sent in recorder.sent] == [("json://one", KEY)] * 2
