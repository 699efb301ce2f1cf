"""Mail, spoken step by step, so that a refusal is told from an answer that never came.

Up to the end of the message nothing has been handed over: whatever breaks there is a failure. After
it only the server's answer says whether it took the message. Apprise prepares the message; a new
kind of answer is one more line in `_hand_over`.
"""

from __future__ import annotations

import smtplib
import ssl
from email import message_from_string

from apprise import NotifyFormat
from apprise.plugins.email import NotifyEmail
from apprise.plugins.email.smtp import SMTPSecureMode

from notifications.outcome import Delivery, Outcome
from notifications.verdict import Checked

_TAKEN = range(200, 300)
_FOR_GOOD = 500


def _refused(code: int) -> Delivery:
    """Return the verdict of a reply code: from 500 on, the same message is refused for good."""
    return Delivery(Outcome.FAILED, f"smtp_{code}", again=code < _FOR_GOOD)


class CheckedMail(Checked, NotifyEmail):
    """Mail to one recipient; the key goes out as Message-ID."""

    def exchange(self, title: str, body: str) -> Delivery:
        """Send one mail."""
        sender = str(self.from_addr[1])
        prepared = next(
            NotifyEmail.prepare_emails(
                subject=title,
                body=body,
                from_addr=self.from_addr,
                to=self.targets[:1],
                reply_to=self.reply_to,
                smtp_host=self.smtp_host,
                notify_format=NotifyFormat.TEXT,
                headers={**self.headers, "Auto-Submitted": "auto-generated"},
                names=self.names,
                pgp=self.pgp,
                pgp_mode=self.pgp_mode,
                tzinfo=self.tzinfo,
            )
        )
        mail = message_from_string(prepared.body)
        mail.replace_header("Message-ID", f"<{self.key}@{sender.rpartition('@')[2]}>")
        return self._deliver(sender, prepared.recipient, mail.as_string())

    def _deliver(self, sender: str, recipient: str, text: str) -> Delivery:
        try:
            smtp = self._connect()
        except smtplib.SMTPAuthenticationError:
            return Delivery(Outcome.FAILED, "login_refused")
        except smtplib.SMTPResponseException as error:
            return _refused(error.smtp_code)
        except (smtplib.SMTPException, OSError):
            return Delivery(Outcome.FAILED, "unreachable")
        try:
            return _hand_over(smtp, sender, recipient, text)
        finally:
            smtp.close()  # after the answer nothing is worth waiting for

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if not self.verify_certificate:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        host, port, patience = self.smtp_host, self.port or 0, self.socket_connect_timeout
        smtp: smtplib.SMTP
        if self.secure_mode == SMTPSecureMode.SSL:
            smtp = smtplib.SMTP_SSL(host, port, timeout=patience, context=context)
        else:
            smtp = smtplib.SMTP(host, port, timeout=patience)
        try:
            if self.secure_mode == SMTPSecureMode.STARTTLS:
                smtp.starttls(context=context)
            if self.user and self.password:
                smtp.login(self.user, self.password)
        except BaseException:
            smtp.close()
            raise
        if smtp.sock is not None:
            smtp.sock.settimeout(self.socket_read_timeout)
        return smtp


def _hand_over(smtp: smtplib.SMTP, sender: str, recipient: str, text: str) -> Delivery:
    try:
        smtp.ehlo_or_helo_if_needed()
        for code, _ in (smtp.mail(sender), smtp.rcpt(recipient)):
            if code not in _TAKEN:
                return _refused(code)
    except (smtplib.SMTPException, OSError):
        return Delivery(Outcome.FAILED, "cut_off")
    try:
        code, _ = smtp.data(text)
    except smtplib.SMTPDataError as error:
        return _refused(error.smtp_code)
    except (smtplib.SMTPException, OSError) as error:
        timed_out = isinstance(error.__context__, TimeoutError) or isinstance(error, TimeoutError)
        return Delivery(Outcome.UNKNOWN, "timeout" if timed_out else "cut_off")
    return Delivery(Outcome.SENT) if code in _TAKEN else _refused(code)
