"""Services whose answer is read, because a webhook may refuse with HTTP 200.

Apprise takes HTTP 200 for a success, but DingTalk, WeCom, Feishu and ServerChan say in the body
whether they took the message. A further service is one class with `exchange`, and its name in
`CHECKED`.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import requests
from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.serverchan import NotifyServerChan
from apprise.plugins.wecombot import NotifyWeComBot
from urllib3.exceptions import MaxRetryError, NewConnectionError

from notifications.mail import CheckedMail
from notifications.outcome import Delivery, Outcome
from notifications.verdict import Checked

_OK = range(200, 300)
_GATEWAY = {502, 504}  # somebody in between lost the answer of the service
_LATER = {408, 425, 429}  # the client errors that pass
_SERVER_ERROR = 500


def status_verdict(status: int) -> Delivery:
    """Return what an HTTP status says about a delivery."""
    if status in _OK:
        return Delivery(Outcome.SENT)
    if status in _GATEWAY:
        return Delivery(Outcome.UNKNOWN, f"http_{status}")
    again = status >= _SERVER_ERROR or status in _LATER
    return Delivery(Outcome.FAILED, f"http_{status}", again=again)


def body_verdict(body: bytes, *names: str) -> Delivery:
    """Return what the first of the fields `names` in a JSON body says: only 0 is a yes."""
    try:
        answer = json.loads(body)
    except ValueError:
        return Delivery(Outcome.UNKNOWN, "unreadable")
    for name in names:
        if isinstance(answer, dict) and name in answer:
            code = answer[name]
            if code == 0 and code is not False:
                return Delivery(Outcome.SENT)
            number = code if isinstance(code, int) else "other"
            return Delivery(Outcome.FAILED, f"{name.lower()}_{number}")
    return Delivery(Outcome.UNKNOWN, "unreadable")


def post(service: Any, address: str, *names: str, **request: Any) -> Delivery:
    """Send one request and say what became of it; redirects are not followed.

    Args:
        service: The service that sends; its timeouts and certificate check are used.
        address: Where to.
        names: The fields of the answer that must say 0; none if the status is the whole answer.
        request: What `requests` sends.
    """
    try:
        answer = requests.request(
            getattr(service, "method", "POST"),
            address,
            timeout=service.request_timeout,
            verify=service.verify_certificate,
            allow_redirects=False,
            **request,
        )
    except requests.RequestException as error:
        return _broken(error)
    verdict = status_verdict(answer.status_code)
    if names and verdict.outcome is Outcome.SENT:
        return body_verdict(answer.content, *names)
    return verdict


def _broken(error: requests.RequestException) -> Delivery:
    """Tell an exchange that never began from one that broke off."""
    cause = error.args[0] if error.args else None
    never_began = isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
    if never_began or isinstance(error, (requests.ConnectTimeout, requests.exceptions.ProxyError)):
        return Delivery(Outcome.FAILED, "unreachable")
    if isinstance(error, requests.exceptions.SSLError):
        return Delivery(Outcome.FAILED, "certificate")
    if isinstance(error, requests.Timeout):
        return Delivery(Outcome.UNKNOWN, "timeout")
    if isinstance(error, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        return Delivery(Outcome.UNKNOWN, "cut_off")
    return Delivery(Outcome.FAILED, "bad_url", again=False)


class CheckedJson(Checked, NotifyJSON):
    """A webhook of the office; the key goes out as `Idempotency-Key`."""

    def exchange(self, title: str, body: str) -> Delivery:
        """Post title and message as JSON."""
        port = f":{self.port}" if self.port else ""
        return post(
            self,
            f"{'https' if self.secure else 'http'}://{self.host}{port}{self.fullpath}",
            json={"title": title, "message": body, **self.payload_extras},
            params=self.params,
            headers={**self.headers, "Idempotency-Key": self.key},
            auth=(self.user, self.password) if self.user else None,
        )


class CheckedDingTalk(Checked, NotifyDingTalk):
    """DingTalk group robot: `errcode` must be 0."""

    def exchange(self, title: str, body: str) -> Delivery:
        """Post a text message, signed where the robot asks for it."""
        params = {}
        if self.secret:
            timestamp, quoted = self.get_signature()  # type: ignore[no-untyped-call]
            params = {"timestamp": timestamp, "sign": unquote(quoted)}  # requests quotes it again
        message = {
            "msgtype": "text",
            "text": {"content": f"{title}\n{body}"},
            "at": {"atMobiles": self.targets, "isAtAll": False},
        }
        address = self.notify_url.format(token=self.token)
        return post(self, address, "errcode", json=message, params=params)


class CheckedWeComBot(Checked, NotifyWeComBot):
    """WeCom group robot: `errcode` must be 0."""

    def exchange(self, title: str, body: str) -> Delivery:
        """Post a text message."""
        message = {"msgtype": "text", "text": {"content": f"{title}{body}"}}
        return post(self, self.api_url, "errcode", json=message)


class CheckedFeishu(Checked, NotifyFeishu):
    """Feishu robot: `code` (in old answers `StatusCode`) must be 0."""

    def exchange(self, title: str, body: str) -> Delivery:
        """Post a text message."""
        address = self.notify_url.format(token=self.token)
        message = {"msg_type": "text", "content": {"text": f"{title}{body}"}}
        return post(self, address, "code", "StatusCode", json=message)


class CheckedServerChan(Checked, NotifyServerChan):
    """ServerChan: `code` must be 0."""

    def exchange(self, title: str, body: str) -> Delivery:
        """Post title and message as a form."""
        address = self.notify_url.format(token=self.token)
        return post(self, address, "code", data={"title": title, "desp": body})


CHECKED: tuple[type[Checked], ...] = (
    CheckedMail,
    CheckedJson,
    CheckedDingTalk,
    CheckedWeComBot,
    CheckedFeishu,
    CheckedServerChan,
)
"""The services that take the place of Apprise's own."""
