"""Keys, sealed addresses, receipt codes and the check of a new address."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from kernel.errors import DefinitionError, InvalidInput
from notifications.sealing import Keyring, check_url

CANARY = "canary0token"
ADDRESS = f"dingtalk://{CANARY}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keys"


def test_the_first_use_makes_a_key_file_that_only_its_owner_may_read(path: Path) -> None:
    Keyring.open(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_an_address_is_opened_after_a_restart(path: Path) -> None:
    sealed = Keyring.open(path).seal(ADDRESS)

    assert CANARY.encode() not in sealed
    assert Keyring.open(path).unseal(sealed) == ADDRESS


def test_after_a_rotation_old_seals_open_and_new_ones_use_the_new_key(path: Path) -> None:
    before = Keyring.open(path)
    sealed = before.seal(ADDRESS)

    after = Keyring.rotate(path)

    assert after.unseal(sealed) == ADDRESS
    before.path = None
    with pytest.raises(InvalidInput):
        before.unseal(after.reseal(sealed))
    assert Keyring.open(path).unseal(after.reseal(sealed)) == ADDRESS
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_lost_key_is_told_without_the_address(path: Path) -> None:
    sealed = Keyring([Fernet.generate_key()]).seal(ADDRESS)

    with pytest.raises(InvalidInput) as told:
        Keyring.open(path).unseal(sealed)

    assert CANARY not in str(told.value)


def test_a_key_file_that_others_may_read_is_refused_with_the_remedy(path: Path) -> None:
    Keyring.open(path)
    path.chmod(0o644)

    with pytest.raises(DefinitionError) as told:
        Keyring.open(path)

    assert "chmod 600" in told.value.sentences("zh")[0]


@pytest.mark.parametrize("content", [b"", b"not a key\n"])
def test_a_key_file_without_a_key_is_refused(path: Path, content: bytes) -> None:
    Keyring.open(path)
    path.write_bytes(content)

    with pytest.raises(DefinitionError):
        Keyring.open(path)


def test_a_receipt_code_names_its_notice_even_after_a_rotation(path: Path) -> None:
    code = Keyring.open(path).receipt_code("n1")

    assert Keyring.rotate(path).read_receipt(f" {code}\n") == "n1"


@pytest.mark.parametrize("token", ["", ".", "n1", "n1.", "n2.{code}", "n1.{code}x", "码.码"])
def test_a_forged_receipt_is_refused(path: Path, token: str) -> None:
    keyring = Keyring.open(path)
    code = keyring.receipt_code("n1").rpartition(".")[2]

    with pytest.raises(InvalidInput):
        keyring.read_receipt(token.format(code=code))


def test_a_receipt_of_another_office_is_refused(path: Path) -> None:
    theirs = Keyring([Fernet.generate_key()]).receipt_code("n1")

    with pytest.raises(InvalidInput):
        Keyring.open(path).read_receipt(theirs)


@pytest.mark.parametrize(
    ("url", "service"),
    [
        (ADDRESS, "dingtalk"),
        ("mailtos://user:pass@example.cn?to=one@example.cn", "mailtos"),
        ("json://hooks.example.cn:8080/xuncheng", "json"),
        ("wecombot://abc-def", "wecombot"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc-def", "wecombot"),
        ("feishu://abc-def", "feishu"),
        ("schan://SCTabc", "schan"),
        ("bark://key@example.cn/device", "bark"),
    ],
)
def test_an_address_tells_its_service(url: str, service: str) -> None:
    assert check_url(url) == service


@pytest.mark.parametrize(
    "url",
    [
        "",
        CANARY,
        f"nosuch://{CANARY}",
        f"dingtalk://{CANARY}!!",
        f"mailto://user:{CANARY}@example.cn?to=one@example.cn,two@example.cn",
        f"mailto://user:{CANARY}@example.cn?to=one@example.cn&cc=two@example.cn",
    ],
)
def test_a_wrong_address_is_refused_without_repeating_it(
    url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)

    with pytest.raises(InvalidInput) as told:
        check_url(url)

    said = [
        *told.value.sentences("zh"),
        *told.value.sentences("en"),
        caplog.text,
        *capfd.readouterr(),
    ]
    assert CANARY not in "".join(said)
