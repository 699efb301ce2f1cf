"""Nothing in the repository tells where it was made or lets a secret out."""

from __future__ import annotations

import re

import pytest

from tests.support.repository import ROOT, files

FORBIDDEN = {
    "a folder of one machine": r"(?<![\w.~$}])/(?:work|root|Users/\w+|home/\w+)(?=[/\s\"'`)]|$)",
    "a folder outside the repository": r"\.\./shared\b",
    "the host of a package registry": r"pythonhosted|\bpypi\.|https?://[^\s\"'`)]+/simple\b",
    "an index in a requirements file": r"(?m)^--(?:index-url|extra-index-url|find-links)",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
}


@pytest.mark.parametrize("secret", FORBIDDEN)
def test_no_file_holds(secret: str) -> None:
    pattern = re.compile(FORBIDDEN[secret])

    holders = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in files()
        if path.name != "test_secrecy.py"
        and (found := pattern.search(path.read_text(errors="replace")))
    ]

    assert holders == []
