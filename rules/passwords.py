"""What a password must be, and how long somebody waits who keeps giving a wrong one.

Pure: numbers come from `config/limits.toml`. A further demand is one more `Text` in `mistakes_in`;
a further password that everybody tries is one more word in `_COMMON`. Source: §7 row 2.
"""

from __future__ import annotations

from datetime import timedelta
from unicodedata import normalize

from kernel.words import Text

LONGEST = 256
"""Beyond so many characters nobody types a password; hashing it would only cost time."""
_COMMON = frozenset({
    "0123456789", "0987654321", "1122334455", "123123123", "1234512345", "12345678", "123456789",
    "1234567890", "12345678910", "1234567899", "1357924680", "147258369", "1q2w3e4r",
    "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx", "1qaz2wsx3edc", "5201314520", "9876543210",
    "a123456789", "aa12345678", "aa123456789", "abc123456", "abcd123456", "abcde12345",
    "abcdefghij", "admin123", "admin123456", "administrator", "asdfghjkl", "asdfghjkl123",
    "beijing2008", "changeme", "changeme123", "iloveyou", "iloveyou123", "letmein123", "p@ssw0rd",
    "p@ssword123", "passw0rd", "password", "password1", "password12", "password123",
    "password1234", "q1w2e3r4t5", "qazwsx123", "qazwsxedc", "qq123456", "qq123456789",
    "qwerty123456", "qwertyuiop", "root123456", "test123456", "welcome123", "woaini1314",
    "woaini520", "xuncha123456", "xuncheng", "xuncheng123", "zhongguo123", "zxcvbnm123",
})  # fmt: skip
"""What is tried first, of eight characters or more; one character repeated is refused anyway."""


def mistakes_in(password: str, code: str, name: str, least: int) -> tuple[Text, ...]:
    """Return everything that is wrong with a new password; never the password.

    Args:
        password: What was chosen.
        code: The code of the person.
        name: Their name.
        least: The fewest characters the office asks for.

    Example:
        >>> [one.en for one in mistakes_in("leader", "leader", "组长一", 10)]
        ['The password needs at least 10 characters.', 'The password is your code or your name.']
        >>> mistakes_in("梅雨 in July 1987", "leader", "组长一", 10)
        ()
    """
    said = typed(password).casefold().strip()
    found: list[Text] = []
    if len(password) < least:
        found.append(
            Text(f"密码至少 {least} 个字符。", f"The password needs at least {least} characters.")
        )
    if len(password) > LONGEST:
        found.append(
            Text(
                f"密码最多 {LONGEST} 个字符。",
                f"The password has more than {LONGEST} characters.",
            )
        )
    if said in {code.casefold(), name.casefold()}:
        found.append(Text("密码不能是人员代码或姓名。", "The password is your code or your name."))
    if said in _COMMON or (said and len(set(said)) == 1):
        found.append(
            Text(
                "这个密码太常见，人人都会先试；请换一个。",
                "Everybody tries this password first: choose another one.",
            )
        )
    return tuple(found)


def typed(password: str) -> str:
    """Return a password as every keyboard types it, and no longer than one can be.

    Example:
        >>> typed("Ａ１b")
        'A1b'
    """
    return normalize("NFKC", password[: LONGEST + 1])


def wait_after(failures: int, first: int, longest: timedelta) -> timedelta | None:
    """Return how long to wait after so many wrong passwords; None is not at all.

    The wait begins with a minute and doubles with each further failure.

    Args:
        failures: How many there have been, one after another.
        first: From which one on there is a wait.
        longest: The longest wait.

    Example:
        >>> [str(wait_after(one, 5, timedelta(minutes=15))) for one in (4, 5, 6, 9, 99)]
        ['None', '0:01:00', '0:02:00', '0:15:00', '0:15:00']
    """
    if failures < first:
        return None
    doublings = min(failures - first, longest // timedelta(minutes=1))
    return min(timedelta(minutes=1 << doublings), longest)
