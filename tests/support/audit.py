"""Looks known weaknesses of the locked dependencies up: `make audit`, where the internet is.

`pip-audit` does it. It passes over what its service does not know and still says that all is well,
as on a mirror that serves no advisories; so only what was looked up counts here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from tests.support.repository import ROOT

SOUND, WEAK, NOT_LOOKED_UP = 0, 1, 75
"""What the program ends with; the last is `EX_TEMPFAIL`: try again elsewhere."""
_TOOL = "pip-audit>=2.10,<3"
_WORDS = ("--require-hashes", "--disable-pip", "-r", "requirements.lock", "--format", "json",
          "--progress-spinner", "off")  # fmt: skip
_PATIENCE = 300.0
_UNREACHED = (
    "未能查询：本机连不上漏洞通报服务（{known}/{all} 个依赖已查）。请在能上网的机器上再运行。\n"
    "Not looked up: the service of advisories is not reached from here ({known} of {all}"
    " dependencies were looked up). Run it where the internet is."
)
_SOUND = "{all} 个依赖均无已知漏洞。 · No known weakness in {all} dependencies."


def judge(said: str) -> tuple[int, str]:
    """Return the exit code for what `pip-audit` has said, and what to tell a person."""
    try:
        asked: list[dict[str, Any]] = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        asked = []
    known = [one for one in asked if "skip_reason" not in one]
    weak = [one for one in known if one["vulns"]]
    if weak:
        return WEAK, "\n".join(_told(one) for one in weak)
    if not asked or len(known) < len(asked):
        return NOT_LOOKED_UP, _UNREACHED.format(known=len(known), all=len(asked) or "?")
    return SOUND, _SOUND.format(all=len(asked))


def _told(one: dict[str, Any]) -> str:
    named = "; ".join(
        f"{weakness['id']} → {', '.join(weakness['fix_versions']) or '?'}"
        for weakness in one["vulns"]
    )
    return f"{one['name']} {one['version']}: {named}"


def audit(uv: Sequence[str]) -> tuple[int, str]:
    """Run `pip-audit` by uv and judge what it says."""
    try:
        done = subprocess.run(
            [*uv, "tool", "run", "--quiet", "--from", _TOOL, "pip-audit", *_WORDS],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=_PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return judge("")
    return judge(done.stdout)


if __name__ == "__main__":
    code, words = audit(sys.argv[1:])
    sys.stderr.write(words + "\n")
    sys.exit(code)
