"""Why a delivery did not succeed, in words: senders give short codes, without content.

A further code is one line in `_REASONS`; where none fits, the code itself is told.
"""

from __future__ import annotations

from kernel.words import Text

_REASONS = {
    "unreachable": Text("连不上对方服务器", "cannot be reached"),
    "certificate": Text("对方的证书不可信", "its certificate is not trusted"),
    "timeout": Text("对方没有及时回应", "no answer in time"),
    "cut_off": Text("连接中断", "the connection broke off"),
    "bad_url": Text("渠道地址写错", "the address is wrong"),
    "login_refused": Text("登录被拒绝", "the login was refused"),
    "unreadable": Text("对方的回答读不懂", "the answer cannot be read"),
    "unclear": Text("对方没有说明结果", "the answer is unclear"),
    "unsealable": Text("地址无法解密", "the address cannot be unsealed"),
    "inactive": Text("渠道已停用", "the channel is not in use"),
    "lapsed": Text("发送程序中途停止", "the deliverer stopped half way"),
}


def reason_words(code: str) -> Text:
    """Return what a code means.

    Example:
        >>> reason_words("timeout").zh, reason_words("552").zh
        ('对方没有及时回应', '对方拒绝，代码 552')
    """
    if not code:
        return Text("", "")
    return _REASONS.get(code) or Text(f"对方拒绝，代码 {code}", f"it refused, code {code}")
