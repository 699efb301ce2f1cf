"""The settings of one installation, and how a wrong one is told."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from config.settings import SHIPPED_POLICY, Settings, read_settings
from kernel.errors import DefinitionError


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in fields(Settings):
        monkeypatch.delenv(f"XUNCHENG_{one.name.upper()}", raising=False)


def told(language: str = "en") -> str:
    with pytest.raises(DefinitionError) as caught:
        read_settings()
    return "\n".join(caught.value.sentences("zh" if language == "zh" else "en"))


def test_without_any_setting_everything_is_below_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = read_settings()

    assert settings.home == tmp_path.resolve() / "var"
    assert settings.database_url == f"sqlite:///{tmp_path.resolve()}/var/xuncheng.db"
    assert settings.policy_dir == SHIPPED_POLICY
    assert settings.language == "zh"
    assert settings.base_url == ""
    assert settings.prefect_port == 4217


def test_every_setting_can_be_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XUNCHENG_HOME", str(tmp_path / "office"))
    monkeypatch.setenv("XUNCHENG_DATABASE_URL", "postgresql://office@localhost/xuncheng")
    monkeypatch.setenv("XUNCHENG_POLICY_DIR", str(tmp_path))
    monkeypatch.setenv("XUNCHENG_LANGUAGE", "en")
    monkeypatch.setenv("XUNCHENG_BASE_URL", "https://office.example/xc/")
    monkeypatch.setenv("XUNCHENG_PREFECT_PORT", "4300")

    settings = read_settings()

    assert settings.home == tmp_path / "office"
    assert settings.database_url == "postgresql://office@localhost/xuncheng"
    assert settings.policy_dir == tmp_path
    assert settings.language == "en"
    assert settings.base_url == "https://office.example/xc"
    assert settings.prefect_port == 4300


def test_the_database_follows_the_data_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XUNCHENG_HOME", str(tmp_path))

    assert read_settings().database_url == f"sqlite:///{tmp_path}/xuncheng.db"


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNCHENG_LANGUAGE", "")

    assert read_settings().language == "zh"


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("XUNCHENG_HOME", __file__, "the data directory"),
        ("XUNCHENG_DATABASE_URL", "mysql://office/xuncheng", "sqlite:///path"),
        ("XUNCHENG_DATABASE_URL", "sqlite://", "sqlite:///path"),
        ("XUNCHENG_DATABASE_URL", "sqlite:///", "sqlite:///path"),
        ("XUNCHENG_DATABASE_URL", "sqlite://here.db", "sqlite:///path"),
        ("XUNCHENG_POLICY_DIR", "/nowhere/at/all", "a folder that exists"),
        ("XUNCHENG_LANGUAGE", "fr", "zh (Chinese) or en (English)"),
        ("XUNCHENG_BASE_URL", "office.example", "begins with http:// or https://"),
        ("XUNCHENG_BASE_URL", "https://[::1", "begins with http:// or https://"),
        ("XUNCHENG_PREFECT_PORT", "seventy", "a port from 1 to 65535"),
        ("XUNCHENG_PREFECT_PORT", "70000", "a port from 1 to 65535"),
        ("XUNCHENG_OTLP_ENDPOINT", "127.0.0.1:4318", "an OpenTelemetry collector"),
        ("XUNCHENG_OTLP_ENDPOINT", "http://user:secret@collector", "an OpenTelemetry collector"),
    ],
)
def test_a_wrong_setting_is_told_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, remedy: str
) -> None:
    monkeypatch.setenv(name, value)

    assert f"The variable {name} is wrong" in told()
    assert remedy in told()
    assert f"环境变量 {name} 不对" in told("zh")


def test_all_wrong_and_unknown_settings_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNCHENG_LANGUAGE", "fr")
    monkeypatch.setenv("XUNCHENG_PREFECT_PORT", "0")
    monkeypatch.setenv("XUNCHENG_DATABASE", "postgresql://office/xuncheng")

    assert len(told().splitlines()) == 3
    assert "There is no setting XUNCHENG_DATABASE: check its spelling" in told()


def test_the_variables_of_the_test_suite_are_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XUNCHENG_TEST_POSTGRES_URL", "postgresql://somewhere/test")

    assert read_settings().language == "zh"


def test_a_password_is_neither_shown_nor_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XUNCHENG_DATABASE_URL", "postgresql://office:geheim@db/xuncheng")
    assert "geheim" not in repr(read_settings())

    monkeypatch.setenv("XUNCHENG_DATABASE_URL", "postgres://office:geheim@db/xuncheng")
    with pytest.raises(DefinitionError) as caught:
        read_settings()
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_identity_provider_is_named_whole_and_its_secret_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XUNCHENG_OIDC_ISSUER", "https://id.example/realm/")
    with pytest.raises(DefinitionError, match="XUNCHENG_OIDC_CLIENT_ID"):
        read_settings()
    monkeypatch.setenv("XUNCHENG_OIDC_CLIENT_ID", "xuncheng")
    monkeypatch.setenv("XUNCHENG_OIDC_CLIENT_SECRET", "canary")

    settings = read_settings()

    assert settings.oidc_issuer == "https://id.example/realm"
    assert settings.oidc_claim == "preferred_username"
    assert "canary" not in repr(settings)


def test_an_identity_provider_answers_by_https_unless_it_is_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XUNCHENG_OIDC_CLIENT_ID", "xuncheng")
    monkeypatch.setenv("XUNCHENG_OIDC_ISSUER", "http://127.0.0.1:9400")
    assert read_settings().oidc_issuer == "http://127.0.0.1:9400"

    monkeypatch.setenv("XUNCHENG_OIDC_ISSUER", "http://id.example")
    with pytest.raises(DefinitionError, match="XUNCHENG_OIDC_ISSUER"):
        read_settings()
