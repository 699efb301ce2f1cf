"""Spoiling a copy of the shipped policy, and reading what the office is told of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from config.policy import FILES, load_policy
from config.settings import SHIPPED_POLICY
from kernel.errors import DefinitionError


def copy_of_policy(folder: Path) -> Path:
    """Copy the shipped policy into `folder`, for a test to spoil."""
    for name in FILES:
        shutil.copy(SHIPPED_POLICY / name, folder / name)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    words = (folder / name).read_text(encoding="utf-8")
    assert old in words
    (folder / name).write_text(words.replace(old, new, 1), encoding="utf-8")


def add(folder: Path, name: str, words: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(words)


def mistakes(folder: Path) -> str:
    """Return what the office is told in English, one sentence a line."""
    with pytest.raises(DefinitionError) as caught:
        load_policy(folder)
    for chinese, english in zip(
        caught.value.sentences("zh"), caught.value.sentences("en"), strict=True
    ):
        assert re.search(r"[一-鿿]", chinese)
        assert not re.search(r"[一-鿿]", english)
        assert chinese.split("，")[0].split("：")[0] == re.split(r"[,:]", english)[0]
    return "\n".join(caught.value.sentences("en"))
