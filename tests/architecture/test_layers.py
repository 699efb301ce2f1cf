"""Imports point down, the core is pure and each foreign library has one home."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.support.repository import ROOT, modules


def test_every_import_contract_is_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    checked = subprocess.run(
        [linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_tables_stand_apart_from_the_statements_that_need_no_orm() -> None:
    apart = re.compile(
        r"store/(.*_tables?|tables|constraints|conditions|orm)\.py|store/(details|migrations)/.*"
    )
    asking = re.compile(r"^(from|import) (sqlmodel|sqlalchemy)\b", re.MULTILINE)

    found = [path for path in modules("store") if asking.search(path.read_text())]

    assert found
    assert [
        str(path.relative_to(ROOT))
        for path in found
        if not apart.fullmatch(str(path.relative_to(ROOT)))
    ] == []
